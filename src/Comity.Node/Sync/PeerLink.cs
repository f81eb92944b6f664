using System.Net;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Sync;

/// <summary>Keeps in step with one peer: listens for its knock and pulls what this node lacks. Never ends but by cancellation.</summary>
public sealed partial class PeerLink(PeerClient client, NodeRecord record, NodeOptions options, PeerBoard board, TimeProvider time, ILogger<PeerLink> log)
{
    /// <summary>Statements imported together at most; keeps what is in memory bounded however far this node is behind.</summary>
    private const int MostTogether = 4000;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var wait = ShortestWait;
        var forks = new ForkWatch(client, record, options);
        while (!cancellation.IsCancellationRequested)
        {
            var state = PeerState.NotReached;
            try
            {
                await foreach (var heads in client.KnocksAsync(cancellation).ConfigureAwait(false))
                {
                    wait = ShortestWait;
                    if (heads.Forum != options.Forum.ToString() || heads.Member != client.Peer.ToString())
                    {
                        OtherForum(log, client.Peer.ToString());
                        break;
                    }

                    board.Heard(client.Peer, time.GetUtcNow(), heads.Edition, heads.Parsed);
                    do
                    {
                        await PullAsync(heads.Parsed, cancellation).ConfigureAwait(false);
                    }
                    while (await forks.MeetAsync(heads, cancellation).ConfigureAwait(false));

                    board.Heard(client.Peer, time.GetUtcNow(), heads.Edition, heads.Parsed, heads.RootOf);
                }
            }
            catch (HttpRequestException failed)
            {
                state = failed.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? PeerState.Refused : PeerState.NotReached;
            }
            catch (IOException)
            {
                // The peer went away in the middle of an answer: what came whole has been admitted, the rest is asked for again.
            }
            catch (NodeStoppedException)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }
            }

            board.Lost(client.Peer, state);
            record.Announce();
            // Jitter, so that nodes that lost one another do not all knock at the same moment.
            await Task.Delay(wait * (0.5 + Random.Shared.NextDouble()), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Pulls every journal the peer holds more of, in rounds, until nothing more comes in.</summary>
    public async Task PullAsync(IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> theirs, CancellationToken cancellation)
    {
        while (true)
        {
            var batch = new List<string>();
            foreach (var (channel, member, from) in Lacking(theirs))
            {
                if (batch.Count < MostTogether)
                {
                    batch.AddRange(await client.JournalAsync(channel, member, from, cancellation).ConfigureAwait(false));
                }
            }

            if (batch.Count == 0)
            {
                return;
            }

            var report = await record.ImportAsync(batch, cancellation).ConfigureAwait(false);
            foreach (var refusal in report.Refusals)
            {
                Refused(log, client.Peer.ToString(), refusal.Code, refusal.Statement?.ToString() ?? "unreadable");
            }

            if (report.Admitted == 0 && report.Evidence == 0)
            {
                return;
            }
        }
    }

    private List<(ChannelId Channel, MemberId Member, long From)> Lacking(IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> theirs) => record.Read(r =>
    {
        var lacking = new List<(ChannelId, MemberId, long)>();
        foreach (var (channel, sizes) in theirs)
        {
            foreach (var (member, size) in sizes.Where(s => s.Key != options.Member))
            {
                var held = r.Charter is null ? 0 : r.Find(channel)?.Find(member)?.Size;
                if (held < size && (r.Charter is not null || channel.IsPlenary))
                {
                    lacking.Add((channel, member, held.Value));
                }
            }
        }

        return lacking;
    });

    [LoggerMessage(LogLevel.Warning, "{Peer} serves another forum than ours")]
    private static partial void OtherForum(ILogger log, string peer);

    [LoggerMessage(LogLevel.Warning, "{Peer} served a statement that is refused: {Code} ({Statement})")]
    private static partial void Refused(ILogger log, string peer, string code, string statement);
}
