using Comity.Node.Metrics;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Sync;

/// <summary>Lets in only requests a peer's node key signed, each nonce once, within its quota; closed by default.</summary>
/// <remarks>What costs least is asked first, a signature is checked last; a stranger's request leaves nothing behind.</remarks>
public sealed class PeerFilter(NodeRecord record, NodeOptions options, NonceBook nonces, PeerQuotas quotas, NodeMetrics metrics) : IEndpointFilter
{
    private const string PeerItem = "comity.peer";

    private static readonly string EmptyBody = Hash256.Of([]).ToString();

    public static MemberId PeerOf(HttpContext http) => (MemberId)http.Items[PeerItem]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers[RequestSigning.NonceHeader] = nonces.Issue();
        http.Response.Headers[SyncVersions.Header] = SyncVersions.Spoken;
        if (HasBody(http.Request) || PeerOfSignature(http.Request) is not { } peer)
        {
            metrics.Unsigned();
            return Challenge(http);
        }

        if (!quotas.Of(peer).TryEnter(out var wait))
        {
            metrics.OverQuota(peer);
            return PeerQuotas.TooMany(http, wait);
        }

        http.Items[PeerItem] = peer;
        return await next(context).ConfigureAwait(false);
    }

    private static bool HasBody(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    private static UnauthorizedHttpResult Challenge(HttpContext http)
    {
        if (HasBody(http.Request))
        {
            // Its body is not read, so the connection cannot go on.
            http.Response.Headers.Connection = "close";
        }

        http.Response.Headers.WWWAuthenticate = RequestSigning.Scheme;
        return TypedResults.Unauthorized();
    }

    private MemberId? PeerOfSignature(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(RequestSigning.Scheme + " ", StringComparison.Ordinal)
            || !RequestSigning.TryRead(header[(RequestSigning.Scheme.Length + 1)..], out var jws, out var signed)
            || signed.Method != request.Method
            || signed.Path != request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget
            || signed.Audience != options.Member.ToString()
            || signed.Body != EmptyBody
            || !nonces.IsLive(signed.Nonce)
            || KeyOf(jws.KeyId, signed.Member, request.Headers[RequestSigning.RosterHeader]) is not var (peer, key)
            || !jws.HoldsFor(key)
            || !nonces.Use(peer, signed.Nonce))
        {
            return null;
        }

        return peer;
    }

    // The roster in a peer's plenary journal counts; before there is one, the keys told when the forum was founded.
    // A roster may name another member's key, so who asks is taken from what was signed and not guessed from the key.
    private (MemberId Peer, PublicKey Key)? KeyOf(string keyId, string? member, string? shown)
    {
        foreach (var peer in options.Peers.Where(p => member is null || p.Member.ToString() == member))
        {
            var roster = record.Read(r => r.Charter is null ? null : r.Find(ChannelId.Plenary)?.Find(peer.Member)?.Roster);
            var key = roster is not null ? (Higher(peer.Member, roster, shown) ?? roster).FindKey(keyId) : peer.Keys.FirstOrDefault(k => k.Thumbprint == keyId);
            if (key is not null)
            {
                return (peer.Member, key);
            }
        }

        return null;
    }

    // A node whose key is new shows the roster that names it: under the root in force and higher, it counts before its adoption has been heard of.
    private Roster? Higher(MemberId peer, Roster held, string? shown) =>
        shown is { Length: > 0 and <= RequestSigning.MostRosterCharacters } && Roster.TryRead(shown, out var roster, out _)
        && roster.Member == peer && roster.Sequence > held.Sequence && (roster.Root.Equals(held.Root) || record.Read(r => RepinChains.Judge(r).Roots[peer]) == roster.Root.Thumbprint)
            ? roster
            : null;
}
