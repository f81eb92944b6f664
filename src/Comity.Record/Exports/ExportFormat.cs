using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Signing;
using Comity.Record.Tree;

namespace Comity.Record.Exports;

/// <summary>What the lines of an export have in common. Wire form: docs/spec/export.md.</summary>
public static class ExportFormat
{
    public const string Version = "comity-export/1";

    /// <summary>Longest line, in bytes without its line feed.</summary>
    public const int MaxLine = 1024 * 1024;

    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a file that begins so is meant as an export, be it damaged.</summary>
    /// <param name="beginning">The first bytes, a dozen or more.</param>
    public static bool Looks(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith("{\"export\":"u8) || beginning.StartsWith("{\"keys\":"u8) || beginning.StartsWith("eyJ"u8);

    internal static string Line(JsonObject json) => json.ToJsonString(AsIs);

    internal static JsonObject Json(TreeHead head) => new() { ["size"] = head.Size, ["root"] = head.Root.ToString() };

    /// <summary>The second line: a JWK Set of every node key, sorted by thumbprint.</summary>
    internal static string KeysLine(IEnumerable<PublicKey> keys) => Line(new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.DistinctBy(k => k.Thumbprint).OrderBy(k => k.Thumbprint, StringComparer.Ordinal).Select(k =>
        {
            var jwk = k.ToJwk();
            jwk["kid"] = k.Thumbprint;
            jwk["use"] = "sig";
            jwk["alg"] = Jws.Algorithm;
            return jwk;
        })]),
    });

    internal static string EndLine(long lines, Hash256 digest) => Line(new JsonObject { ["end"] = new JsonObject { ["lines"] = lines, ["digest"] = digest.ToString() } });

    internal static bool TryHead(JsonElement value, out TreeHead head)
    {
        head = default;
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var count)
            || count < 0 || !TryText(value, "root", out var text) || !Hash256.TryParse(text, out var root))
        {
            return false;
        }

        head = new TreeHead(count, root);
        return true;
    }

    internal static bool TryText(JsonElement json, string name, out string text)
    {
        var found = json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;
        text = found ? value.GetString()! : "";
        return found;
    }

    internal static bool TryId(JsonElement json, string name, out StatementId id)
    {
        id = default;
        return TryText(json, name, out var text) && StatementId.TryParse(text, out id);
    }
}
