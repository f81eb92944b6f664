using System.Globalization;
using System.Text;
using System.Text.Json;
using Comity.Record;
using static Comity.Domain.Drafts.DraftsFaultCodes;

namespace Comity.Domain.Drafts;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/drafts.md.</summary>
internal static class DraftsFaults
{
    // Written twice over in JSON text, it still fits the 64 KiB of a statement.
    private const int LongestText = 30_000;
    private const int LongestWords = 4_000;
    private const int MostFollowed = 8;
    private const int MostCites = 256;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static IEnumerable<Fault> Of(IBody body) => body switch
    {
        DraftOpened b => [.. Channel(b.Channel), .. Kind(b.Kind), .. Track(b.Track), .. Line("title", b.Title, 200, TitleLength), .. Text(b.Kind, b.Text), .. List("cites", b.Cites, 0, MostCites), .. Officer("by", b.By)],
        DraftRevised b => [.. List("follows", b.Follows, 1, MostFollowed), .. Kind(b.Kind), .. Text(b.Kind, b.Text), .. List("cites", b.Cites, 0, MostCites), .. Officer("by", b.By)],
        DraftCommented b => [.. Words(b.Words, needed: true), .. Officer("by", b.By)],
        ClearanceAsked b => [.. Of(b.Of), .. Words(b.Words, needed: false), .. Officer("by", b.By)],
        ClearanceGiven b => [.. Words(b.Words, needed: b.Answer == ClearanceAnswer.NotCleared), .. Officer("by", b.By)],
        ClearanceWithdrawn b => [.. Words(b.Words, needed: true), .. Officer("by", b.By)],
        ReleaseAsked b => Officer("by", b.By),
        ReleaseApproved b => [.. b.After < 0 ? [new("after", AfterNegative, string.Create(CultureInfo.InvariantCulture, $"expected a journal's size, found {b.After}"))] : Array.Empty<Fault>(), .. Officer("by", b.By)],
        ReleaseStopped b => [.. Words(b.Words, needed: false), .. b.By is { } by ? Officer("by", by) : []],
        DraftWithdrawn b => [.. Words(b.Words, needed: false), .. Officer("by", b.By)],
        _ => [],
    };

    /// <summary>A body kept as text; null where it is no JSON object.</summary>
    public static JsonElement? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Fault> Channel(ChannelId channel)
    {
        if (!channel.IsPlenary && !channel.IsPublic && !channel.ToString().Contains('+', StringComparison.Ordinal))
        {
            yield return new("channel", ChannelAlone, $"expected a channel that others hear, found {channel}");
        }
    }

    private static IEnumerable<Fault> Kind(string kind)
    {
        if (!BodyCodec.Kinds.Contains(kind) || kind.StartsWith("drafts.", StringComparison.Ordinal) || kind.StartsWith("mandates.", StringComparison.Ordinal))
        {
            yield return new("kind", KindShape, $"expected a kind of statement that is said to others, found {FormFound.Quote(kind)}");
        }
    }

    private static IEnumerable<Fault> Track(string track)
    {
        if (track.Length is 0 or > 32 || !track.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return new("track", TrackShape, $"expected a track of the charter, found {FormFound.Quote(track)}");
        }
    }

    private static IEnumerable<Fault> Text(string kind, string text)
    {
        if (text.Length > LongestText)
        {
            return [new("text", TextLength, string.Create(CultureInfo.InvariantCulture, $"expected at most {LongestText} characters, found {text.Length}"))];
        }

        return Read(text) is not { } body
            ? [new("text", TextShape, "expected a JSON object, each member once")]
            : Kind(kind).Any() ? []
            : BodyCodec.Check(kind, body).Select(f => new Fault(f.Field.Length == 0 ? "text" : "text." + f.Field, TextFaulty, $"{f.Code}: {f.Message}"));
    }

    private static IEnumerable<Fault> Of(Clearer of)
    {
        if ((of.Role is null ? 0 : 1) + (of.Office is null ? 0 : 1) + (of.Officer is null ? 0 : 1) != 1)
        {
            yield return new("of", ClearerOne, "expected exactly one of role, office, officer");
        }

        foreach (var fault in (of.Office is { } office ? Line("of.office", office, 100, OfficeLength) : []).Concat(of.Officer is { } officer ? Officer("of.officer", officer) : []))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> Line(string field, string text, int most, string code)
    {
        var length = text.EnumerateRunes().Count();
        if (length == 0 || length > most || string.IsNullOrWhiteSpace(text) || text.EnumerateRunes().Any(Rune.IsControl))
        {
            yield return new(field, code, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {most} characters on one line, found {length}"));
        }
    }

    private static IEnumerable<Fault> Words(string? words, bool needed)
    {
        if (words is null)
        {
            return needed ? [new("words", WordsMissing, "expected the reason in words, found none")] : [];
        }

        var length = words.EnumerateRunes().Count();
        return length > LongestWords || string.IsNullOrWhiteSpace(words) || words.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value is not '\n' and not '\t')
            ? [new("words", WordsLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {LongestWords} characters, found {length}"))]
            : [];
    }

    private static IEnumerable<Fault> List(string field, ValueList<StatementId> list, int least, int most)
    {
        if (list.Count < least || list.Count > most)
        {
            yield return new(field, ListCount, string.Create(CultureInfo.InvariantCulture, $"expected {least} to {most} entries, found {list.Count}"));
        }

        if (list.Distinct().Count() < list.Count)
        {
            yield return new(field, ListRepeated, "expected each one once, found one twice");
        }
    }

    private static IEnumerable<Fault> Officer(string field, string id)
    {
        if (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            yield return new(field, OfficerShape, $"expected an officer's id of 1 to 64 letters, digits, hyphens and underscores, found {FormFound.Quote(id)}");
        }
    }
}
