using System.Text.Json;
using Comity.Strategy.Models;

namespace Comity.Strategy.Cases;

/// <summary>Reads options, decision makers and what restricts them.</summary>
internal sealed class ModelReader(CaseJson json, Dictionary<string, JsonElement> members)
{
    private readonly List<Option> _options = [];
    private readonly List<DecisionMaker> _decisionMakers = [];

    /// <summary>Takes the place of a model that could not be read, so that the rest of the file is still looked at.</summary>
    public static StrategyModel StandIn { get; } = new([new("-", "-")], [new("-", "-", [0], PreferenceReader.Indifferent)]);

    /// <returns>Null when a fault was noted.</returns>
    public StrategyModel? Read()
    {
        var before = json.Faults.Count;
        ReadOptions();
        ReadDecisionMakers();
        var infeasible = json.Items(members, "infeasible", "$").Select(i => PatternOf(i.Json, i.Path)).ToList();
        var merged = json.Items(members, "merged", "$").Select(i => MergedOf(i.Json, i.Path)).ToList();
        var disallowed = json.Items(members, "disallowedMoves", "$").Select(i => DisallowedOf(i.Json, i.Path)).ToList();
        return json.Faults.Count > before || _options.Count == 0 || _decisionMakers.Count == 0
            ? null
            : new(_options, _decisionMakers, infeasible, [.. merged.OfType<MergedState>()], [.. disallowed.OfType<DisallowedMove>()]);
    }

    private void ReadOptions()
    {
        var items = json.Items(members, "options", "$");
        if (items.Count is 0 or > StrategyModel.MaxOptions && members.TryGetValue("options", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            json.Fault("$.options", $"1 to {StrategyModel.MaxOptions} options", $"{items.Count}");
        }

        foreach (var (item, path) in items)
        {
            var parts = json.Members(item, path, ["id"], ["name", "direction"]) ?? [];
            var id = IdOf(parts, path, _options.Select(o => o.Id));
            _options.Add(new(id ?? "", json.Text(parts, "name", path) ?? id ?? "", DirectionOf(parts, path)));
        }
    }

    private Direction DirectionOf(Dictionary<string, JsonElement> parts, string path)
    {
        var text = json.Text(parts, "direction", path) ?? "both";
        foreach (var direction in Enum.GetValues<Direction>())
        {
            if (CaseWriter.NameOf(direction) == text)
            {
                return direction;
            }
        }

        json.Fault($"{path}.direction", "one of both, forward, backward, fixed", CaseJson.Quote(text));
        return Direction.Both;
    }

    private void ReadDecisionMakers()
    {
        var items = json.Items(members, "decisionMakers", "$");
        if (items.Count == 0 && members.TryGetValue("decisionMakers", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            json.Fault("$.decisionMakers", "at least one decision maker", "none");
        }

        var owner = new Dictionary<int, string>();
        foreach (var (item, path) in items)
        {
            var parts = json.Members(item, path, ["id", "options", "preference"], ["name"]) ?? [];
            var id = IdOf(parts, path, _decisionMakers.Select(d => d.Id));
            var own = OwnedOf(parts, path, owner);
            var preference = parts.TryGetValue("preference", out var preferred)
                ? new PreferenceReader(json, _options).Read(preferred, $"{path}.preference")
                : PreferenceReader.Indifferent;
            _decisionMakers.Add(new(id ?? "", json.Text(parts, "name", path) ?? id ?? "", own, preference));
        }

        foreach (var (at, option) in _options.Index().Where(o => !owner.ContainsKey(o.Index) && items.Count > 0))
        {
            json.Fault($"$.options[{at}]", "an owner among the decision makers", $"none for {CaseJson.Quote(option.Id)}");
        }
    }

    private List<int> OwnedOf(Dictionary<string, JsonElement> parts, string path, Dictionary<int, string> owner)
    {
        var own = new List<int>();
        foreach (var (item, at) in json.Items(parts, "options", path))
        {
            if (json.Text(item, at) is not { } id)
            {
                continue;
            }

            var option = _options.FindIndex(o => o.Id == id);
            if (option < 0)
            {
                json.Fault(at, "the id of an option", CaseJson.Quote(id));
            }
            else if (!owner.TryAdd(option, at))
            {
                json.Fault(at, "each option to have one owner", $"{CaseJson.Quote(id)} at {owner[option]} too");
            }
            else
            {
                own.Add(option);
            }
        }

        return own;
    }

    private string? IdOf(Dictionary<string, JsonElement> parts, string path, IEnumerable<string> taken)
    {
        if (json.Text(parts, "id", path) is not { } id)
        {
            return null;
        }

        if (id.Length == 0 || id.Contains('"', StringComparison.Ordinal))
        {
            json.Fault($"{path}.id", "a name without quotation marks, not empty", CaseJson.Quote(id));
        }
        else if (taken.Contains(id))
        {
            json.Fault($"{path}.id", "each id once", $"{CaseJson.Quote(id)} twice");
        }

        return id;
    }

    private Pattern PatternOf(JsonElement item, string path) => PatternReader.Of(json, item, path, _options.Count);

    private Pattern PatternOf(Dictionary<string, JsonElement> parts, string name, string path) =>
        parts.TryGetValue(name, out var item) ? PatternOf(item, $"{path}.{name}") : default;

    private MergedState? MergedOf(JsonElement item, string path)
    {
        if (json.Members(item, path, ["pattern", "representative"], ["label"]) is not { } parts)
        {
            return null;
        }

        var pattern = PatternOf(parts, "pattern", path);
        var representative = parts.TryGetValue("representative", out var state) ? PatternReader.StateOf(json, state, $"{path}.representative", _options.Count) : null;
        if (representative is { } written && !pattern.Matches(written))
        {
            json.Fault($"{path}.representative", "a state that matches the pattern", CaseJson.Found(state));
        }

        return new(json.Text(parts, "label", path) ?? "", pattern, representative ?? 0);
    }

    private DisallowedMove? DisallowedOf(JsonElement item, string path)
    {
        if (json.Members(item, path, ["dm", "from", "to"], []) is not { } parts)
        {
            return null;
        }

        var id = json.Text(parts, "dm", path);
        var mover = _decisionMakers.FindIndex(d => d.Id == id);
        if (id is not null && mover < 0)
        {
            json.Fault($"{path}.dm", "the id of a decision maker", CaseJson.Quote(id));
        }

        return new(mover, PatternOf(parts, "from", path), PatternOf(parts, "to", path));
    }
}
