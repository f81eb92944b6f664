using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>An entry of the chronology with its reading in the map, or an entry that a memo adds: one form for both.</summary>
/// <param name="AffirmedBy">The other members of a joint act; empty when it is one's own.</param>
/// <param name="DiffersFrom">An entry that tells the same otherwise, or null.</param>
/// <param name="ObserversWords">Who the observers are, where the chronology says so.</param>
internal sealed record CaseAct(
    string Id, DateOnly Date, DatePrecision Precision, MemberId Author, IReadOnlyList<MemberId> AffirmedBy, bool Reported,
    IReadOnlyList<string> Actors, IReadOnlyList<string> Target, string Track, ActType Type, MapText Title, string Detail,
    DateOnly? Effective, DateOnly? Deadline, ValueList<Source> Sources, string? Note,
    IReadOnlyList<MapLink> Links, string? DiffersFrom, string? ObserversWords)
{
    public bool Joint => AffirmedBy.Count > 0;

    /// <summary>All acts in the order of the script: by date, chronology before memos, each in its file's order.</summary>
    public static IReadOnlyList<CaseAct> InOrder(Chronology chronology, CaseMap map) =>
        [.. chronology.Entries.Select(e => From(e, map)).Concat(map.Memo.Entries.Select(From)).OrderBy(a => a.Date)];

    public static ValueList<Source> SourcesIn(string text, Confidence confidence) =>
        text.Split("; ").Select(one => new Source(one, confidence)).ToValueList();

    private static CaseAct From(ChronologyEntry entry, CaseMap map)
    {
        var reading = map.Entries[entry.Id];
        return new(
            entry.Id, entry.Date, entry.DatePrecision, reading.Author, reading.AffirmedBy, reading.Reported,
            entry.Actors, entry.Target, entry.Track, entry.Kind, new(entry.Title, reading.Title.Ja, reading.Title.Ko), entry.Detail,
            entry.Effective, entry.Deadline, SourcesIn(entry.Source, entry.Confidence), Joined(entry.Note, reading.ReaderNote),
            reading.Links, null, ObserversIn(entry.LinkContested, map));
    }

    private static CaseAct From(MemoEntry entry) => new(
        entry.Id, entry.Date, entry.Precision, entry.Author, [], entry.Reported,
        entry.Actors, entry.Target, entry.Track, entry.Kind, entry.Title, entry.Detail,
        null, null, SourcesIn(entry.Source, entry.Confidence), entry.ReaderNote ?? entry.Note,
        entry.Links, entry.DiffersFrom, null);

    private static string? Joined(string? note, string? readerNote) =>
        note is null || readerNote is null ? note ?? readerNote : note + " " + readerNote;

    private static string? ObserversIn(LinkContested? contested, CaseMap map)
    {
        var others = contested?.AssertedBy.Where(who => !map.Members.ContainsKey(who.ToLowerInvariant())).ToList() ?? [];
        return others.Count == 0 ? null : "Asserted by " + string.Join(", ", others) + ".";
    }
}
