using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>A link as the walk sees it, between places in the list of acts.</summary>
/// <param name="From">Place of the later act.</param>
/// <param name="To">Place of the earlier act.</param>
/// <param name="Denied">Somebody denies it.</param>
/// <param name="Counts">It is an answer: it answers or justifies, and is not self.</param>
internal sealed record ChainLink(int From, int To, LinkRelation Relation, bool Denied, bool Counts)
{
    public static bool IsWalked(LinkRelation relation) => relation is LinkRelation.Answers or LinkRelation.Justifies or LinkRelation.Follows;
}

/// <summary>An act as far as chains go. Lists of them are by date, then id.</summary>
internal readonly record struct DatedAct(StatementId Id, DateOnly Date);
