using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Signing;

namespace Comity.Record.Forum;

/// <summary>A node asks that a key of its own be put into its member's roster, and shows by a signature that it has the private half.</summary>
/// <remarks>docs/spec/keys.md, "Roster request". A JWS with <c>typ</c> <c>comity-key-offer+jws</c>, signed by the key offered.</remarks>
public static class KeyOffer
{
    public const string Type = "comity-key-offer+jws";

    public static string Sign(SigningKey key, MemberId member) => Jws.Sign(
        key, Type, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["member"] = member.ToString(), ["key"] = key.Public.ToJwk() }));

    public static bool TryRead(string compact, MemberId member, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return Jws.TryRead(compact, Type, out var jws, out _) && StrictJson.TryParse(jws.Payload, out var payload, out _)
            && payload.EnumerateObject().Count() == 2
            && payload.TryGetProperty("member", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() == member.ToString()
            && payload.TryGetProperty("key", out var jwk) && PublicKey.TryFromJwk(jwk, out key) && jws.HoldsFor(key);
    }
}
