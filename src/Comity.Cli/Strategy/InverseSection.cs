using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;

namespace Comity.Cli.Strategy;

/// <summary>What one decision maker would have to prefer for a wanted state to be an equilibrium, and in how many rankings it is one.</summary>
internal sealed class InverseSection : StrategySection
{
    private static readonly Option<string[]> Inverse = new("--inverse")
    {
        Description = "DM STATE: in how many strict rankings of the decision maker the state is an equilibrium, and the least changes of its present one that make it one.",
        Arity = new(2, 2),
        AllowMultipleArgumentsPerToken = true,
        HelpName = "DM STATE",
    };

    private static readonly Option<int> MaxSets = new("--max-changes") { Description = "Sets of changes given per concept.", DefaultValueFactory = _ => ChangeSearch.DefaultSets };

    public override IReadOnlyList<Option> Options { get; } = [Inverse, MaxSets];

    public override StrategyPart? Of(StrategyRun run)
    {
        if (run.Parsed.GetValue(Inverse) is not [var maker, var state])
        {
            return null;
        }

        var most = run.Parsed.GetValue(MaxSets) is >= 1 and var given ? given
            : throw new StrategyUsageException($"--max-changes: expected 1 or more, found {run.Parsed.GetValue(MaxSets)}", "10 by default");
        var (mover, wanted) = (run.DecisionMakerOf("--inverse", maker), run.StateOf("--inverse", state));
        var (solution, limits) = (run.Solution, WorkSection.LimitsIn(run.Parsed));
        var counts = InverseCounter.Count(solution.States, solution.Ranks, mover, wanted, solution.Concepts, limits, StepsCounted.Of($"of {solution.Concepts.Count} concepts counted over all rankings"), run.Cancellation);
        var changes = StepsCounted.Each($"of {solution.Concepts.Count} concepts searched for changes", solution.Concepts, c => ChangeSearch.Find(solution.States, solution.Ranks, mover, wanted, c, most, limits, run.Cancellation));
        return new([("inverse", new JsonArray(Json(run, counts))), ("changes", new JsonArray([.. changes.Select(c => Json(run, c))]))], output => Print(run, counts, changes, output));
    }

    private static JsonObject Json(StrategyRun run, RankingCounts found)
    {
        var counts = new JsonObject { ["total"] = Text(found.Total) };
        foreach (var (concept, count) in found.Counts)
        {
            counts[concept.Name()] = Text(count);
        }

        return new()
        {
            ["dm"] = run.Solution.Model.DecisionMakers[found.DecisionMaker].Id,
            ["state"] = run.Solution.States.TextOf(found.State),
            ["total"] = Text(found.Total),
            ["counts"] = counts,
        };
    }

    private static JsonObject Json(StrategyRun run, NeededChanges needed) => new()
    {
        ["dm"] = run.Solution.Model.DecisionMakers[needed.DecisionMaker].Id,
        ["state"] = run.Solution.States.TextOf(needed.State),
        ["concept"] = needed.Concept.Name(),
        ["blocking"] = new JsonArray([.. needed.Blocking.Select(b => (JsonNode)run.Solution.Model.DecisionMakers[b].Id)]),
        ["complete"] = needed.IsComplete,
        ["sets"] = new JsonArray([.. needed.Sets.Select(s => Json(run, needed.DecisionMaker, s))]),
    };

    private static JsonObject Json(StrategyRun run, int mover, ChangeSet set) => new()
    {
        ["changes"] = new JsonArray([.. set.Changes.Select(c => new JsonObject
        {
            ["prefer"] = run.Solution.States.TextOf(c.Better),
            ["over"] = run.Solution.States.TextOf(c.Worse),
            ["orEqual"] = c.OrEqual,
            ["text"] = ChangeWords.Of(run.Solution.States, mover, c),
        })]),
        ["ranking"] = new JsonArray([.. set.Ranking.Select(t => new JsonArray([.. t.Select(s => (JsonNode)run.Solution.States.TextOf(s))]))]),
    };

    private static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Print(StrategyRun run, RankingCounts counts, List<NeededChanges> changes, TextWriter output)
    {
        var mover = run.Solution.Model.DecisionMakers[counts.DecisionMaker].Name;
        output.WriteLine($"If only {mover} ranked otherwise: of all {Text(counts.Total)} strict rankings, {run.NameOf(counts.State)} is an equilibrium in");
        foreach (var (concept, count) in counts.Counts)
        {
            output.WriteLine($"  {concept.Name()}: {Text(count)}{Share(count, counts.Total)}");
        }

        foreach (var needed in changes)
        {
            output.WriteLine();
            Print(run, needed, output);
        }
    }

    private static string Share(BigInteger count, BigInteger total) => count.IsZero || count == total ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({(double)(count * 10000 / total) / 100:0.##} %)");

    private static void Print(StrategyRun run, NeededChanges needed, TextWriter output)
    {
        var makers = run.Solution.Model.DecisionMakers;
        output.WriteLine($"By {needed.Concept.Name()}: " + (needed switch
        {
            { Blocking.Count: > 0 } => $"no ranking of {makers[needed.DecisionMaker].Name} suffices; {string.Join(" and ", needed.Blocking.Select(b => makers[b].Name))} would leave the state.",
            { Sets.Count: 0 } => "no change of its ranking suffices.",
            { Sets: [{ Changes.Count: 0 }] } => "it is an equilibrium already.",
            _ => needed.IsComplete ? "any of these would make it an equilibrium:" : $"any of these would make it an equilibrium; the first {needed.Sets.Count}, --max-changes gives more:",
        }));
        foreach (var (at, set) in needed.Sets.Where(s => s.Changes.Count > 0).Index())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {string.Join("\n   and ", set.Changes.Select(c => ChangeWords.Of(run.Solution.States, needed.DecisionMaker, c)))}."));
        }
    }
}
