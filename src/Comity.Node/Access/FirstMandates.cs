using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Access;

/// <summary>Says the mandates a member sets itself up with, once the forum is founded and while no mandate was ever given here.</summary>
public sealed class FirstMandates(NodeOptions options, RoomNode room) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.FirstMandates.Count > 0 && !stoppingToken.IsCancellationRequested && !await SaidAsync(stoppingToken))
        {
            // The guard may not have decided yet whether this node signs, which wakes nobody.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(Again);
            await ((Task)room.NewsAsync(room.Record.Version, patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when nothing is left to do.</returns>
    private async Task<bool> SaidAsync(CancellationToken cancellation)
    {
        if (!room.Record.Read(r => r.IsFounded) || room.Record.Guard.Health.Hold != Rooms.SigningHold.None)
        {
            return false;
        }

        try
        {
            foreach (var mandate in room.Mandates.Mandates.Any(m => m.Author == room.Me) ? [] : options.FirstMandates)
            {
                await room.MandateAsync(mandate, cancellation);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
