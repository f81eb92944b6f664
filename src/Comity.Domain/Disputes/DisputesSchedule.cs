using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>The dates of acts and measures, and joint acts that not every actor has affirmed.</summary>
internal static class DisputesSchedule
{
    public static IEnumerable<ScheduledDate> Dates(DisputesFindings found)
    {
        var acts = found.Acts.ToDictionary(a => a.Id);
        return found.Acts.Where(a => a.Deadline is not null).Select(a => Of(a, a.Deadline!.Value, "disputes.deadline", ends: true, a.Id))
            .Concat(found.Acts.Where(a => a.Effective is not null).Select(a => Of(a, a.Effective!.Value, "disputes.effective", ends: false, a.Id)))
            .Concat(found.Measures.SelectMany(m => m.Stages.Where(s => s.Precision == DatePrecision.Day && s.Date != acts.GetValueOrDefault(s.Act ?? m.Act)?.Date)
                .Select(s => new ScheduledDate(s.Date, "disputes.stage", false, s.Id, s.Act ?? m.Act, m.Title, m.Language, m.Track, [m.Owner], Page(s.Act ?? m.Act)))));
    }

    public static IEnumerable<Turn> Turns(DisputesFindings found) => found.Acts.Where(a => a.NotYetAffirmedBy.Count > 0 && !a.Ahead)
        .Select(a => new Turn("disputes.affirm", a.Id, a.Title, a.Language, a.Track, a.Date, null, a.NotYetAffirmedBy, Page(a.Id)));

    private static ScheduledDate Of(ActFinding act, DateOnly date, string what, bool ends, StatementId statement) =>
        new(date, what, ends, statement, act.Id, act.Title, act.Language, act.Track, act.Actors.Select(a => a.Member).OfType<MemberId>().ToValueList(), Page(act.Id));

    private static string Page(StatementId act) => $"disputes/acts/{act}";
}
