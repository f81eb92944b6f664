using System.Globalization;
using System.Text.Json;
using Comity.Strategy.Cases;
using Comity.Strategy.Models;

namespace Comity.Strategy.Bearable;

/// <summary>Reads the list of parties: of a file of its own, or the block <c>bearable</c> of a case.</summary>
internal sealed class PartyReader(CaseJson json, StrategyModel model)
{
    private const int MaxThreshold = 1_000_000_000;

    public IReadOnlyList<HomeParty> Read(JsonElement parties, string path)
    {
        var read = json.Items(parties, path).Select(p => (Party: PartyOf(p.Json, p.Path), p.Path)).ToList();
        foreach (var (party, at) in read.Where(p => p.Party.DecisionMaker >= 0).GroupBy(p => p.Party.DecisionMaker).SelectMany(g => g.Skip(1)))
        {
            json.Fault($"{at}.dm", "each decision maker once", CaseJson.Quote(model.DecisionMakers[party.DecisionMaker].Id) + " again");
        }

        return [.. read.Select(p => p.Party)];
    }

    private HomeParty PartyOf(JsonElement party, string path)
    {
        var parts = json.Members(party, path, ["dm", "threshold", "constituencies"], []) ?? [];
        var mover = json.Text(parts, "dm", path) is { } id ? DecisionMaker(id, $"{path}.dm") : -1;
        var constituencies = json.Items(parts, "constituencies", path).Select(c => ConstituencyOf(c.Json, c.Path, mover)).ToList();
        foreach (var twice in constituencies.Where(c => c.Id.Length > 0).GroupBy(c => c.Id).Where(g => g.Count() > 1))
        {
            json.Fault($"{path}.constituencies", "each constituency's id once", CaseJson.Quote(twice.Key) + " again");
        }

        return new(mover, Number(parts, "threshold", path, -MaxThreshold, MaxThreshold), constituencies);
    }

    private Constituency ConstituencyOf(JsonElement constituency, string path, int mover)
    {
        var parts = json.Members(constituency, path, ["id", "name", "weight", "otherwise"], ["stances"]) ?? [];
        var id = json.Text(parts, "id", path) ?? "";
        if (id.Length == 0 && parts.ContainsKey("id"))
        {
            json.Fault($"{path}.id", "an id that is not empty", "an empty one");
        }

        return new(
            id,
            json.Text(parts, "name", path) ?? "",
            Number(parts, "weight", path, 1, Constituency.MaxWeight),
            [.. json.Items(parts, "stances", path).Select(s => RuleOf(s.Json, s.Path, mover))],
            StanceOf(parts, "otherwise", path));
    }

    private StanceRule RuleOf(JsonElement rule, string path, int mover)
    {
        var parts = json.Members(rule, path, ["outcomes", "stance"], ["askedBy", "text"]) ?? [];
        var outcomes = json.Items(parts, "outcomes", path).Select(p => PatternReader.Of(json, p.Json, p.Path, model.Options.Count)).ToList();
        if (outcomes.Count == 0 && parts.TryGetValue("outcomes", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            json.Fault($"{path}.outcomes", "at least one pattern", "none");
        }

        var stance = StanceOf(parts, "stance", path);
        return new(outcomes, stance, parts.TryGetValue("askedBy", out var asked) ? Asked(asked, $"{path}.askedBy", mover, stance) : [], json.Text(parts, "text", path));
    }

    private Dictionary<int, Stance> Asked(JsonElement asked, string path, int mover, Stance unasked)
    {
        var stances = new Dictionary<int, Stance>();
        foreach (var (id, _) in json.Members(asked, path, [], [.. model.DecisionMakers.Select(d => d.Id)]) ?? [])
        {
            var asker = model.DecisionMakers.Index().Where(d => d.Item.Id == id).Select(d => d.Index).FirstOrDefault(-1);
            if (asker == mover && asker >= 0)
            {
                json.Fault($"{path}.{id}", "a third party", "the party itself");
            }
            else if (asker >= 0 && json.Text(asked.GetProperty(id), $"{path}.{id}") is { } name)
            {
                stances[asker] = Parse(name, $"{path}.{id}");
                if (StanceNames.TryParse(name, out var stance) && stance <= unasked)
                {
                    json.Fault($"{path}.{id}", $"a stance better than {unasked.Name()}", CaseJson.Quote(name));
                }
            }
        }

        return stances;
    }

    private Stance StanceOf(Dictionary<string, JsonElement> parts, string name, string path) =>
        json.Text(parts, name, path) is { } text ? Parse(text, $"{path}.{name}") : default;

    private Stance Parse(string text, string path)
    {
        if (!StanceNames.TryParse(text, out var stance))
        {
            json.Fault(path, "one of " + string.Join(", ", StanceNames.All.Select(s => s.Name())), CaseJson.Quote(text));
        }

        return stance;
    }

    private int Number(Dictionary<string, JsonElement> parts, string name, string path, int from, int to)
    {
        if (!parts.TryGetValue(name, out var given))
        {
            return from;
        }

        if (given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number >= from && number <= to)
        {
            return number;
        }

        json.Fault($"{path}.{name}", string.Create(CultureInfo.InvariantCulture, $"a whole number from {from} to {to}"), CaseJson.Found(given));
        return from;
    }

    private int DecisionMaker(string id, string path)
    {
        var at = model.DecisionMakers.Index().Where(d => d.Item.Id == id).Select(d => d.Index).FirstOrDefault(-1);
        if (at < 0)
        {
            json.Fault(path, "the id of a decision maker", CaseJson.Quote(id));
        }

        return at;
    }
}
