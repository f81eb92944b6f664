using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Comity.Node.Metrics;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Signing;
using Comity.Record.Tree;

namespace Comity.Node.Sync;

/// <summary>Asks one peer's node. Signs each request with a nonce the peer issued, the last answer's where there was one.</summary>
/// <remarks>One request at a time beside the open knock. Nothing the peer sends is taken beyond a bound of size and time.</remarks>
/// <param name="key">The key to sign with now, and the roster that names it where the peer may not hold that yet.</param>
/// <param name="me">Who asks; null leaves it to the key.</param>
public sealed class PeerClient(PeerOptions peer, Func<(SigningKey Key, string? Roster)> key, HttpClient http, MemberId? me = null, SyncLimits? limits = null, NodeMetrics? metrics = null)
{
    /// <summary>Asks with one key.</summary>
    public PeerClient(PeerOptions peer, SigningKey key, HttpClient http, MemberId? me = null, SyncLimits? limits = null, NodeMetrics? metrics = null)
        : this(peer, () => (key, null), http, me, limits, metrics)
    {
    }

    private const int MostNonce = 256;
    private const double MostKnocksPerSecond = 20;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    // A peer whose line has gone dead says nothing, not even its heartbeat.
    private readonly TimeSpan _patience = (limits ?? SyncLimits.Default).Patience;

    private string? _nonce;
    private long _heard;

    public MemberId Peer => peer.Member;

    /// <summary>Statements of one journal from an index on, as many as came whole.</summary>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    /// <exception cref="IOException">The line was cut before the first statement came whole.</exception>
    /// <exception cref="PeerMisbehavedException">Too slow, too long or of another version, before the first statement came whole.</exception>
    public Task<IReadOnlyList<string>> JournalAsync(ChannelId channel, MemberId member, long from, CancellationToken cancellation, int? limit = null) =>
        LinesAsync($"/sync/v1/journals/{channel}/{member}?from={from}{(limit is null ? "" : $"&limit={limit}")}", cancellation);

