using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Evidence;

/// <summary>What of the vault may be served now, to officers and to peers alike: what a statement of the channel names, and this member has not forgotten.</summary>
/// <remarks>
/// Asked at every opening, so that after a restore nothing forgotten is served: while the guard has not settled whether the own journals
/// are whole, an attestation may be missing from them, and nothing is served at all.
/// </remarks>
public sealed class BlobShelf(WholeRoom whole, BlobVault vault)
{
    public bool IsServed(ChannelId channel, Hash256 id) => vault.Holds(channel, id) && MayServe(channel, id);

    /// <returns>Salt and content; null when it is not served.</returns>
    /// <exception cref="InvalidDataException">What lies on the disk is damaged.</exception>
    public byte[]? Open(ChannelId channel, Hash256 id) => MayServe(channel, id) ? vault.Open(channel, id) : null;

    private bool MayServe(ChannelId channel, Hash256 id)
    {
        var room = whole.Room;
        if (room.Signing.Hold != SigningHold.None || !room.Channels.Contains(channel) || room.Findings<ChannelsFindings>(channel) is not { } found)
        {
            return false;
        }

        var text = id.ToString();
        return found.Evidence.Any(e => e.Blobs.Any(b => b.Id == text)) && !found.Forgotten.Any(f => f.By == room.Me && f.Blob == text);
    }
}
