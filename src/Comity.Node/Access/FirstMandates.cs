using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Access;

/// <summary>Says the mandates a member sets itself up with, once the forum is founded: those of its options while none was ever given, and those of heads made on the machine while no head stands.</summary>
/// <remarks>Looked at once after each start; a head made on the machine later is given its mandate at the next.</remarks>
public sealed class FirstMandates(NodeOptions options, RoomNode room, IServiceScopeFactory scopes) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while ((options.FirstMandates.Count > 0 || options.Accounts is not null) && !stoppingToken.IsCancellationRequested && !await SaidAsync(stoppingToken))
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
        if (!room.Record.Read(r => r.IsFounded) || room.Record.Guard.Health.Hold != SigningHold.None)
        {
            return false;
        }

        try
        {
            var own = room.Mandates.Mandates.Where(m => m.Author == room.Me).ToList();
            var due = own.Count == 0 ? options.FirstMandates : [];
            if (!own.Any(m => m.Terms.Role == MandateRole.Head && m.Standing == MandateStanding.InForce))
            {
                due = [.. due, .. await MadeHereAsync(own)];
            }

            foreach (var mandate in due)
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

    // One at a time: once the first head stands, the others are the head's to give.
    private async Task<IEnumerable<MandateGiven>> MadeHereAsync(IReadOnlyList<MandateFinding> own)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetService<AccountDesk>() is { } desk
            ? (await desk.SetUpHeadsAsync()).Where(a => own.All(m => m.Officer != a.Officer)).Take(1)
                .Select(a => new MandateGiven(a.Officer, new MandateTerms(MandateRole.Head, a.SetUpOffice!, a.SetUpLevel ?? "working", null, null, room.Day, null), null, room.Day))
            : [];
    }
}
