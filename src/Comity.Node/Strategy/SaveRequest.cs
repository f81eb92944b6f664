using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>A request to save: the body's fields as on the wire, and beside them <c>track</c>.</summary>
internal static class SaveRequest
{
    /// <returns>The body when its form is good, otherwise every fault of form.</returns>
    public static (ModelSaved? Saved, string? Track, IReadOnlyList<Fault> Faults) Read(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            return (null, null, [new("", BodyFaultCodes.Unreadable, "expected a JSON object")]);
        }

        var track = request.TryGetProperty("track", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var body = JsonSerializer.SerializeToElement(new JsonObject(request.EnumerateObject().Where(p => p.Name != "track").DistinctBy(p => p.Name)
            .Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, JsonNode.Parse(p.Value.GetRawText())))));
        var kind = BodyCodec.KindOf(typeof(ModelSaved));
        var faults = BodyCodec.Check(kind, body);
        return faults.Count > 0 ? (null, track, faults) : ((ModelSaved)BodyCodec.ReadBody(kind, body), track, []);
    }
}
