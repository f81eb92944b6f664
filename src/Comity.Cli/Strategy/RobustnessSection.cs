using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Strategy.Concepts;
using Comity.Strategy.Robustness;

namespace Comity.Cli.Strategy;

/// <summary>How many swaps in each decision maker's ranking an equilibrium survives.</summary>
internal sealed class RobustnessSection : StrategySection
{
    private static readonly Option<string?> Robustness = new("--robustness") { Description = "STATE: how many adjacent swaps in each decision maker's ranking it survives as an equilibrium, and which one breaks it.", HelpName = "STATE" };

    public override IReadOnlyList<Option> Options { get; } = [Robustness];

    public override StrategyPart? Of(StrategyRun run)
    {
        if (run.Parsed.GetValue(Robustness) is not { } text)
        {
            return null;
        }

        var (solution, state, limits) = (run.Solution, run.StateOf("--robustness", text), WorkSection.LimitsIn(run.Parsed));
        var asked = solution.Concepts.Where(c => solution.Equilibria(c).Contains(state)).SelectMany(c => solution.Model.DecisionMakers.Select((_, i) => (Concept: c, Mover: i))).ToList();
        var found = StepsCounted.Each($"of {asked.Count} rankings tried", asked, a => RobustnessAnalysis.Of(solution.States, solution.Ranks, a.Mover, state, a.Concept, limits, run.Cancellation));
        return new([("robustness", new JsonArray([.. found.Select(f => Json(run, f))]))], output => Print(run, state, found, output));
    }

    private static JsonObject Json(StrategyRun run, EquilibriumRobustness found)
    {
        JsonNode Text(int state) => run.Solution.States.TextOf(state);
        return new()
        {
            ["state"] = Text(found.State),
            ["concept"] = found.Concept.Name(),
            ["dm"] = run.Solution.Model.DecisionMakers[found.DecisionMaker].Id,
            ["breaksAfter"] = found.BreaksAfter,
            ["swaps"] = new JsonArray([.. found.Swaps.Select(s => new JsonObject { ["up"] = Text(s.Better), ["down"] = Text(s.Worse) })]),
            ["ranking"] = new JsonArray([.. found.Ranking.Select(Text)]),
        };
    }

    private static void Print(StrategyRun run, int state, List<EquilibriumRobustness> found, TextWriter output)
    {
        if (found.Count == 0)
        {
            output.WriteLine($"{run.NameOf(state)} is no equilibrium by the concepts asked for: nothing to survive.");
            return;
        }

        output.WriteLine($"Swaps of neighbours in one ranking after which {run.NameOf(state)} is no equilibrium");
        var table = new TextTable(["concept", "ranking of", "breaks after", "by the swap"]);
        foreach (var one in found)
        {
            table.Add([one.Concept.Name(), run.Solution.Model.DecisionMakers[one.DecisionMaker].Name, one.BreaksAfter?.ToString(CultureInfo.InvariantCulture) ?? "never", Last(run, one)]);
        }

        table.Write(output);
        output.WriteLine("0: it rests on a tie. Ties are broken in the worst way first, and that counts nothing.");
    }

    private static string Last(StrategyRun run, EquilibriumRobustness found) =>
        found.Swaps.Count == 0 ? "" : $"{run.NameOf(found.Swaps[^1].Better)} above {run.NameOf(found.Swaps[^1].Worse)}";
}
