using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comity.Record;

/// <summary>The identity of a statement: SHA-256 of its signing input, as text 43 characters of base64url.</summary>
[JsonConverter(typeof(StatementIdConverter))]
public readonly record struct StatementId(Hash256 Hash) : IComparable<StatementId>
{
    public static bool TryParse([NotNullWhen(true)] string? text, out StatementId id)
    {
        var fine = Hash256.TryParse(text, out var hash);
        id = new StatementId(hash);
        return fine;
    }

    /// <exception cref="FormatException">The text is not 43 characters of base64url.</exception>
    public static StatementId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"expected a statement id of {Hash256.TextLength} base64url characters, found \"{text}\"");

    public int CompareTo(StatementId other) => Hash.CompareTo(other.Hash);

    public override string ToString() => Hash.ToString();
}

internal sealed class StatementIdConverter : JsonConverter<StatementId>
{
    public override StatementId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && StatementId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException($"expected a statement id of {Hash256.TextLength} base64url characters");

    public override void Write(Utf8JsonWriter writer, StatementId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
