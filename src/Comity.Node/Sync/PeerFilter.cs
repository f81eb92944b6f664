using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Sync;

/// <summary>Lets in only requests a peer's node key signed, each nonce once; closed by default.</summary>
public sealed class PeerFilter(NodeRecord record, NodeOptions options, NonceBook nonces) : IEndpointFilter
{
    private const string PeerItem = "comity.peer";

    public static MemberId PeerOf(HttpContext http) => (MemberId)http.Items[PeerItem]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers[RequestSigning.NonceHeader] = nonces.Issue();
        if (PeerOfSignature(http.Request) is not { } peer)
        {
            return Challenge(http);
        }

        http.Items[PeerItem] = peer;
        return await next(context).ConfigureAwait(false);
    }

    private static UnauthorizedHttpResult Challenge(HttpContext http)
    {
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
            || signed.Body != Hash256.Of([]).ToString()
            || KeyOf(jws.KeyId) is not var (peer, key)
            || !jws.HoldsFor(key)
            || !nonces.Use(signed.Nonce))
        {
            return null;
        }

        return peer;
    }

    // The roster in a peer's plenary journal counts; before there is one, the keys told when the forum was founded.
    private (MemberId Peer, PublicKey Key)? KeyOf(string keyId)
    {
        foreach (var peer in options.Peers)
        {
            var roster = record.Read(r => r.Charter is null ? null : r.Find(ChannelId.Plenary)?.Find(peer.Member)?.Roster);
            var key = roster is not null ? roster.FindKey(keyId) : peer.Keys.FirstOrDefault(k => k.Thumbprint == keyId);
            if (key is not null)
            {
                return (peer.Member, key);
            }
        }

        return null;
    }
}
