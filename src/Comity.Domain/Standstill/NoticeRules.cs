using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Notices to end something: given, suspended, withdrawn, and read differently by different parties until all read them alike.</summary>
internal sealed class NoticeRules(SaidIndex said, DateOnly asOf)
{
    private readonly ILookup<StatementId, Spoken<NoticeChanged>> _changes = said.By<NoticeChanged>(c => c.Notice);
    private readonly ILookup<StatementId, Spoken<ReadingGiven>> _readings = said.By<ReadingGiven>(r => r.Notice);

    /// <summary>By day, then id.</summary>
    public ValueList<NoticeFinding> Judge(CharterOrder order) => said.All<NoticeGiven>().Where(n => n.Body.Date <= asOf)
        .OrderBy(n => n.Body.Date).ThenBy(n => n.Id).Select(n => Judge(n, order)).ToValueList();

    private NoticeFinding Judge(Spoken<NoticeGiven> notice, CharterOrder order)
    {
        var change = _changes[notice.Id].Where(c => c.Body.Date <= asOf).Select(c => (Spoken<NoticeChanged>?)c).LastOrDefault();
        var withdrawn = change?.Body.Change == NoticeChange.Withdrawn;
        var readings = withdrawn ? [] : _readings[notice.Id].Where(r => r.Body.Date <= asOf).GroupBy(r => r.Author).Select(r => r.Last())
            .OrderBy(r => r.Author, order).ToArray();
        var unseen = withdrawn ? [] : notice.Body.Parties
            .Where(m => m != notice.Author && readings.All(r => r.Author != m) && said.SpokeWithoutHavingSeen(m, notice.Body.Effective, asOf, notice.Said)).ToValueList();
        var suspended = change?.Body.Change == NoticeChange.Suspended;
        var effects = readings.Select(r => r.Body.Effect).Distinct().ToArray();
        var agreed = effects.Length == 1 && readings.Length == notice.Body.Parties.Count;
        var (standing, rule) =
            withdrawn ? (NoticeStanding.Withdrawn, NoticeWithdrawn)
            : effects.Length > 1 ? (NoticeStanding.ReadingsDiffer, NoticeReadingsDiffer)
            : agreed ? (NoticeStanding.ReadingsAgreed, NoticeReadingsAgreed)
            : suspended ? (NoticeStanding.Suspended, NoticeSuspended)
            : unseen.Count > 0 ? (NoticeStanding.ReadingsDiffer, NoticeSeenLate)
            : asOf < notice.Body.Effective ? (NoticeStanding.Given, StandstillRuleNames.NoticeGiven)
            : (NoticeStanding.TakenEffect, NoticeTakenEffect);
        return new(
            notice.Id, notice.Body.Of, notice.Body.Instrument, notice.Author, notice.Body.Parties, notice.Body.Date, notice.Body.Effective, suspended, standing, rule,
            readings.Select(r => new ReadingFinding(r.Id, r.Author, r.Body.Effect, r.Body.Words, r.Body.Language)).ToValueList(), unseen,
            change is { } c ? [notice.Id, c.Id] : [notice.Id]);
    }
}
