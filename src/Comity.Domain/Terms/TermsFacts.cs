namespace Comity.Domain.Terms;

/// <summary>What has been said of terms in a channel: nothing decided.</summary>
/// <param name="Unreadable">Statements of our kind whose body cannot be read.</param>
public sealed record TermsFacts(StatementSet Lists, StatementSet Unreadable) : IFacts
{
    public static TermsFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty);
}
