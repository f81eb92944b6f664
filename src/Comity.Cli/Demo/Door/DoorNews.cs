using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Comity.Cli.Demo.Door;

/// <summary>Tells an open page of the door that something changed; the page is then asked for again.</summary>
public sealed class DoorNews(DoorView view)
{
    /// <summary>A silent line is broken by gateways; a beat keeps it and finds readers who left.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    /// <summary>What is said together arrives over a moment: it is told once.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(120);

    /// <summary>The state at once, then each change. Ends quietly when cancelled.</summary>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? told = null;
        while (!cancellation.IsCancellationRequested)
        {
            var state = view.State;
            yield return new SseItem<string>(state, state == told ? "beat" : "news");
            told = state;
            await NextAsync(told, cancellation).ConfigureAwait(false);
            await Task.Delay(Settling, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task NextAsync(string told, CancellationToken cancellation)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beat.CancelAfter(Beat);
        while (!beat.IsCancellationRequested)
        {
            var versions = view.Versions;
            if (view.State != told)
            {
                return;
            }

            await view.ChangeAsync(versions, beat.Token).ConfigureAwait(false);
        }
    }
}
