using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Sync;
using Comity.Record;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Evidence;

/// <summary>Fetches the evidence that statements of this member's channels name, from whoever of the channel holds it, and destroys what this member has attested to forget.</summary>
/// <remarks>Looks whenever something was said, and again after a while for what nobody served.</remarks>
public sealed class BlobKeeper(WholeRoom whole, NodeRecord record, NodeOptions options, BlobVault vault, SyncService sync) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var peers = options.Peers.Select(sync.NewClient).ToList();
        for (var version = -1L; !stoppingToken.IsCancellationRequested;)
        {
            version = record.Version;
            foreach (var channel in record.Read(r => r.IsFounded) && record.Guard.Health.Hold == SigningHold.None ? whole.Room.Channels : [])
            {
                await KeepAsync(channel, peers, stoppingToken);
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(Again);
            await ((Task)record.NewsAsync(version, patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync(ChannelId channel, IReadOnlyList<PeerClient> peers, CancellationToken cancellation)
    {
        if (whole.Room.Findings<ChannelsFindings>(channel) is not { Evidence.Count: > 0 } found)
        {
            return;
        }

        var forgotten = found.Forgotten.Where(f => f.By == record.Me).Select(f => f.Blob).ToHashSet(StringComparer.Ordinal);
        foreach (var blob in forgotten)
        {
            vault.Forget(channel, Hash256.Parse(blob));
        }

        var members = channel.MembersIn(whole.Room.Forum!.Members.Select(m => m.Id));
        foreach (var (evidence, blob) in found.Evidence.SelectMany(e => e.Blobs.Select(b => (e, b))).Where(p => !forgotten.Contains(p.b.Id) && p.b.Size is > 0 and <= BlobVault.MostBytes))
        {
            var id = Hash256.Parse(blob.Id);
            // The author first; then whoever else hears the channel.
            foreach (var peer in peers.Where(p => !vault.Holds(channel, id) && members.Contains(p.Peer)).OrderBy(p => p.Peer == evidence.By ? 0 : 1))
            {
                if (await TakeAsync(peer, channel, id, blob.Size, cancellation))
                {
                    break;
                }
            }
        }
    }

    private async Task<bool> TakeAsync(PeerClient peer, ChannelId channel, Hash256 id, long size, CancellationToken cancellation)
    {
        try
        {
            // What is not the content of this id is not kept, whoever sent it.
            if (await peer.BlobAsync(channel, id, checked((int)size) + BlobVault.SaltSize, cancellation) is not { } salted || BlobVault.IdOf(salted) != id)
            {
                return false;
            }

            vault.Put(channel, salted);
            return true;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or IOException or PeerMisbehavedException || (unreached is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
