using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Signing;

namespace Comity.Node.Sync;

/// <summary>Asks one peer's node. Signs each request with a nonce the peer issued, the last answer's where there was one.</summary>
/// <remarks>One request at a time beside the open knock.</remarks>
public sealed class PeerClient(PeerOptions peer, SigningKey key, HttpClient http)
{
    // A peer whose line has gone dead says nothing, not even its heartbeat.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private string? _nonce;

    public MemberId Peer => peer.Member;

    /// <summary>Statements of one journal from an index on, as many as the peer cares to send in one answer.</summary>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    public async Task<IReadOnlyList<string>> JournalAsync(ChannelId channel, MemberId member, long from, CancellationToken cancellation, int? limit = null)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(Silence);
        using var answer = await SendAsync($"/sync/v1/journals/{channel}/{member}?from={from}{(limit is null ? "" : $"&limit={limit}")}", HttpCompletionOption.ResponseContentRead, ends.Token).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(ends.Token).ConfigureAwait(false);
        return text.Length == 0 ? [] : text.Split('\n');
    }

    /// <summary>Evidence of a fork the peer keeps; null when it does not, or not for us.</summary>
    /// <exception cref="HttpRequestException">The peer was not reached, or refused.</exception>
    public async Task<string?> EvidenceAsync(Hash256 id, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(Silence);
        try
        {
            using var answer = await SendAsync($"/sync/v1/evidence?id={id}", HttpCompletionOption.ResponseContentRead, ends.Token).ConfigureAwait(false);
            return answer.Content.Headers.ContentLength > ForkEvidence.MaxLength ? null : await answer.Content.ReadAsStringAsync(ends.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The peer's heads, at once and each time they change, until the connection ends.</summary>
    public async IAsyncEnumerable<HeadsMessage> KnocksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(Silence);
        using var answer = await SendAsync("/sync/v1/knock", HttpCompletionOption.ResponseHeadersRead, ends.Token).ConfigureAwait(false);
        using var stream = await answer.Content.ReadAsStreamAsync(ends.Token).ConfigureAwait(false);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(ends.Token).ConfigureAwait(false))
        {
            ends.CancelAfter(Silence);
            if (HeadsMessage.TryRead(item.Data) is { } heads)
            {
                yield return heads;
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, HttpCompletionOption completion, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(peer.Address, path));
            if (Interlocked.Exchange(ref _nonce, null) is { } nonce)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue(RequestSigning.Scheme, RequestSigning.Sign(key, "GET", path, peer.Member, nonce, []));
            }

            var answer = await http.SendAsync(request, completion, cancellation).ConfigureAwait(false);
            if (answer.Headers.TryGetValues(RequestSigning.NonceHeader, out var next))
            {
                _nonce = next.First();
            }

            // Without a live nonce the first answer only brings one.
            if (answer.StatusCode == HttpStatusCode.Unauthorized && attempt < 2)
            {
                answer.Dispose();
                continue;
            }

            return answer.EnsureSuccessStatusCode();
        }
    }
}
