using System.Diagnostics.CodeAnalysis;
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

    /// <summary>The asker's newest roster: it lets a new key in before its adoption has been heard of.</summary>
    public const string RosterHeader = "Comity-Roster";

    /// <summary>Characters of a roster shown with a request.</summary>
    public const int MostRosterCharacters = 8192;

    /// <summary>Characters of a signed request; longer ones are refused unread.</summary>
    public const int MostCharacters = 4096;

    /// <param name="path">Path with query, as the server will see it.</param>
    /// <param name="member">Who asks. Null leaves it to the key, which then has to be one peer's alone.</param>
    public static string Sign(SigningKey key, string method, string path, MemberId audience, string nonce, ReadOnlySpan<byte> body, MemberId? member = null)
    {
        var request = new JsonObject
        {
            ["method"] = method,
            ["path"] = path,
            ["audience"] = audience.ToString(),
            ["nonce"] = nonce,
            ["body"] = Hash256.Of(body).ToString(),
        };
        if (member is not null)
        {
            request["member"] = member.ToString();
        }

        return Jws.Sign(key, Type, JsonSerializer.SerializeToUtf8Bytes(request));
    }

    /// <summary>Reads a signed request; whether its nonce is live and its key a peer's, the caller says. Fields of later versions are passed over.</summary>
    public static bool TryRead(string compact, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(true)] out SignedRequest? request)
    {
        request = null;
        jws = null;
        if (compact.Length > MostCharacters || !Jws.TryRead(compact, Type, out jws, out _) || !StrictJson.TryParse(jws.Payload, out var payload, out _))
        {
            return false;
        }

        string? Text(string name) => payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("method") is { } method && Text("path") is { } path && Text("audience") is { } audience && Text("nonce") is { } nonce && Text("body") is { } body
            && (Text("member") is not null || !payload.TryGetProperty("member", out _)))
        {
            request = new SignedRequest(method, path, audience, nonce, body, Text("member"));
        }

        return request is not null;
    }
}

/// <param name="Member">Who says to ask; null when only the key tells.</param>
public sealed record SignedRequest(string Method, string Path, string Audience, string Nonce, string Body, string? Member);
