using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Tests.Node.Fakes;

internal sealed record FakeEntry(
    StatementId Id, string Reference, MemberId Author, DateOnly Date, ActRecorded Body, string Track, string[] Answers, string[] Eases,
    Dictionary<string, string> Contested, bool LinkDenied);

/// <summary>The chronology as acts, links, measures and journals, each said on its own date.</summary>
internal sealed class FakeCase
{
    private readonly FakeEntry[] _entries;
    private readonly Dictionary<string, FakeEntry> _byReference;

    private FakeCase(FakeEntry[] entries)
    {
        _entries = entries;
        _byReference = entries.ToDictionary(e => e.Reference);
    }

    public static DisputesFindings Nothing { get; } = new([], [], [], [], [], [], []);

    public static FakeCase Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return new([.. json.RootElement.GetProperty("entries").EnumerateArray().Select(FakeEntries.Read)]);
    }

    public IReadOnlyList<Said> Journal(MemberId member, DateOnly day) =>
        [.. Held(day).Where(e => e.Author == member).Select((e, index) => new Said(FakeEntries.Statement(e, index, day), e.Body))];

    public Said? Find(StatementId id, DateOnly day) =>
        Held(day).FirstOrDefault(e => e.Id == id) is { } entry ? Journal(entry.Author, day).First(s => s.Id == id) : null;

    public DemoState Demo(DateOnly day, bool playing)
    {
        var next = _entries.FirstOrDefault(e => e.Date > day);
        var titles = next is null ? null : Comity.Node.Shared.Formats.Languages.ToDictionary(l => l, _ => next.Body.Title);
        return new(Held(day).Count(), _entries.Length, day, _entries[^1].Date, playing, titles, next?.Date, "http://127.0.0.1:7100");
    }

    public DisputesFindings Findings(DateOnly day, DateOnly asOf)
    {
        var held = Held(day).ToArray();
        var links = held.SelectMany(e => LinksOf(e, held)).ToValueList();
        var measures = held.Where(e => e.Body.Type is ActType.Measure or ActType.Countermeasure).Select(e => FakeMeasures.Of(e, asOf)).ToArray();
        return new(
            held.Select(e => Act(e, asOf)).ToValueList(), measures.ToValueList(), FakeMeasures.Ledger(measures).ToValueList(), links,
            FakeChains.Of(held, links).ToValueList(), Dates(held, asOf).ToValueList(), []);
    }

    private IEnumerable<FakeEntry> Held(DateOnly day) => _entries.Where(e => e.Date <= day);

    private ActFinding Act(FakeEntry e, DateOnly asOf)
    {
        var accounts = e.Contested.Select(c => new AccountFinding(
            FakeEntries.Id($"{e.Reference}/{c.Key}"), MemberId.Parse(c.Key.ToLowerInvariant()), AccountStance.Contests, AccountForm.PositionAsReported,
            c.Value, "en", Basis.PublicSource, e.Body.Sources, [])).ToValueList();
        var affirm = e.Body.Actors.Where(a => a.Member is not null && a.Member != e.Author).Select(a => a.Member!.Value).ToValueList();
        var late = e.Date.Month == 8 ? affirm : [];
        return new(
            e.Id, e.Author, e.Track, e.Date, e.Body.Precision, e.Body.Type, e.Body.Actors, e.Body.Addressees, e.Body.Title, e.Body.Detail, "en",
            e.Body.Effective, e.Body.Deadline, Basis.PublicSource, e.Body.Reported, e.Body.Sources, e.Body.Sources[0].Confidence, e.Body.Note, e.Reference,
            e.Date > asOf, e.Date.Month == 8 ? [] : affirm, late, accounts.Select(a => a.Author).Where(a => a != e.Author).ToValueList(), accounts,
            FakeTranslations.Of(e).ToValueList(), [], [], late);
    }

    private IEnumerable<LinkFinding> LinksOf(FakeEntry e, FakeEntry[] held) =>
        e.Answers.Select(a => Link(e, a, LinkRelation.Answers)).Concat(e.Eases.Select(a => Link(e, a, LinkRelation.Eases)))
            .OfType<LinkFinding>().Where(l => held.Any(h => h.Id == l.To));

    private LinkFinding? Link(FakeEntry e, string to, LinkRelation relation)
    {
        if (!_byReference.TryGetValue(to, out var target))
        {
            return null;
        }

        var self = target.Author == e.Author;
        ValueList<DenialFinding> denied = e.LinkDenied
            ? [new(FakeEntries.Id($"{e.Reference}-denies-{to}"), FakeRoom.Japan, AccountForm.PositionAsReported, null, "en", Basis.PublicSource, [])]
            : [];
        return new(
            e.Id, target.Id, self && relation == LinkRelation.Answers ? LinkRelation.Follows : relation, self,
            denied.Count > 0 ? LinkStanding.Denied : LinkStanding.Asserted, "disputes.link.asserted",
            [new(FakeEntries.Id($"{e.Reference}-{to}"), e.Author, Asserter.Observers, null, "en", Basis.PublicSource, [])], denied, []);
    }

    private static IEnumerable<DateFinding> Dates(FakeEntry[] held, DateOnly asOf) => held
        .SelectMany(e => new (DateOnly? Date, string What)[] { (e.Body.Deadline, "deadline"), (e.Body.Effective, "effective") }
            .Where(d => d.Date > asOf).Select(d => new DateFinding(d.Date!.Value, d.What, e.Id, e.Id)))
        .OrderBy(d => d.Date);
}
