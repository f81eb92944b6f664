using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Draws the inventory of a baseline from the ledger: what each bound party had open or in force on a day, by its own record.</summary>
/// <remarks>A proposal for the terms: who floats them may leave items out, and a party may accept an item under dispute.</remarks>
public static class BaselineRules
{
    /// <returns>Measures that their author recorded as its own and that private persons do not take, by owner as in <paramref name="bound"/>, then since, then id; held, at most as many as terms may list.</returns>
    public static ValueList<BaselineItem> Draw(IEnumerable<MeasureFinding> measures, ValueList<MemberId> bound, DateOnly day) => measures
        .Where(m => bound.Contains(m.Owner) && m is { Private: false, Reported: false })
        .Select(m => (Measure: m, Stage: StageOn(m, day)))
        .Where(m => m.Stage is not null)
        .OrderBy(m => bound.Index().First(b => b.Item == m.Measure.Owner).Index).ThenBy(m => m.Stage!.Date).ThenBy(m => m.Measure.Id)
        .Take(Most)
        .Select((m, n) => new BaselineItem(
            FormattableString.Invariant($"item-{n + 1}"), m.Measure.Id, m.Measure.Owner, m.Measure.Title, m.Stage!.Stage, m.Stage.Date, BaselineTreatment.Held))
        .ToValueList();

    private const int Most = 256;

    /// <summary>The stage a standstill would hold a measure at; null before its first, and once it is lifted.</summary>
    /// <remarks>Announcing that it will be lifted leaves a measure where it stands.</remarks>
    public static StageFinding? StageOn(MeasureFinding measure, DateOnly day) => measure.Stages
        .LastOrDefault(s => s.Date <= day && s.Stage is not (MeasureStage.LiftProposed or MeasureStage.LiftDecided or MeasureStage.LiftPromulgated)) is { Stage: not MeasureStage.Lifted } stage ? stage : null;
}
