using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Comity.Record;

namespace Comity.Domain;

/// <summary>
/// Walks a body beside its type, notes every fault of form, and mends a copy: where a value is missing or ill-formed, a
/// stand-in takes its place, so that the rest of the content can still be looked at in the same pass.
/// </summary>
internal sealed class FormCheck
{
    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _mended = new(StringComparer.Ordinal);

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Whether the field, or what holds it, was mended: a fault of content there would speak of the stand-in.</summary>
    public bool HasMended(string field)
    {
        for (var path = field; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (_mended.Contains(path))
            {
                return true;
            }
        }

        return _mended.Contains("");
    }

    /// <returns>The body, mended where it had to be.</returns>
    public JsonElement Mend(JsonElement body, Type type) => JsonSerializer.SerializeToElement(Mend(body, type, ""), BodyJson.Options);

    /// <summary>Reads a value as its type; false, never an exception, when it has another form.</summary>
    public static bool TryLeaf(JsonElement json, Type type, out object? value)
    {
        try
        {
            value = json.Deserialize(BodyJson.TypeInfo(type));
            return value is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or ArgumentException or NotSupportedException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private JsonNode? Mend(JsonElement json, Type type, string path) => BodyJson.TypeInfo(type).Kind switch
    {
        JsonTypeInfoKind.Object => MendObject(json, type, path),
        _ when ItemType(type) is { } item => MendList(json, type, item, path),
        _ => TryLeaf(json, type, out _) ? Node(json) : Replace(json, type, path),
    };

    private JsonNode? MendObject(JsonElement json, Type type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Replace(json, type, path);
        }

        var given = MembersOf(json, path);
        var mended = new JsonObject();
        foreach (var member in BodyJson.TypeInfo(type).Properties)
        {
            var field = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!given.Remove(member.Name, out var value))
            {
                if (member.IsRequired)
                {
                    mended[member.Name] = Missing(member.PropertyType, field);
                }
            }
            else if (value.ValueKind != JsonValueKind.Null || member.IsRequired)
            {
                mended[member.Name] = Mend(value, Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, field);
            }
        }

        foreach (var name in given.Keys)
        {
            var field = path.Length == 0 ? name : $"{path}.{name}";
            _faults.Add(new(field, BodyFaultCodes.MemberUnknown, $"expected no member of this name, found {FormFound.Quote(name)}"));
        }

        return mended;
    }

    private Dictionary<string, JsonElement> MembersOf(JsonElement json, string path)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in json.EnumerateObject().Select(m => (FormFound.NameOf(m), m.Value)))
        {
            if (!members.TryAdd(name, value))
            {
                _faults.Add(new(path.Length == 0 ? name : $"{path}.{name}", BodyFaultCodes.MemberRepeated, "expected each member once, found it twice"));
            }
        }

        return members;
    }

    private JsonNode? MendList(JsonElement json, Type type, Type item, string path) => json.ValueKind == JsonValueKind.Array
        ? new JsonArray(json.EnumerateArray().Select((value, i) => Mend(value, item, $"{path}[{i}]")).ToArray())
        : Replace(json, type, path);

    private JsonNode? Missing(Type type, string path)
    {
        _mended.Add(path);
        _faults.Add(new(path, BodyFaultCodes.MemberMissing, $"expected {FormFound.Expected(type)}, found nothing"));
        return StandIn(type);
    }

    private JsonNode? Replace(JsonElement json, Type type, string path)
    {
        _mended.Add(path);
        _faults.Add(new(path, BodyFaultCodes.ValueForm, $"expected {FormFound.Expected(type)}, found {FormFound.Describe(json)}"));
        return StandIn(type);
    }

    private static JsonNode? Node(JsonElement json) => JsonSerializer.SerializeToNode(json, BodyJson.Options);

    private static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetGenericArguments()[0] : null;

    private static JsonNode? StandIn(Type type) => BodyJson.TypeInfo(type) switch
    {
        { Kind: JsonTypeInfoKind.Object } info => new JsonObject(info.Properties.Where(p => p.IsRequired)
            .Select(p => KeyValuePair.Create(p.Name, StandIn(p.PropertyType)))),
        _ when ItemType(type) is not null => new JsonArray(),
        _ when type == typeof(string) => JsonValue.Create("-"),
        _ when type == typeof(MemberId) => JsonValue.Create("a"),
        _ when type == typeof(DateOnly) => JsonValue.Create("2000-01-01"),
        _ => JsonSerializer.SerializeToNode(Activator.CreateInstance(type), type, BodyJson.Options),
    };
}
