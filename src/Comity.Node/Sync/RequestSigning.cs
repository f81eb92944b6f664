using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Signing;

namespace Comity.Node.Sync;

/// <summary>Requests between nodes, signed with the node key over method, path, audience, body digest and a nonce the server issued.</summary>
/// <remarks>docs/spec/sync.md, "Signed requests". No clocks are compared; usable behind a gateway that ends TLS.</remarks>
public static class RequestSigning
{
    public const string Type = "comity-request+jws";
    public const string Scheme = "Comity";
    public const string NonceHeader = "Comity-Nonce";

    /// <param name="path">Path with query, as the server will see it.</param>
    public static string Sign(SigningKey key, string method, string path, MemberId audience, string nonce, ReadOnlySpan<byte> body) =>
        Jws.Sign(key, Type, JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["method"] = method,
            ["path"] = path,
            ["audience"] = audience.ToString(),
            ["nonce"] = nonce,
            ["body"] = Hash256.Of(body).ToString(),
        }));

    /// <summary>Reads a signed request; whether its nonce is live and its key a peer's, the caller says.</summary>
    public static bool TryRead(string compact, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(true)] out SignedRequest? request)
    {
        request = null;
        if (!Jws.TryRead(compact, Type, out jws, out _) || !StrictJson.TryParse(jws.Payload, out var payload, out _) || payload.EnumerateObject().Count() != 5)
        {
            return false;
        }

        string? Text(string name) => payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("method") is { } method && Text("path") is { } path && Text("audience") is { } audience && Text("nonce") is { } nonce && Text("body") is { } body)
        {
            request = new SignedRequest(method, path, audience, nonce, body);
        }

        return request is not null;
    }
}

public sealed record SignedRequest(string Method, string Path, string Audience, string Nonce, string Body);

/// <summary>Nonces this server has issued and nobody has used: each counts once. Bounded; the oldest are forgotten first.</summary>
public sealed class NonceBook
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, byte> _live = [];
    private readonly ConcurrentQueue<string> _order = [];

    public string Issue()
    {
        var nonce = Base64UrlText.Encode(RandomNumberGenerator.GetBytes(16));
        _live[nonce] = 0;
        _order.Enqueue(nonce);
        while (_order.Count > Most && _order.TryDequeue(out var oldest))
        {
            _live.TryRemove(oldest, out _);
        }

        return nonce;
    }

    public bool Use(string nonce) => _live.TryRemove(nonce, out _);
}
