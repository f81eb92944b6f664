using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comity.Record;

/// <summary>A member's short name in the charter: 1 to 32 characters of a–z, 0–9 and inner hyphens, starting with a letter.</summary>
[JsonConverter(typeof(MemberIdConverter))]
public readonly record struct MemberId : IComparable<MemberId>
{
    public const int MaxLength = 32;

    private readonly string? _text;

    private MemberId(string text) => _text = text;

    public static bool TryParse([NotNullWhen(true)] string? text, out MemberId member)
    {
        member = default;
        if (text is null || text.Length is 0 or > MaxLength || text[0] is < 'a' or > 'z' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        member = new MemberId(text);
        return true;
    }

    /// <exception cref="FormatException">The text is not a member's short name.</exception>
    public static MemberId Parse(string text) => TryParse(text, out var member)
        ? member
        : throw new FormatException($"expected a member's short name (a-z, 0-9, hyphens, at most {MaxLength}), found \"{text}\"");

    public int CompareTo(MemberId other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";
}

internal sealed class MemberIdConverter : JsonConverter<MemberId>
{
    public override MemberId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, MemberId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override MemberId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, MemberId value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

    private static MemberId Parse(string? text) =>
        MemberId.TryParse(text, out var member) ? member : throw new JsonException("expected a member's short name (a-z, 0-9, hyphens)");
}