    /// <summary>Statements of the branch of a journal that had a head, from an index on, as many as came whole; none where the peer does not hold it.</summary>
    /// <inheritdoc cref="JournalAsync"/>
    public async Task<IReadOnlyList<string>> BranchAsync(ChannelId channel, MemberId member, TreeHead head, long from, CancellationToken cancellation)
    {
        try
        {
            return await LinesAsync($"/sync/v1/branches/{channel}/{member}?from={from}&size={head.Size}&root={head.Root}", cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string path, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(_patience);
        try
        {
            using var answer = await SendAsync(path, ends.Token).ConfigureAwait(false);
            using var stream = await answer.Content.ReadAsStreamAsync(ends.Token).ConfigureAwait(false);
            var (lines, bytes) = await JournalLines.ReadAsync(stream, ends.Token).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            metrics?.Received(peer.Member, bytes);
            return lines;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PeerMisbehavedException("sync.too-slow");
        }
    }

    /// <summary>Lets the peer know, not more often than its heartbeat, that this copy of the node is still there.</summary>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    public async Task StillHereAsync(string instance, TimeProvider time, CancellationToken cancellation)
    {
        if (time.GetElapsedTime(_heard) < TimeSpan.FromSeconds(14))
        {
            return;
        }

        _heard = time.GetTimestamp();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(_patience);
        using var answer = await SendAsync($"/sync/v1/heads?instance={instance}", ends.Token).ConfigureAwait(false);
    }

    /// <summary>Evidence of a fork the peer keeps; null when it does not, or not for us.</summary>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    public async Task<string?> EvidenceAsync(Hash256 id, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(_patience);
        try
        {
            using var answer = await SendAsync($"/sync/v1/evidence?id={id}", ends.Token).ConfigureAwait(false);
            using var stream = await answer.Content.ReadAsStreamAsync(ends.Token).ConfigureAwait(false);
            var bytes = new byte[ForkEvidence.MaxLength + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ends.Token).ConfigureAwait(false);
            metrics?.Received(peer.Member, length);
            return length > ForkEvidence.MaxLength ? null : System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (HttpRequestException absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Salt and content of a blob; null when the peer does not serve it, or not for us, or it is not of this size.</summary>
    /// <param name="size">Bytes of both together.</param>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    public async Task<byte[]?> BlobAsync(ChannelId channel, Hash256 id, int size, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(_patience);
        try
        {
            using var answer = await SendAsync($"/sync/v1/blobs/{channel}/{id}", ends.Token).ConfigureAwait(false);
            using var stream = await answer.Content.ReadAsStreamAsync(ends.Token).ConfigureAwait(false);
            var bytes = new byte[size + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ends.Token).ConfigureAwait(false);
            metrics?.Received(peer.Member, length);
            return length == size ? bytes[..size] : null;
        }
        catch (HttpRequestException absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The peer's heads, at once and each time they change, until the connection ends.</summary>
    /// <inheritdoc cref="JournalAsync"/>
    public async IAsyncEnumerable<HeadsMessage> KnocksAsync(string instance, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(_patience);
        using var answer = await SendAsync($"/sync/v1/knock?instance={instance}", ends.Token).ConfigureAwait(false);
        using var stream = new BoundedEventStream(await answer.Content.ReadAsStreamAsync(ends.Token).ConfigureAwait(false));
        var pace = new Allowance(MostKnocksPerSecond, MostKnocksPerSecond * 5, TimeProvider.System);
        var counted = 0L;
        var events = SseParser.Create(stream, static (name, data) => name == "heads" ? HeadsMessage.TryRead(data.ToArray()) : null);
        await foreach (var item in events.EnumerateAsync(ends.Token).ConfigureAwait(false))
        {
            metrics?.Received(peer.Member, stream.Bytes - counted);
            counted = stream.Bytes;
            if (item.Data is { } heads)
            {
                // Only what is a knock shows that the line is alive.
                ends.CancelAfter(_patience);
                yield return heads;
            }

            // What a peer in a hurry sends meanwhile waits on its own side of the line.
            pace.Take(1);
            if (pace.Wait is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, ends.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(peer.Address, path));
            request.Headers.TryAddWithoutValidation(SyncVersions.Header, SyncVersions.Spoken);
            if (Interlocked.Exchange(ref _nonce, null) is { } nonce)
            {
                var (signing, roster) = key();
                request.Headers.Authorization = new AuthenticationHeaderValue(RequestSigning.Scheme, RequestSigning.Sign(signing, "GET", path, peer.Member, nonce, [], me));
                if (roster is not null)
                {
                    request.Headers.TryAddWithoutValidation(RequestSigning.RosterHeader, roster);
                }
            }

            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (Header(answer, RequestSigning.NonceHeader) is { Length: <= MostNonce } next)
            {
                _nonce = next;
            }

            if (SyncVersions.Common(Header(answer, SyncVersions.Header)) is null)
            {
                answer.Dispose();
                throw new PeerMisbehavedException("sync.version");
            }

            // Without a live nonce the first answer only brings one; over the quota the peer says when to come again.
            var again = answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized when attempt < 2 => TimeSpan.Zero,
                HttpStatusCode.TooManyRequests when attempt < 4 => RetryAfter(answer),
                _ => (TimeSpan?)null,
            };
            if (again is not { } wait)
            {
                return answer.StatusCode == HttpStatusCode.OK ? answer : throw Refused(answer);
            }

            answer.Dispose();
            await Task.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }

    private static HttpRequestException Refused(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new HttpRequestException($"expected 200, found {(int)answer.StatusCode}", null, answer.StatusCode);
        }
    }

    private static TimeSpan RetryAfter(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        return wait < LongestRetryAfter ? wait : LongestRetryAfter;
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
