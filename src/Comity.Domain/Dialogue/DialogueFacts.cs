namespace Comity.Domain.Dialogue;

/// <summary>What has been said at the table in a channel; nothing decided.</summary>
/// <param name="Said">Every readable statement of a kind of ours.</param>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
public sealed record DialogueFacts(StatementSet Said, StatementSet Unreadable) : IFacts
{
    public static DialogueFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty);
}
