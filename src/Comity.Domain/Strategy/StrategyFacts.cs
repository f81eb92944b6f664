using Comity.Record;

namespace Comity.Domain.Strategy;

/// <summary>What has been said of models in a channel: a set per body, nothing decided.</summary>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
public sealed record StrategyFacts(StatementSet Saved, StatementSet Shared, StatementSet Withdrawals, StatementSet Bearings, StatementSet Unreadable) : IFacts
{
    public static StrategyFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);

    /// <summary>The readable statement of this id; null when it is not among the facts.</summary>
    public Said? Find(StatementId id) => Saved.Find(id) ?? Shared.Find(id) ?? Withdrawals.Find(id) ?? Bearings.Find(id);
}
