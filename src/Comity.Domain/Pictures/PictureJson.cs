using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Domain.Forks;
using Comity.Record;
using Comity.Record.Canonical;
using Comity.Record.Tree;

namespace Comity.Domain.Pictures;

/// <summary>What a channel shows, as every node of the same edition writes it, and the digest that makes two of them comparable.</summary>
/// <remarks>digest = SHA-256 over RFC 8785 JSON of edition, heads, asOf and findings. Neutral between members; nothing local enters.</remarks>
public static class PictureJson
{
    /// <summary>Names what pictures are judged by, the rules and the time-zone data: <c>2026-11/9-2026f</c>. Changes whenever the same statements could show something else.</summary>
    /// <remarks>Two nodes with other time-zone data may read a deadline differently: they read "different edition", not "pictures differ".</remarks>
    public static string Edition { get; } = "2026-11/9-" + TimeZones;

    /// <summary>The edition of the time-zone data this program carries, as a charter names it.</summary>
    public static string TimeZones => Standstill.Deadlines.Edition;

    public static JsonObject Of(IEnumerable<KeyValuePair<MemberId, TreeHead>> heads, DateOnly asOf, IEnumerable<(ICapability Capability, object Findings)> judged, ForkFindings? forks = null) => new()
    {
        ["edition"] = Edition,
        ["heads"] = new JsonObject(heads.Select(h => KeyValuePair.Create<string, JsonNode?>(
            h.Key.ToString(), new JsonObject { ["size"] = h.Value.Size, ["root"] = h.Value.Root.ToString() }))),
        ["asOf"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["findings"] = new JsonObject(judged.Select(j => KeyValuePair.Create<string, JsonNode?>(j.Capability.Name, j.Capability.ToJson(j.Findings)))
            .Append(KeyValuePair.Create<string, JsonNode?>("forks", FindingsJson.Of(forks ?? ForkFindings.None)))),
    };

    public static Hash256 Digest(JsonObject picture) => CanonicalJson.Digest(picture);
}
