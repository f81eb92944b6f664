using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>The days standstills set, and whose answer each thing waits for.</summary>
internal static class StandstillSchedule
{
    // What is said of standstills has no track of its own; a mandate for some tracks sees them judged from those alone.
    private const string AnyTrack = "";

    public static IEnumerable<ScheduledDate> Dates(StandstillFindings found)
    {
        var titles = found.Offers.ToDictionary(o => o.Id, o => o.Title);
        return found.Offers.Where(o => o.Standing == OfferStanding.Offered).Select(o => Of(o.Until, "standstill.accept-by", true, o.Id, o.Title, o.Bound, o.Id))
            .Concat(found.Standstills.Where(l => l.Standing != LifeStanding.Ended).SelectMany(l => new[]
            {
                Of(l.Start, "standstill.starts", false, l.Standstill, titles[l.Standstill], l.Bound, l.Standstill),
                Of(l.LastDay, "standstill.ends", true, l.Standstill, titles[l.Standstill], l.Bound, l.Standstill),
            }))
            .Concat(found.Notices.Where(n => n.Standing != NoticeStanding.Withdrawn).Select(n => Of(n.Effective, "standstill.notice", false, n.Id, n.Instrument, [n.By], titles.ContainsKey(n.Of ?? n.Id) ? n.Of : null)))
            .Concat(found.Steps.Where(s => s.Notice is not null).Select(s => Of(s.Notice!.Planned, "standstill.planned", false, s.Notice.Id, s.Title, [s.Owner], s.Standstill)))
            .Concat(found.Allegations.Where(a => a.Turn.Count > 0 && Due(a) is not null).Select(a => Of(Due(a)!.Value, Replies(a) ? "standstill.reply" : "standstill.check", true, a.Id, Title(titles, a.Standstill), a.Turn, a.Standstill)))
            .Concat(found.Consultations.SelectMany(c => c.Asked.Where(a => a.Answer is null && a.Due?.Date is not null).Select(a => Of(a.Due!.Date!.Value, "standstill.consultation", true, c.Id, c.Text, [a.Member], null))))
            .Concat(found.Rollbacks.Where(r => r.Standing == OfferStanding.Confirmed).SelectMany(r => r.Pairs.SelectMany(p => p.Steps).Where(s => s.Report is null)
                .Select(s => Of(s.By, "standstill.unwind", true, r.Id, s.What, [s.Member], r.Id))));
    }

    public static IEnumerable<Turn> Turns(StandstillFindings found)
    {
        var titles = found.Offers.ToDictionary(o => o.Id, o => o.Title);
        return found.Offers.Where(o => o.Standing == OfferStanding.Offered && o.AwaitedFrom.Count > 0)
                .Select(o => Waits("standstill.accept", o.Id, o.Title, o.Date, o.Until, o.AwaitedFrom, o.Id))
            .Concat(found.Offers.Where(o => o.Standing == OfferStanding.Accepted).Select(o => Waits("standstill.confirm", o.Id, o.Title, o.Date, null, [o.By], o.Id)))
            .Concat(found.Allegations.Where(a => a.Turn.Count > 0)
                .Select(a => Waits(TurnOf(a), a.Id, Title(titles, a.Standstill), a.Date, Due(a), a.Turn, a.Standstill)))
            .Concat(found.Consultations.SelectMany(c => c.Asked.Where(a => a.Answer is null).Select(a => Waits("standstill.consultation", c.Id, c.Text, c.Date, a.Due?.Date, [a.Member], null))))
            .Concat(found.Rollbacks.SelectMany(r => r.Pairs.SelectMany(p => p.Steps).Where(s => s.Rule == RollbackStepOverdue)
                .Select(s => Waits("standstill.unwind", r.Id, s.What, s.By, s.By, [s.Member], r.Id))))
            .Concat(found.Log.Where(l => l.Rule == LogUnacknowledged).Select(l => Waits("standstill.acknowledge", l.Id, l.Form, l.Date, null, [l.To], null)));
    }

    private static string TurnOf(AllegationFinding a) => Replies(a) ? "standstill.reply"
        : a.Standing is AllegationStanding.AwaitingCheck or AllegationStanding.CheckOverdue ? "standstill.check"
        : "standstill.outcome";

    private static bool Replies(AllegationFinding a) => a.Standing is AllegationStanding.AwaitingReply or AllegationStanding.Silence;

    private static DateOnly? Due(AllegationFinding a) => Replies(a) ? a.ReplyDue?.Date
        : a.Standing is AllegationStanding.AwaitingCheck or AllegationStanding.CheckOverdue ? a.CheckDue?.Date
        : null;

    private static string Title(Dictionary<StatementId, string> titles, StatementId? standstill) => standstill is { } id ? titles.GetValueOrDefault(id, "") : "";

    private static ScheduledDate Of(DateOnly date, string what, bool ends, StatementId about, string title, ValueList<MemberId> of, StatementId? page) =>
        new(date, what, ends, about, about, title, "und", AnyTrack, of, Page(page));

    private static Turn Waits(string what, StatementId about, string title, DateOnly since, DateOnly? until, ValueList<MemberId> of, StatementId? page) =>
        new(what, about, title, "und", AnyTrack, since, until, of, Page(page));

    private static string Page(StatementId? standstill) => standstill is { } id ? $"standstill/{id}" : "standstill";
}
