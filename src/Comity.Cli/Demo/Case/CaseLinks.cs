using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>What is said to answer, justify, follow, ease or end what, by whom, and who denies it.</summary>
internal sealed class CaseLinks
{
    private const string Observers = "observers";

    private readonly CaseMap _map;
    private readonly ILookup<string, CaseDraft> _bySpeakingAct;

    public CaseLinks(IReadOnlyList<CaseAct> acts, CaseMap map)
    {
        _map = map;
        var place = acts.Index().ToDictionary(a => a.Item.Id, a => a.Index, StringComparer.Ordinal);
        var links = acts.SelectMany(OfTheReading).Concat(map.Memo.Links.Select(link => OfAMemo(acts[place[link.From]], link)));

        // Nothing is said of an act before it is recorded: a link waits for the later of its two.
        _bySpeakingAct = links.ToLookup(l => place[l.Link.To] > place[l.From.Id] ? l.Link.To : l.From.Id, l => l, StringComparer.Ordinal)
            .SelectMany(group => group.SelectMany(l => Said(l).Select(draft => (group.Key, draft))))
            .ToLookup(s => s.Key, s => s.draft, StringComparer.Ordinal);
    }

    /// <summary>Links whose later act this is: those of the reading in its order, then those of the memos.</summary>
    public IEnumerable<CaseDraft> SaidAt(CaseAct act) => _bySpeakingAct[act.Id];

    private static IEnumerable<Told> OfTheReading(CaseAct act) => act.Links.Select(link => new Told(act, link, act.Sources, act.ObserversWords));

    private static Told OfAMemo(CaseAct from, MemoLink link) => new(
        from, new(link.To, "memo", link.Relation, link.AssertedBy, []), CaseAct.SourcesIn(link.Source, Confidence.MemoAsserted), null);

    private IEnumerable<CaseDraft> Said(Told told) =>
        [.. told.Link.AssertedBy.Select(by => Asserted(told, by)), .. told.Link.DeniedBy.Select(by => Denied(told, by))];

    private static CaseDraft Asserted(Told told, string by) => CaseDraft.Of(
        $"{told.Key}/{by}", by == Observers ? CaseCharter.Convener : MemberId.Parse(by), told.From.Track, told.From.Id, [told.Link.To],
        id => new LinkAsserted(
            id(told.From.Id), id(told.Link.To), told.Link.Relation, by == Observers ? Asserter.Observers : Asserter.Author,
            by == Observers ? told.ObserversWords : null, CaseLines.Language, Basis.PublicSource, told.Sources));

    // A denial is read from the member's account of the act; that account is what it rests on, so it says it again here.
    private CaseDraft Denied(Told told, MemberId by)
    {
        var words = _map.Accounts.GetValueOrDefault(told.From.Id)?.GetValueOrDefault(by);
        return CaseDraft.Of(
            $"{told.Key}/denied/{by}", by, told.From.Track, told.From.Id, [told.Link.To],
            id => new LinkDenied(
                id(told.From.Id), id(told.Link.To), told.Link.Relation, AccountForm.PositionAsReported,
                words?.En, CaseLines.Language, Basis.PublicSource, told.Sources),
            words is null ? [] : [new CaseText("words", words)]);
    }

    private sealed record Told(CaseAct From, MapLink Link, ValueList<Source> Sources, string? ObserversWords)
    {
        public string Key => $"{From.Id}/{Link.Relation.Wire()}/{Link.To}";
    }
}
