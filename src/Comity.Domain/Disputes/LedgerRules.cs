using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>How many of each member's own measures stand where. Private measures are not a government's; reported ones are not the author's.</summary>
internal static class LedgerRules
{
    /// <summary>One entry per member, in the charter's order.</summary>
    public static ValueList<MemberLedger> Judge(ValueList<MeasureFinding> measures, ValueList<MemberId> members)
    {
        var own = measures.Where(m => !m.Private && !m.Reported).ToLookup(m => m.Owner, m => m.Standing);
        return members.Select(member => Count(member, own[member].CountBy(s => s).ToDictionary())).ToValueList();
    }

    internal static MemberLedger Count(MemberId member, Dictionary<MeasureStanding, int> counts)
    {
        int Of(MeasureStanding standing) => counts.GetValueOrDefault(standing);
        return new(
            member, Of(MeasureStanding.InForce) + Of(MeasureStanding.InForceEased), Of(MeasureStanding.Announced),
            Of(MeasureStanding.Suspended), Of(MeasureStanding.NoEndRecorded), Of(MeasureStanding.Lifted));
    }
}
