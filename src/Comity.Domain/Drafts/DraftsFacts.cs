using Comity.Record;

namespace Comity.Domain.Drafts;

/// <summary>What has been said of drafts in a channel: nothing decided.</summary>
/// <param name="Opened">What opened one.</param>
/// <param name="About">All that was said about one since.</param>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
public sealed record DraftsFacts(StatementSet Opened, StatementSet About, StatementSet Unreadable) : IFacts
{
    public static DraftsFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);

    /// <summary>The statement of this id, readable or not; null when it is not among the facts.</summary>
    public Said? Find(StatementId id) => Opened.Find(id) ?? About.Find(id) ?? Unreadable.Find(id);
}
