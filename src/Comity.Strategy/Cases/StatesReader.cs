using System.Text.Json;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Cases;

/// <summary>Reads what can only be checked once the states are known: merged states, rankings, labels, and what is asked.</summary>
internal sealed class StatesReader(CaseJson json, Dictionary<string, JsonElement> members, StrategyModel model, long memoryBudget, CancellationToken cancellation)
{
    private const int MaxNamed = 5;
    private const int ManyStates = 1 << 20;

    private StateSpace? _space;

    public StrategyCase Complete(StrategyCase read)
    {
        if (!SomethingIsFeasible() || !MergedStandApart())
        {
            return read;
        }

        foreach (var (at, decisionMaker) in model.DecisionMakers.Index())
        {
            if (decisionMaker.Preference.Order is Ranking ranking)
            {
                CheckRanking(ranking, $"$.decisionMakers[{at}].preference.ranking");
            }
        }

        CheckStates();
        return read with { StateLabels = Labels(), Coalitions = Coalitions(), Inverse = Inverse() };
    }

    private bool SomethingIsFeasible()
    {
        var (count, exact) = FeasibleStates.Count(model, Pattern.Any, cancellation);
        if (count > 0 || !exact)
        {
            return true;
        }

        json.Fault("$.infeasible", "at least one feasible state", "none");
        return false;
    }

    private bool MergedStandApart()
    {
        var before = json.Faults.Count;
        foreach (var (at, merged) in model.Merged.Index())
        {
            if (!IsFeasible(merged.Representative))
            {
                json.Fault($"$.merged[{at}].representative", "a feasible state", CaseJson.Quote(TextOf(merged.Representative)));
            }

            foreach (var (other, earlier) in model.Merged.Take(at).Index().Where(m => m.Item.Pattern.Meets(merged.Pattern)))
            {
                var both = new Pattern(merged.Pattern.Mask | earlier.Pattern.Mask, merged.Pattern.Value | earlier.Pattern.Value);
                if (FeasibleStates.Count(model, both, cancellation).Count > 0)
                {
                    json.Fault($"$.merged[{at}].pattern", "no feasible state in common with another merged state", $"some in common with $.merged[{other}]");
                }
            }
        }

        return json.Faults.Count == before;
    }

    private bool IsFeasible(ulong state) => !model.Infeasible.Any(p => p.Matches(state));

    // A merged state is written as its representative.
    private bool IsWritten(ulong state) => IsFeasible(state) && !model.Merged.Any(m => m.Pattern.Matches(state) && m.Representative != state);

    private void CheckRanking(Ranking ranking, string path)
    {
        var seen = new Dictionary<ulong, string>();
        foreach (var (tier, states) in ranking.Tiers.Index())
        {
            foreach (var (at, state) in states.Index())
            {
                var here = $"{path}[{tier}][{at}]";
                if (!IsWritten(state))
                {
                    json.Fault(here, IsFeasible(state) ? "a merged state's representative" : "a feasible state", CaseJson.Quote(TextOf(state)));
                }
                else if (!seen.TryAdd(state, here))
                {
                    json.Fault(here, "each state once", $"{CaseJson.Quote(TextOf(state))} at {seen[state]} too");
                }
            }
        }

        if (IsFarFrom(seen.Count, path))
        {
            return;
        }

        var space = Space();
        if (seen.Count < space.Count)
        {
            var missing = Enumerable.Range(0, space.Count).Where(s => !seen.ContainsKey(space[s])).Take(MaxNamed).Select(space.TextOf);
            json.Fault(path, $"all {space.Count} states", $"{seen.Count}; missing {string.Join(", ", missing)}{(space.Count - seen.Count > MaxNamed ? ", …" : "")}");
        }
    }

    // A file that names a handful of millions of states is told so without listing the millions.
    private bool IsFarFrom(int named, string path)
    {
        var (count, exact) = FeasibleStates.Count(model, Pattern.Any, cancellation);
        var isFar = model.Merged.Count == 0 && count > ManyStates && count > (UInt128)named;
        if (isFar)
        {
            json.Fault(path, $"all {(exact ? "" : "of at least ")}{count} feasible states", $"{named}");
        }

        return isFar;
    }

