using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>What has been said of standstills in a channel, and the ledger it is judged by; nothing decided.</summary>
/// <param name="Said">Every readable statement of a kind of ours.</param>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
/// <param name="Ledger">Acts, measures, stages and links of the same channel, gathered as disputes gather them.</param>
public sealed record StandstillFacts(StatementSet Said, StatementSet Unreadable, DisputesFacts Ledger) : IFacts
{
    public static StandstillFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty, DisputesFacts.None);
}
