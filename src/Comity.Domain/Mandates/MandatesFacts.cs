using Comity.Record;

namespace Comity.Domain.Mandates;

/// <summary>What has been said of mandates in a channel: a set per body, nothing decided.</summary>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
public sealed record MandatesFacts(StatementSet Given, StatementSet Changes, StatementSet Withdrawals, StatementSet Unreadable) : IFacts
{
    public static MandatesFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);

    /// <summary>The statement of this id, readable or not; null when it is not among the facts.</summary>
    public Said? Find(StatementId id) => Given.Find(id) ?? Changes.Find(id) ?? Withdrawals.Find(id) ?? Unreadable.Find(id);
}