    private StateSpace Space() => _space ??= StateSpace.Of(model, memoryBudget, cancellation);

    private void CheckStates()
    {
        if (!members.ContainsKey("states"))
        {
            return;
        }

        var listed = json.Items(members, "states", "$");
        if (IsFarFrom(listed.Count, "$.states"))
        {
            return;
        }

        var states = Space();
        foreach (var (at, (item, path)) in listed.Index().Take(states.Count))
        {
            if (PatternReader.StateOf(json, item, path, model.Options.Count) is { } state && state != states[at])
            {
                json.Fault(path, $"the feasible states in order, here {CaseJson.Quote(states.TextOf(at))}", CaseJson.Quote(TextOf(state)));
                return;
            }
        }

        if (listed.Count != states.Count)
        {
            json.Fault("$.states", $"the {states.Count} feasible states", $"{listed.Count}");
        }
    }

    private Dictionary<ulong, string> Labels()
    {
        var labels = new Dictionary<ulong, string>();
        if (!members.TryGetValue("stateLabels", out var given))
        {
            return labels;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            json.Fault("$.stateLabels", "an object", CaseJson.Found(given));
            return labels;
        }

        foreach (var member in given.EnumerateObject())
        {
            var name = CaseJson.NameOf(member);
            var path = $"$.stateLabels.{name}";
            if (name is null || !StateText.TryParse(name, model.Options.Count, out var state) || !IsWritten(state))
            {
                json.Fault(path, "the name to be a feasible state", CaseJson.Quote(name ?? "a lone surrogate"));
            }
            else if (json.Text(member.Value, path) is { } label && !labels.TryAdd(state, label))
            {
                json.Fault(path, "each member once", "it twice");
            }
        }

        return labels;
    }

    private List<IReadOnlyList<int>> Coalitions()
    {
        var coalitions = new List<IReadOnlyList<int>>();
        foreach (var (item, path) in json.Items(members, "coalitions", "$"))
        {
            var parts = json.Members(item, path, ["members"], ["cnash", "cgmr", "csmr", "note"]) ?? [];
            var named = json.Items(parts, "members", path).Select(m => DecisionMakerOf(m.Json, m.Path)).ToList();
            if (parts.ContainsKey("members") && (named.Count < 2 || named.Distinct().Count() < named.Count) && !named.Contains(-1))
            {
                json.Fault($"{path}.members", "two or more decision makers, each once", $"{named.Distinct().Count()} different of {named.Count}");
            }

            coalitions.Add(named);
        }

        return coalitions;
    }

    private List<InverseQuestion> Inverse()
    {
        var questions = new List<InverseQuestion>();
        foreach (var (item, path) in json.Items(members, "inverse", "$"))
        {
            var parts = json.Members(item, path, ["dm", "state"], ["counts", "published", "note"]) ?? [];
            var mover = parts.TryGetValue("dm", out var dm) ? DecisionMakerOf(dm, $"{path}.dm") : -1;
            var state = parts.TryGetValue("state", out var given) ? PatternReader.StateOf(json, given, $"{path}.state", model.Options.Count) : null;
            if (state is { } written && !IsWritten(written))
            {
                json.Fault($"{path}.state", "a feasible state", CaseJson.Found(given));
            }

            questions.Add(new(mover, state ?? 0));
        }

        return questions;
    }

    private int DecisionMakerOf(JsonElement item, string path)
    {
        if (json.Text(item, path) is not { } id)
        {
            return -1;
        }

        var at = model.DecisionMakers.Index().Where(d => d.Item.Id == id).Select(d => d.Index).FirstOrDefault(-1);
        if (at < 0)
        {
            json.Fault(path, "the id of a decision maker", CaseJson.Quote(id));
        }

        return at;
    }

    private string TextOf(ulong state) => StateText.Of(state, model.Options.Count);
}
