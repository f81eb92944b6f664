using Comity.Record;
using Comity.Record.Audit;

namespace Comity.Node.Evidence;

/// <summary>Evidence held, against what the record names: damaged, missing, surplus.</summary>
public static class EvidenceAudit
{
    public const string Missing = "audit.blob.missing";

    /// <param name="held">Listed before the record was read: what is attached meanwhile is then no surplus.</param>
    /// <param name="faultOf">What keeps a piece from being opened; null when it opens, or nothing of it is here any more.</param>
    /// <param name="isHeld">Asked after the record was read.</param>
    /// <param name="me">Whose node it is; null where the record does not say.</param>
    public static IEnumerable<AuditFinding> Of(
        NamedEvidence named, IReadOnlyCollection<(ChannelId Channel, Hash256 Id)> held, Func<ChannelId, Hash256, string?> faultOf, Func<ChannelId, Hash256, bool> isHeld, MemberId? me)
    {
        foreach (var (channel, id) in held)
        {
            if (faultOf(channel, id) is { } fault)
            {
                yield return new(BlobOptions.FolderName, "audit.blob.damaged", fault);
            }
            else if (!named.Pieces.ContainsKey((channel, id)) && isHeld(channel, id))
            {
                yield return new(BlobOptions.FolderName, "audit.blob.surplus",
                    $"blob {id} of channel {channel}: expected a statement that attaches it, found none; nothing of it is served. It was left by an attachment that was never said, or belongs to a longer record");
            }
            else if (me is { } own && named.IsForgotten(channel, id, own) && isHeld(channel, id))
            {
                yield return new(BlobOptions.FolderName, "audit.blob.surplus", $"blob {id} of channel {channel}: expected no key, since {own} says to have forgotten it, found one; a node that starts destroys it");
            }
        }

        foreach (var ((channel, id), author) in named.Pieces.OrderBy(p => p.Key.Channel.ToString(), StringComparer.Ordinal).ThenBy(p => p.Key.Id.ToString(), StringComparer.Ordinal))
        {
            if (!held.Contains((channel, id)) && !isHeld(channel, id) && !IsExcused(named, channel, id, author, me))
            {
                yield return new(BlobOptions.FolderName, Missing, $"blob {id} of channel {channel}, attached by {author}: expected it here, found nothing; a node that runs fetches it from any member of the channel that holds it");
            }
        }
    }

    // What its author has forgotten may never have arrived here.
    private static bool IsExcused(NamedEvidence named, ChannelId channel, Hash256 id, MemberId author, MemberId? me) =>
        me is { } own ? named.IsForgotten(channel, id, own) || named.IsForgotten(channel, id, author) : named.IsForgotten(channel, id);
}
