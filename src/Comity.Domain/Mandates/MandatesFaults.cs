using System.Globalization;
using System.Text;
using Comity.Record;
using static Comity.Domain.Mandates.MandatesFaultCodes;

namespace Comity.Domain.Mandates;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/mandates.md.</summary>
internal static class MandatesFaults
{
    private const int MostTracks = 32;
    private const int MostChannels = 64;

    public static IEnumerable<Fault> Of(IBody body) => body switch
    {
        MandateGiven b => [.. Officer("officer", b.Officer), .. Of(b.Terms), .. b.By is { } by ? Officer("by", by) : []],
        MandateChanged b => [.. Of(b.Terms), .. Officer("by", b.By)],
        MandateWithdrawn b => Officer("by", b.By),
        _ => [],
    };

    private static IEnumerable<Fault> Of(MandateTerms terms) =>
    [
        .. Office(terms.Office),
        .. Word(terms.Level) ? [] : new Fault[] { new("terms.level", LevelShape, $"expected a word of 1 to 32 lower-case letters, digits and hyphens, found {FormFound.Quote(terms.Level)}") },
        .. List("terms.tracks", terms.Tracks, MostTracks, TracksCount),
        .. (terms.Tracks ?? []).Where(t => !Word(t)).Select(t => new Fault("terms.tracks", TrackShape, $"expected a track of the charter, found {FormFound.Quote(t)}")),
        .. List("terms.channels", terms.Channels, MostChannels, ChannelsCount),
        .. terms.Until < terms.From ? [Order(terms)] : Array.Empty<Fault>(),
    ];

    private static IEnumerable<Fault> Officer(string field, string id)
    {
        if (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            yield return new(field, OfficerShape, $"expected an officer's id of 1 to 64 letters, digits, hyphens and underscores, found {FormFound.Quote(id)}");
        }
    }

    private static IEnumerable<Fault> Office(string office)
    {
        var length = office.EnumerateRunes().Count();
        if (length is 0 or > 100 || string.IsNullOrWhiteSpace(office) || office.EnumerateRunes().Any(Rune.IsControl))
        {
            yield return new("terms.office", OfficeLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to 100 characters on one line, found {length}"));
        }
    }

    private static IEnumerable<Fault> List<T>(string field, ValueList<T>? list, int most, string code)
        where T : notnull
    {
        if (list is null)
        {
            yield break;
        }

        if (list.Count is 0 || list.Count > most)
        {
            yield return new(field, code, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {most} entries, or none of the list for all, found {list.Count}"));
        }

        if (list.Distinct().Count() < list.Count)
        {
            yield return new(field, Repeated, "expected each one once, found one twice");
        }
    }

    private static bool Word(string text) => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static Fault Order(MandateTerms terms) =>
        new("terms.until", DatesOrder, string.Create(CultureInfo.InvariantCulture, $"expected {terms.From:yyyy-MM-dd} or later, found {terms.Until:yyyy-MM-dd}"));
}
