using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What authors stake in disputes. What only tells, assents or translates stakes nothing.</summary>
internal static class StakeRules
{
    public static Stake Of(IBody body) => body switch
    {
        // Its own offer, agreement or step down, and its part in a joint act: others may build on them.
        ActRecorded { Basis: Basis.OwnAct, Type: ActType.Offer or ActType.Agreement or ActType.DeEscalation } => Stake.Undertaking,
        ActAffirmed => Stake.Undertaking,
        StageRecorded { Basis: Basis.OwnAct, Stage: MeasureStage.Suspended or MeasureStage.Eased or >= MeasureStage.LiftProposed } => Stake.Undertaking,

        // That another's act justifies its own, that its own answers nothing, that its word no longer stands, that its measure counts again.
        LinkAsserted { OnBehalfOf: Asserter.Author, Relation: LinkRelation.Justifies } => Stake.Benefit,
        LinkDenied or LinkWithdrawn => Stake.Benefit,
        StageRecorded { Basis: Basis.OwnAct, Stage: MeasureStage.Resumed } => Stake.Benefit,
        _ => Stake.None,
    };
}
