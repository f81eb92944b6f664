using System.Globalization;
using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Drafts;

/// <summary>A request about a draft, read field by field; what is wrong is gathered, and what nobody asked for is a fault too.</summary>
internal sealed class DraftFields
{
    private readonly JsonElement _json;
    private readonly List<Fault> _faults = [];

    public DraftFields(JsonElement json, params string[] known)
    {
        _json = json;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Add("", "api.object", $"expected an object of {string.Join(", ", known)}");
        }
        else
        {
            foreach (var other in json.EnumerateObject().Where(p => !known.Contains(p.Name)))
            {
                Add(other.Name, "api.unknown-field", $"expected only {string.Join(", ", known)}");
            }
        }
    }

    public IReadOnlyList<Fault> Faults => _faults;

    public void Add(string field, string code, string message) => _faults.Add(new(field, code, message));

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Add(name, "api.text", $"expected text, found {value.ValueKind}");
        return null;
    }

    public string Needed(string name)
    {
        if (Find(name) is null)
        {
            Add(name, "api.missing", "expected text, found nothing");
        }

        return Text(name) ?? "";
    }

    public StatementId? Id(string name) => Find(name) is { } value ? One(name, value) : null;

    public StatementId NeededId(string name)
    {
        if (Find(name) is null)
        {
            Add(name, "api.missing", "expected a statement id, found nothing");
        }

        return Id(name) ?? default;
    }

    public ValueList<StatementId> Ids(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(name, "api.list", "expected a list of statement ids");
            return [];
        }

        return value.EnumerateArray().Select((item, i) => One(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"), item)).OfType<StatementId>().ToValueList();
    }

    /// <summary>An object as JSON text; null where there is none.</summary>
    public string? Object(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Object } value)
        {
            return value.GetRawText();
        }

        Add(name, "api.body", "expected an object");
        return null;
    }

    private StatementId? One(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && StatementId.TryParse(value.GetString(), out var id))
        {
            return id;
        }

        Add(name, "api.id", "expected a statement id");
        return null;
    }

    private JsonElement? Find(string name) =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
