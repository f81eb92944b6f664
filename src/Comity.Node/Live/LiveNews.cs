using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Live;

/// <summary>Tells a page that its channel moved on: what it shows is asked for again, never sent here.</summary>
public sealed class LiveNews(WholeRoom whole, IDemoControl? demo = null)
{
    /// <summary>A silent line is broken by gateways; a beat keeps it and finds readers who left.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    /// <summary>What is said together arrives over a moment: it is told once, not statement by statement.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(120);

    private readonly IRoom _room = whole.Room;

    /// <summary>
    /// Journal sizes and the room's day: <c>jp:38,kr:41,us:12@2019-08-02</c>; for members how each peer fares; in the demo
    /// how far it is played. The public channel's says nothing about other channels.
    /// </summary>
    public string State(ChannelId channel)
    {
        var sizes = _room.Journals(channel).Select(j => string.Create(CultureInfo.InvariantCulture, $"{j.Member}:{j.Head.Size}"));
        var peers = channel.IsPublic ? "" : string.Concat(_room.Peers.Select(p => $";{p.Member} {p.State} {p.SamePicture} {p.OtherEdition}"));
        var played = demo?.State is { } at ? string.Create(CultureInfo.InvariantCulture, $"#{at.Position}{(at.Playing ? " playing" : "")}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', sizes)}@{_room.Day:yyyy-MM-dd}{peers}{played}");
    }

    /// <summary>The state at once, since headers wait for a first event, then each change. Ends quietly when cancelled.</summary>
    /// <param name="stillMay">Asked before each event: a mandate or session may end while the stream is open, and the stream with it.</param>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(ChannelId channel, Func<bool> stillMay, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? told = null;
        var version = 0L;
        while (!cancellation.IsCancellationRequested && stillMay())
        {
            var state = State(channel);
            yield return new SseItem<string>(state, state == told ? "beat" : "news") { EventId = state };
            told = state;
            version = await NextAsync(channel, version, told, cancellation);
            await Task.Delay(Settling, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<long> NextAsync(ChannelId channel, long version, string told, CancellationToken cancellation)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beat.CancelAfter(Beat);
        try
        {
            do
            {
                version = await _room.NewsAsync(version, beat.Token);
            }
            while (State(channel) == told);
        }
        catch (OperationCanceledException)
        {
            // Time for a beat, or the reader left: the loop above tells which.
        }

        return version;
    }
}
