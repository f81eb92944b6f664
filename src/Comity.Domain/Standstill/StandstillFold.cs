using Comity.Domain.Disputes;

namespace Comity.Domain.Standstill;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class StandstillFold
{
    public static StandstillFacts Apply(StandstillFacts facts, Said said) => said.Body switch
    {
        IDatedBody => facts with { Said = facts.Said.Add(said) },
        ActRecorded or MeasureAnnounced or StageRecorded or LinkAsserted or LinkDenied or LinkWithdrawn =>
            facts with { Ledger = DisputesFold.Apply(facts.Ledger, said) },
        UnreadableBody when StandstillCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
