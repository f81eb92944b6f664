using System.CommandLine;
using System.Text.Json.Nodes;
using Comity.Strategy.Coalitions;
using Comity.Strategy.States;

namespace Comity.Cli.Strategy;

/// <summary>Where decision makers who move together would stay: the coalitions that the file lists, or all pairs.</summary>
internal sealed class CoalitionSection : StrategySection
{
    private const int MaxNamed = 16;

    private static readonly Option<bool> Coalitions = new("--coalitions") { Description = "Coalition stability (CNash, CGMR, CSMR) of the coalitions that the file lists, or of all pairs." };

    public override IReadOnlyList<Option> Options { get; } = [Coalitions];

    public override StrategyPart? Of(StrategyRun run)
    {
        if (!run.Parsed.GetValue(Coalitions))
        {
            return null;
        }

        var asked = run.Case.Coalitions.Count > 0 ? run.Case.Coalitions : CoalitionSolver.Pairs(run.Solution.Model);
        var progress = StepsCounted.Of($"of {run.Solution.States.Count} states looked at for a coalition");
        var found = asked.Select(members => CoalitionSolver.Solve(run.Solution.States, run.Solution.Ranks, members, WorkSection.LimitsIn(run.Parsed), progress, run.Cancellation)).ToList();
        Counting.Done();
        return new([("coalitions", new JsonArray([.. found.Select(c => Json(run, c))]))], output => Print(run, found, output));
    }

    private static JsonObject Json(StrategyRun run, CoalitionStability found) => new()
    {
        ["members"] = new JsonArray([.. found.Members.Select(m => (JsonNode)run.Solution.Model.DecisionMakers[m].Id)]),
        ["cnash"] = Texts(run, found.CNash),
        ["cgmr"] = Texts(run, found.CGmr),
        ["csmr"] = Texts(run, found.CSmr),
    };

    private static JsonArray Texts(StrategyRun run, StateSet states) => new([.. states.States().Select(s => (JsonNode)run.Solution.States.TextOf(s))]);

    private static void Print(StrategyRun run, List<CoalitionStability> found, TextWriter output)
    {
        output.WriteLine("Coalitions: states that those who move together have no reason to leave");
        foreach (var coalition in found)
        {
            output.WriteLine(string.Join(" + ", coalition.Members.Select(m => run.Solution.Model.DecisionMakers[m].Name)));
            output.WriteLine("  cnash: " + Names(run, coalition.CNash));
            output.WriteLine("  cgmr:  " + Names(run, coalition.CGmr));
            output.WriteLine("  csmr:  " + Names(run, coalition.CSmr));
        }
    }

    private static string Names(StrategyRun run, StateSet states) =>
        states.Count == 0 ? "none"
        : string.Join(", ", states.States().Take(MaxNamed).Select(run.NameOf)) + (states.Count > MaxNamed ? $" and {states.Count - MaxNamed} more" : "");
}
