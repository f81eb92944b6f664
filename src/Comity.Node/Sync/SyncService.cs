using Comity.Node.Metrics;
using Comity.Node.Runtime;
using Comity.Record.Signing;
using Comity.Record.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Sync;

/// <summary>Keeps the node in step with its peers and gives receipts, as long as the node runs.</summary>
public sealed class SyncService(NodeRecord record, NodeOptions options, PeerBoard board, IHttpClientFactory clients, TimeProvider time, ILogger<PeerLink> log, NodeMetrics metrics) : BackgroundService
{
    public const string ClientName = "peer";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var links = options.Peers.Select(peer =>
            new PeerLink(NewClient(peer), record, options, board, time, log, metrics).RunAsync(stoppingToken));
        await Task.WhenAll([.. links, StopAskingAsync(stoppingToken), GiveReceiptsAsync(stoppingToken)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Another line to a peer, for what does not go through its link.</summary>
    public PeerClient NewClient(PeerOptions peer) => new(peer, KeyNow, clients.CreateClient(ClientName), options.Member, options.Sync, metrics);

    private (SigningKey Key, string? Roster) KeyNow() =>
        record.Keys.Newest is { } newest && record.Keys.KeyFor(newest) is { } key ? (key, newest.Sequence > 1 ? newest.Compact : null) : (options.Key, null);

    // Whoever waits to sign is answered, also when the node stops meanwhile.
    private async Task StopAskingAsync(CancellationToken cancellation)
    {
        await Task.Delay(options.AskFor, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        record.Guard.StopAsking();
    }

    private async Task GiveReceiptsAsync(CancellationToken cancellation)
    {
        var version = -1L;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                version = await record.NewsAsync(version, cancellation).ConfigureAwait(false);

                // One receipt for what arrives together, and never two in a channel within the pause.
                await Task.Delay(ReceiptRules.Pause, time, cancellation).ConfigureAwait(false);
                await record.GiveReceiptsAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NodeStoppedException)
            {
                return;
            }
        }
    }
}
