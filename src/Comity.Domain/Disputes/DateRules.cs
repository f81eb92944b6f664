using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What lies ahead of the day: deadlines on or after it, effective dates and stages after it.</summary>
internal static class DateRules
{
    /// <summary>By date, then what, then statement.</summary>
    public static ValueList<DateFinding> Judge(ValueList<ActFinding> acts, ValueList<MeasureFinding> measures, DateOnly asOf)
    {
        var deadlines = acts.Where(a => a.Deadline >= asOf).Select(a => new DateFinding(a.Deadline!.Value, "deadline", a.Id, a.Id));
        var effects = acts.Where(a => a.Effective > asOf).Select(a => new DateFinding(a.Effective!.Value, "effective", a.Id, a.Id));
        var stages = measures.SelectMany(m => m.Stages.Where(s => !s.Reached).Select(s => new DateFinding(s.Date, "stage", s.Id, s.Act ?? m.Act)));
        return deadlines.Concat(effects).Concat(stages)
            .OrderBy(d => d.Date).ThenBy(d => d.What, StringComparer.Ordinal).ThenBy(d => d.Statement)
            .ToValueList();
    }
}
