using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>What the convener pledged, and whether the finding that makes it due has come about.</summary>
internal static class PledgeRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<PledgeFinding> Judge(SaidIndex said, ValueList<LifeFinding> lives, ValueList<AllegationFinding> allegations, DateOnly asOf) =>
        said.All<PledgeMade>().Where(p => p.Body.Date <= asOf).OrderBy(p => p.Body.Date).ThenBy(p => p.Id)
            .Select(p => (Pledge: p, Because: Due(p.Body, lives, allegations).ToValueList()))
            .Select(p => new PledgeFinding(
                p.Pledge.Id, p.Pledge.Body.Standstill, p.Pledge.Author, p.Pledge.Body.Towards, p.Pledge.Body.Kind, p.Pledge.Body.Trigger, p.Pledge.Body.Text, p.Pledge.Body.Language,
                p.Because.Count > 0 ? PledgeDue : StandstillRuleNames.PledgeMade, p.Because))
            .ToValueList();

    // Kept to the end: it ran out without an agreed breach by whom the pledge is towards. No allegation, however old, is a breach by itself.
    private static IEnumerable<StatementId> Due(PledgeMade pledge, ValueList<LifeFinding> lives, ValueList<AllegationFinding> allegations)
    {
        var breaches = allegations.Where(a => a.Standstill == pledge.Standstill && a.Against == pledge.Towards && a.Standing == AllegationStanding.Breach).Select(a => a.Id).ToArray();
        return pledge.Trigger == PledgeTrigger.AgreedBreach ? breaches
            : breaches.Length == 0 ? lives.Where(l => l.Standstill == pledge.Standstill && l.Standing == LifeStanding.Ended && l.Rule == LifeTermEnded).Select(l => l.Standstill)
            : [];
    }
}
