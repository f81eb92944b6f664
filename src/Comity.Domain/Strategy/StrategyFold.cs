namespace Comity.Domain.Strategy;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class StrategyFold
{
    public static StrategyFacts Apply(StrategyFacts facts, Said said) => said.Body switch
    {
        ModelSaved => facts with { Saved = facts.Saved.Add(said) },
        ModelShared => facts with { Shared = facts.Shared.Add(said) },
        ModelWithdrawn => facts with { Withdrawals = facts.Withdrawals.Add(said) },
        BearingSaved => facts with { Bearings = facts.Bearings.Add(said) },
        UnreadableBody when StrategyCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
