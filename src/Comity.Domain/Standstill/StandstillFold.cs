using Comity.Domain.Disputes;

namespace Comity.Domain.Standstill;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class StandstillFold
{
    public static StandstillFacts Apply(StandstillFacts facts, Said said) => said.Body switch
    {
        ActRecorded or MeasureAnnounced or StageRecorded or LinkAsserted or LinkDenied or LinkWithdrawn =>
            facts with { Ledger = DisputesFold.Apply(facts.Ledger, said) },
        _ => ApplyOwn(facts, said),
    };

    /// <summary>The same without the ledger.</summary>
    public static StandstillFacts ApplyOwn(StandstillFacts facts, Said said) => said.Body switch
    {
        IDatedBody => facts with { Said = facts.Said.Add(said) },
        UnreadableBody when StandstillCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
