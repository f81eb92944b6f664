using System.Net;
using System.Threading.Channels;
using Comity.Node.Metrics;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.Extensions.Logging;
using Heads = System.Collections.Generic.IReadOnlyDictionary<Comity.Record.ChannelId, System.Collections.Generic.IReadOnlyDictionary<Comity.Record.MemberId, long>>;

namespace Comity.Node.Sync;

/// <summary>Keeps in step with one peer: listens for its knock and pulls what this node lacks. Never ends but by cancellation.</summary>
/// <remarks>
/// Each peer has a link of its own, and a link has at most one import waiting for its turn: whatever one peer sends, each other
/// peer's turn comes after one batch of it. docs/spec/sync.md, "Pulling".
/// </remarks>
public sealed partial class PeerLink(
    PeerClient client, NodeRecord record, NodeOptions options, PeerBoard board, TimeProvider time, ILogger<PeerLink> log, NodeMetrics? metrics = null)
{
    /// <summary>Statements imported together at most; keeps what is in memory bounded however far this node is behind.</summary>
    private const int MostTogether = 4000;

    /// <summary>Their characters together, about.</summary>
    private const int MostCharactersTogether = 8 * 1024 * 1024;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly JournalWaits _waits = new(time);

    // Whether anything was admitted over the present connection.
    private bool _fruitful;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var wait = ShortestWait;
        var forks = new ForkWatch(client, record, options);
        while (!cancellation.IsCancellationRequested)
        {
            var since = time.GetTimestamp();
            _fruitful = false;
            var state = PeerState.NotReached;
            try
            {
                await ListenAsync(forks, cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException failed)
            {
                state = failed.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? PeerState.Refused : PeerState.NotReached;
            }
            catch (PeerMisbehavedException misbehaved)
            {
                Misbehaved(log, client.Peer.ToString(), misbehaved.Code);
            }
            catch (NodeStoppedException)
            {
                return;
            }
            catch (Exception ended) when (ended is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                // The line was cut; or the peer sent what nobody foresaw, and its link must outlive that too.
                if (ended is not (IOException or OperationCanceledException or System.Net.Sockets.SocketException))
                {
                    Unforeseen(log, client.Peer.ToString(), ended.GetType().Name);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            board.Lost(client.Peer, state);
            record.Guard.NotReached(client.Peer);
            record.Announce();

            // A line that held for a while or brought something is worth trying soon; one that breaks at once less and less often.
            wait = _fruitful || time.GetElapsedTime(since) > wait * 2 ? ShortestWait : wait;
            // Jitter, so that nodes that lost one another do not all knock at the same moment.
            await Task.Delay(wait * (0.5 + Random.Shared.NextDouble()), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Pulls every journal the peer holds more of, in rounds, until nothing more comes in.</summary>
    public async Task PullAsync(Heads theirs, CancellationToken cancellation)
    {
        while (true)
        {
            var batch = new List<string>();
            var asked = new List<(ChannelId Channel, MemberId Member, long From)>();
            var characters = 0;
            foreach (var journal in Lacking(theirs))
            {
                if (batch.Count >= MostTogether || characters >= MostCharactersTogether)
                {
                    break;
                }

                IReadOnlyList<string> lines;
                try
                {
                    lines = await AskAsync(journal.Channel, journal.Member, journal.From, cancellation).ConfigureAwait(false);
                }
                catch (Exception cut) when (batch.Count > 0 && cut is IOException or HttpRequestException)
                {
                    // What came before the cut is imported first; a line that stays dead says so in the next round.
                    break;
                }

                asked.Add(journal);
                batch.AddRange(lines);
                characters += lines.Sum(l => l.Length);
            }

            var report = batch.Count == 0 ? null : await record.ImportAsync(batch, cancellation).ConfigureAwait(false);
            var held = record.Read(r => asked.ConvertAll(a => r.Peek(a.Channel)?.Find(a.Member)?.Size ?? 0));
            for (var i = 0; i < asked.Count; i++)
            {
                _waits.Answered(asked[i].Channel, asked[i].Member, asked[i].From, held[i]);
            }

            if (report is null)
            {
                return;
            }

            metrics?.Imported(client.Peer, report);
            foreach (var refusal in report.Refusals.DistinctBy(r => r.Code))
            {
                Refused(log, client.Peer.ToString(), report.Refusals.Count(r => r.Code == refusal.Code), refusal.Code, refusal.Statement?.Id.ToString() ?? "unreadable");
            }

            if (report.Admitted == 0 && report.Evidence == 0)
            {
                return;
            }

            _fruitful = true;
        }
    }

    // The peer's last statement of each own journal: its id covers, through its root, everything before it. What the peer holds beyond comes along.
    private async Task AskOwnAsync(IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> theirs, CancellationToken cancellation)
    {
        var own = record.Read(r => r.Charter is null ? [] : theirs
            .Select(t => (Channel: t.Key, Theirs: t.Value.GetValueOrDefault(options.Member), Ours: r.Peek(t.Key)?.Find(options.Member)?.Size))
            .Where(t => t.Theirs > 0 && t.Ours is not null).ToList());
        var batch = new List<string>();
        foreach (var (channel, size, ours) in own)
        {
            batch.AddRange(await AskAsync(channel, options.Member, Math.Max(0, Math.Min(size, ours!.Value) - 1), cancellation).ConfigureAwait(false));
        }

        await record.ImportAsync(batch, cancellation).ConfigureAwait(false);
    }

    // One connection. Its knocks are read while others are pulled for: only the newest counts, so many cost no more than one.
    private async Task ListenAsync(ForkWatch forks, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = Channel.CreateBounded<HeadsMessage>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var pulling = PullNewsAsync(news.Reader, forks, ends);
        try
        {
            await foreach (var heads in client.KnocksAsync(record.Guard.Instance, ends.Token).ConfigureAwait(false))
            {
                if (heads.Forum != options.Forum.ToString() || heads.Member != client.Peer.ToString())
                {
                    OtherForum(log, client.Peer.ToString());
                    break;
                }

                var parsed = heads.Parsed;
                record.Guard.Told(client.Peer, parsed, heads.Earlier);
                if (board.Heard(client.Peer, time.GetUtcNow(), heads.Edition, parsed, heads.RootOf))
                {
                    // Pages show who holds the same as we do.
                    record.Announce();
                }

                news.Writer.TryWrite(heads);
            }
        }
        catch (OperationCanceledException) when (pulling.IsFaulted)
        {
            // It is the pull that failed; it says how below.
        }
        finally
        {
            // What is being pulled still counts, though no further knock will come.
            news.Writer.TryComplete();
            await pulling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (pulling.IsFaulted)
        {
            await pulling.ConfigureAwait(false);
        }
    }

    private async Task PullNewsAsync(ChannelReader<HeadsMessage> news, ForkWatch forks, CancellationTokenSource ends)
    {
        var asked = false;
        try
        {
            await foreach (var heads in news.ReadAllAsync(ends.Token).ConfigureAwait(false))
            {
                if (!asked)
                {
                    await AskOwnAsync(heads.Parsed, ends.Token).ConfigureAwait(false);
                    record.Guard.Answered(client.Peer);
                    asked = true;
                }

                do
                {
                    await PullAsync(heads.Parsed, ends.Token).ConfigureAwait(false);
                }
                while (await forks.MeetAsync(heads, ends.Token).ConfigureAwait(false));

                record.Guard.Settled(client.Peer);
                await client.StillHereAsync(record.Guard.Instance, time, ends.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await ends.CancelAsync().ConfigureAwait(false);
        }
    }

    // What one journal's answer lacks or has too much of holds up that journal only.
    private async Task<IReadOnlyList<string>> AskAsync(ChannelId channel, MemberId member, long from, CancellationToken cancellation)
    {
        try
        {
            return await client.JournalAsync(channel, member, from, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException failed) when (failed.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }
        catch (PeerMisbehavedException misbehaved)
        {
            Misbehaved(log, client.Peer.ToString(), misbehaved.Code);
            return [];
        }
    }

    // Looking grows nothing: a peer may name any channel.
    private List<(ChannelId Channel, MemberId Member, long From)> Lacking(Heads theirs) => record.Read(r =>
    {
        var lacking = new List<(ChannelId, MemberId, long)>();
        foreach (var (channel, sizes) in theirs)
        {
            foreach (var (member, size) in sizes)
            {
                var held = r.Charter is null ? 0 : r.Peek(channel)?.Find(member)?.Size;
                if (held < size && (r.Charter is not null || channel.IsPlenary) && _waits.MayAsk(channel, member, held.Value))
                {
                    lacking.Add((channel, member, held.Value));
                }
            }
        }

        return lacking;
    });

    [LoggerMessage(LogLevel.Warning, "{Peer} serves another forum than ours")]
    private static partial void OtherForum(ILogger log, string peer);

    [LoggerMessage(LogLevel.Warning, "{Peer} served {Count} statements that are refused: {Code} ({Statement} first)")]
    private static partial void Refused(ILogger log, string peer, int count, string code, string statement);

    [LoggerMessage(LogLevel.Warning, "{Peer} answered beyond the bounds of the protocol: {Code}")]
    private static partial void Misbehaved(ILogger log, string peer, string code);

    [LoggerMessage(LogLevel.Error, "the line to {Peer} ended by {Kind}; it is tried again")]
    private static partial void Unforeseen(ILogger log, string peer, string kind);
}
