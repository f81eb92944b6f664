using Comity.Record;

namespace Comity.Domain.Standstill;

internal static class PlanMembers
{
    /// <summary>Whoever has a step in the plan, ordinally.</summary>
    public static ValueList<MemberId> Members(this RollbackPlan plan) =>
        plan.Pairs.SelectMany(p => p.Steps).Select(s => s.Member).Distinct().Order().ToValueList();
}
