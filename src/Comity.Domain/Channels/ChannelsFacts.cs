namespace Comity.Domain.Channels;

/// <summary>What has been said in a channel of carrying, registering and forgetting: nothing decided.</summary>
/// <param name="Unreadable">Statements of our kinds whose body cannot be read.</param>
public sealed record ChannelsFacts(
    StatementSet Rights, StatementSet Requests, StatementSet Leaves, StatementSet Refusals, StatementSet Passages, StatementSet Reports,
    StatementSet Registers, StatementSet Reads, StatementSet Evidence, StatementSet Forgotten, StatementSet Unreadable) : IFacts
{
    public static ChannelsFacts None { get; } = new(
        StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty,
        StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);
}
