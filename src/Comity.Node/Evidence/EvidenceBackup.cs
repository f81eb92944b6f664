using Comity.Record;
using Comity.Store;

namespace Comity.Node.Evidence;

/// <summary>Pieces of evidence on their way into a backup and out of it, each still encrypted under its own key.</summary>
public static class EvidenceBackup
{
    /// <summary>What the record names and the vault holds, without what its member has forgotten.</summary>
    /// <exception cref="InvalidDataException">A piece does not open: a backup of it would be none.</exception>
    public static IEnumerable<BackupPiece> Of(BlobVault vault, NamedEvidence named, MemberId? me)
    {
        foreach (var (channel, id) in named.Pieces.Keys.Where(p => me is null || !named.IsForgotten(p.Channel, p.Id, me.Value)))
        {
            if (Whole(vault, channel, id) is var (key, content))
            {
                yield return new(channel.ToString(), id.ToString(), key, content);
            }
        }
    }

    /// <exception cref="InvalidDataException">What is carried is no piece of evidence.</exception>
    public static void Restore(IEnumerable<BackupPiece> pieces, BlobVault vault)
    {
        foreach (var piece in pieces)
        {
            var (channel, id) = PlaceOf(piece);
            vault.PutSealed(channel, id, piece.Key, piece.Content);
        }
    }

    /// <summary>What keeps a piece in a backup from being opened; null when it opens.</summary>
    public static string? FaultOf(BackupPiece piece)
    {
        try
        {
            var (channel, id) = PlaceOf(piece);
            BlobVault.Unseal(channel, id, piece.Key, piece.Content);
            return null;
        }
        catch (InvalidDataException damaged)
        {
            return damaged.Message;
        }
    }

    private static (ChannelId Channel, Hash256 Id) PlaceOf(BackupPiece piece) => ChannelId.TryParse(piece.Channel, out var channel) && Hash256.TryParse(piece.Name, out var id)
        ? (channel, id)
        : throw new InvalidDataException($"piece {piece.Channel}/{piece.Name}: expected a channel and a blob's id, found others");

    // A node that runs may be forgetting it: then it is gone when looked at again.
    private static (byte[] Key, byte[] Content)? Whole(BlobVault vault, ChannelId channel, Hash256 id)
    {
        if (vault.Sealed(channel, id) is not var (key, content))
        {
            return null;
        }

        try
        {
            BlobVault.Unseal(channel, id, key, content);
            return (key, content);
        }
        catch (InvalidDataException) when (!vault.Holds(channel, id))
        {
            return null;
        }
    }
}
