using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Duties suspended after an agreed breach: one clause, one party, until a day.</summary>
internal static class SuspensionRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<SuspensionFinding> Judge(SaidIndex said, DateOnly asOf) => said.All<DutySuspended>().Where(s => s.Body.Date <= asOf)
        .OrderBy(s => s.Body.Date).ThenBy(s => s.Id)
        .Select(s => new SuspensionFinding(
            s.Id, ((AllegationMade)said.Find(s.Body.Allegation)!.Body).Standstill!.Value, s.Author, s.Body.Clause, s.Body.Date, s.Body.Through,
            asOf <= s.Body.Through ? StandstillRuleNames.SuspensionInEffect : StandstillRuleNames.SuspensionOver, [s.Body.Allegation]))
        .ToValueList();
}
