using System.Text.Json;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Strategy.Cases;

/// <summary>Reads a decision maker's preference; whether a ranking names every state is looked at when the states are known.</summary>
internal sealed class PreferenceReader(CaseJson json, IReadOnlyList<Option> options)
{
    public static Preference Indifferent { get; } = new(new StatementOrder([]));

    public Preference Read(JsonElement preference, string path)
    {
        if (json.Members(preference, path, ["kind"], ["ranking", "statements"]) is not { } parts || json.Text(parts, "kind", path) is not { } kind)
        {
            return Indifferent;
        }

        if (kind is not ("ranking" or "statements"))
        {
            json.Fault($"{path}.kind", "\"ranking\" or \"statements\"", CaseJson.Quote(kind));
            return Indifferent;
        }

        if (!parts.ContainsKey(kind) || parts.Count > 2)
        {
            json.Fault(path, $"{kind} beside the kind, and nothing else", string.Join(" and ", parts.Keys));
        }

        return kind == "ranking"
            ? new(new Ranking([.. json.Items(parts, kind, path).Select(t => TierOf(t.Json, t.Path))]))
            : new(new StatementOrder([.. json.Items(parts, kind, path).Select(s => StatementOf(s.Json, s.Path))]));
    }

    private List<ulong> TierOf(JsonElement tier, string path)
    {
        var items = json.Items(tier, path);
        if (items.Count == 0 && tier.ValueKind == JsonValueKind.Array)
        {
            json.Fault(path, "at least one state", "none");
        }

        return [.. items.Select(i => PatternReader.StateOf(json, i.Json, i.Path, options.Count)).OfType<ulong>()];
    }

    private PreferenceStatement StatementOf(JsonElement statement, string path)
    {
        var parts = json.Members(statement, path, [], ["anyOf", "condition", "text"]) ?? [];
        if (statement.ValueKind == JsonValueKind.Object && parts.ContainsKey("anyOf") == parts.ContainsKey("condition"))
        {
            json.Fault(path, "anyOf or condition", parts.ContainsKey("anyOf") ? "both" : "neither");
        }

        var text = json.Text(parts, "text", path);
        return parts.TryGetValue("condition", out var condition)
            ? new(ConditionOf(condition, $"{path}.condition"), text)
            : new(new Condition.AnyOf([.. json.Items(parts, "anyOf", path).Select(p => PatternReader.Of(json, p.Json, p.Path, options.Count))]), text);
    }

    private Condition ConditionOf(JsonElement condition, string path)
    {
        if (json.Text(condition, path) is { } text)
        {
            if (ConditionText.TryParse(text, options, out var parsed, out var fault))
            {
                return parsed;
            }

            json.Fault(path, fault.Value.Expected, fault.Value.Found);
        }

        return new Condition.AnyOf([]);
    }
}
