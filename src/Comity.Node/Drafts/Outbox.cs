using Comity.Node.Runtime;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Drafts;

/// <summary>Says released drafts when they have lain for their time, and at a start notes those that were said before it.</summary>
public sealed class Outbox(RoomNode room) : BackgroundService
{
    /// <summary>A day may come, or the guard decide, without news.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>While the node cannot sign.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var version = room.Record.Version;
            var wait = await SayDueAsync(stoppingToken).ConfigureAwait(false);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(wait < Longest ? wait > TimeSpan.Zero ? wait.Value : TimeSpan.FromMilliseconds(1) : Longest);
            await ((Task)room.NewsAsync(version, patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan?> SayDueAsync(CancellationToken cancellation)
    {
        try
        {
            return room.Signing.Hold == Rooms.SigningHold.None ? await room.SayDueDraftsAsync(cancellation).ConfigureAwait(false) : Again;
        }
        catch (NodeStoppedException)
        {
            return Again;    // shown on every page by the bar of signing; nothing leaves the outbox meanwhile
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
