using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Disputes;

/// <summary>A request's JSON: the body's fields as on the wire, and beside them <c>track</c>.</summary>
public static class ApiBody
{
    /// <summary>How answers are written: camelCase, enumerations in kebab-case, absent rather than null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads a body of type <typeparamref name="T"/>; every fault of every field at once.</summary>
    /// <param name="given">Fields that stand in the address, not in the request: they win.</param>
    public static (T? Body, string? Track, IReadOnlyList<Fault> Faults) Read<T>(JsonElement request, params (string Name, string Value)[] given)
        where T : class, IBody
    {
        var (body, track, faults) = Read(BodyCodec.KindOf(typeof(T)), request, "track", given);
        return (body as T, track, faults);
    }

    /// <summary>Reads a body of a kind; every fault of every field at once.</summary>
    /// <param name="kind">One that a capability reads.</param>
    /// <param name="given">Fields that stand in the address, not in the request: they win.</param>
    /// <param name="trackName">The request's name for the envelope's track: another one where the body has a <c>track</c> of its own.</param>
    public static (IBody? Body, string? Track, IReadOnlyList<Fault> Faults) Read(string kind, JsonElement request, string trackName, params (string Name, string Value)[] given)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            return (null, null, [new("", BodyFaultCodes.Unreadable, "expected a JSON object")]);
        }

        var track = request.TryGetProperty(trackName, out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var fields = request.EnumerateObject().Where(p => p.Name != trackName && given.All(g => g.Name != p.Name)).ToList();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in given)
            {
                writer.WriteString(name, value);
            }

            // Repeated names are written again, so that the check below finds them.
            fields.ForEach(field => field.WriteTo(writer));
            writer.WriteEndObject();
        }

        using var body = JsonDocument.Parse(buffer.ToArray());
        var faults = BodyCodec.Check(kind, body.RootElement);
        return faults.Count > 0 ? (null, track, faults) : (BodyCodec.ReadBody(kind, body.RootElement), track, []);
    }

    /// <summary>RFC 9457: every field at fault with what was expected and found.</summary>
    public static Dictionary<string, string[]> Errors(IEnumerable<Fault> faults) =>
        faults.GroupBy(f => f.Field, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(f => $"{f.Code}: {f.Message}").ToArray(), StringComparer.Ordinal);
}
