using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Forum;
using Comity.Record.Signing;

namespace Comity.Record.Joining;

/// <summary>What the files of a founding have in common: one compact JWS by a node's key, with the roster that names the key inside.</summary>
internal static class SignedFile
{
    public const string RosterField = "roster";

    public static string Sign(SigningKey key, string type, JsonObject payload) => Jws.Sign(key, type, JsonSerializer.SerializeToUtf8Bytes(payload));

    /// <summary>Reads the file and checks that a key of the roster inside signed it; whose root that roster is under, the caller judges.</summary>
    public static bool TryRead(
        string text, string type, [NotNullWhen(true)] out Jws? jws, out JsonElement payload, [NotNullWhen(true)] out Roster? roster, [NotNullWhen(false)] out Fault? fault)
    {
        payload = default;
        roster = null;
        if (!Jws.TryRead(text.Trim(), type, out jws, out fault) || !StrictJson.TryParse(jws.Payload, out payload, out fault))
        {
            return false;
        }

        if (Text(payload, RosterField) is not { } compact)
        {
            fault = new Fault(RosterField, "founding.roster", "expected its author's roster, found none");
            return false;
        }

        if (!Roster.TryRead(compact, out roster, out fault))
        {
            return false;
        }

        if (roster.FindKey(jws.KeyId) is not { } key || !jws.HoldsFor(key))
        {
            fault = new Fault("", "founding.signature", $"expected a file signed by a key of the roster inside it, found one that {roster.Member} did not sign");
            return false;
        }

        return true;
    }

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An address of a node: HTTPS, or HTTP on loopback.</summary>
    public static Uri? Address(JsonElement json, string name) => NodeAddress.TryParse(Text(json, name), out var address) ? address : null;
}
