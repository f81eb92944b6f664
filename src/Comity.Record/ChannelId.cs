using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comity.Record;

/// <summary>
/// A channel's name: <c>plenary</c>, <c>public</c>, or its exact set of members, sorted ordinally and joined by <c>+</c>
/// (<c>jp+us</c>; <c>us</c> for one member alone). The name is the audience: nothing widens later.
/// </summary>
[JsonConverter(typeof(ChannelIdConverter))]
public readonly record struct ChannelId : IComparable<ChannelId>
{
    private readonly string? _text;

    private ChannelId(string text) => _text = text;

    public static ChannelId Plenary { get; } = new("plenary");

    public static ChannelId Public { get; } = new("public");

    /// <param name="members">At least one; order and repetition do not matter.</param>
    public static ChannelId Of(params IEnumerable<MemberId> members)
    {
        var sorted = new SortedSet<MemberId>(members);
        return sorted.Count == 0
            ? throw new ArgumentException("an empty audience means nobody: a channel has at least one member", nameof(members))
            : new ChannelId(string.Join('+', sorted));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out ChannelId channel)
    {
        channel = default;
        if (text is "plenary" or "public")
        {
            channel = new ChannelId(text);
            return true;
        }

        var previous = default(MemberId);
        foreach (var part in (text ?? "").Split('+'))
        {
            if (!MemberId.TryParse(part, out var member) || part is "plenary" or "public" || member.CompareTo(previous) <= 0)
            {
                return false;
            }

            previous = member;
        }

        channel = new ChannelId(text!);
        return true;
    }

    /// <exception cref="FormatException">The text is not a channel's name.</exception>
    public static ChannelId Parse(string text) => TryParse(text, out var channel)
        ? channel
        : throw new FormatException($"expected plenary, public or sorted members joined by +, found \"{text}\"");

    public bool IsPublic => this == Public;

    public bool IsPlenary => this == Plenary;

    /// <summary>The members who write here and whose journals make it up, sorted; everybody for plenary and public.</summary>
    public ValueList<MemberId> MembersIn(IEnumerable<MemberId> forum) => IsPublic || IsPlenary
        ? forum.Order().ToValueList()
        : (_text ?? "").Split('+').Select(MemberId.Parse).ToValueList();

    public int CompareTo(ChannelId other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";
}

internal sealed class ChannelIdConverter : JsonConverter<ChannelId>
{
    public override ChannelId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ChannelId.TryParse(reader.GetString(), out var channel) ? channel : throw new JsonException("expected plenary, public or sorted members joined by +");

    public override void Write(Utf8JsonWriter writer, ChannelId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
