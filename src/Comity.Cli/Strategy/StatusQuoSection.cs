using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Strategy.Concepts;
using Comity.Strategy.Paths;
using Comity.Strategy.StatusQuo;
using Comity.Strategy.Words;
using StateText = Comity.Strategy.Models.StateText;

namespace Comity.Cli.Strategy;

/// <summary>What can be reached from a state, by whom and in how many moves, and which equilibria that leaves.</summary>
internal sealed class StatusQuoSection : StrategySection
{
    private const int MaxRows = 64;

    private static readonly Option<string?> StatusQuo = new("--status-quo") { Description = "STATE: what can be reached from it by legal moves, by improvements, in how many, and which equilibria.", HelpName = "STATE" };

    public override IReadOnlyList<Option> Options { get; } = [StatusQuo];

    /// <returns>The state given; null when none was.</returns>
    /// <exception cref="StrategyUsageException">It is none.</exception>
    public static int? StartIn(StrategyRun run) => run.Parsed.GetValue(StatusQuo) is { } text ? run.StateOf("--status-quo", text) : null;

    public override StrategyPart? Of(StrategyRun run)
    {
        if (StartIn(run) is not { } start)
        {
            return null;
        }

        var analysis = StatusQuoAnalysis.Of(run.Solution.States, run.Solution.Ranks, start, WorkSection.LimitsIn(run.Parsed), run.MemoryBudget, run.Cancellation);
        return new([("statusQuo", Json(run, analysis))], output => Print(run, analysis, output));
    }

    private static JsonObject Json(StrategyRun run, StatusQuoAnalysis analysis) => new()
    {
        ["state"] = run.Solution.States.TextOf(analysis.Start),
        ["reachable"] = Reached(run, analysis.Reachable, analysis.PathTo),
        ["byImprovements"] = Reached(run, analysis.ByImprovements, analysis.ImprovingPathTo),
        ["equilibria"] = new JsonObject(run.Solution.Concepts.Select(c => KeyValuePair.Create(c.Name(), (JsonNode?)new JsonArray([.. analysis.Attainable(run.Solution, c).Select(a => new JsonObject
        {
            ["state"] = run.Solution.States.TextOf(a.State),
            ["moves"] = a.Moves,
            ["improvements"] = a.Improvements,
        })])))),
    };

    private static JsonArray Reached(StrategyRun run, IReadOnlyList<ReachedState> reached, Func<int, IReadOnlyList<Step>> pathTo) =>
        new([.. reached.Select(r => new JsonObject
        {
            ["state"] = run.Solution.States.TextOf(r.State),
            ["path"] = new JsonArray([.. pathTo(r.State).Select(s => new JsonObject { ["dm"] = run.Solution.Model.DecisionMakers[s.Mover].Id, ["to"] = run.Solution.States.TextOf(s.State) })]),
        })]);

    private static void Print(StrategyRun run, StatusQuoAnalysis analysis, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"From {run.NameOf(analysis.Start)}: {analysis.Reachable.Count} other states by legal moves, {analysis.ByImprovements.Count} by improvements only"));
        var attainable = run.Solution.Concepts.ToDictionary(c => c, c => analysis.Attainable(run.Solution, c));
        var table = new TextTable(["equilibrium", "by", "moves", "improvements"]);
        var states = attainable.SelectMany(c => c.Value.Select(a => (a, c.Key))).GroupBy(e => e.a, e => e.Key).OrderBy(g => g.Key.Moves ?? int.MaxValue).ThenBy(g => g.Key.State).ToList();
        foreach (var group in states.Take(MaxRows))
        {
            table.Add([run.NameOf(group.Key.State), string.Join(",", group.Select(c => c.Name())), Count(group.Key.Moves), Count(group.Key.Improvements)]);
        }

        table.Write(output);
        output.WriteLine(states.Count > MaxRows ? $"and {states.Count - MaxRows} more; --json lists all, with the paths" : "-: no legal sequence leads there. --json lists every state reached, with a shortest path.");
        foreach (var group in states.Take(MaxRows).Where(g => g.Key.Improvements is > 0))
        {
            output.WriteLine($"To {run.NameOf(group.Key.State)}: {string.Join("; ", Words(run, analysis.Start, analysis.ImprovingPathTo(group.Key.State)))}.");
        }
    }

    private static string Count(int? moves) => moves?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static IEnumerable<string> Words(StrategyRun run, int start, IReadOnlyList<Step> path)
    {
        var model = run.Solution.Model;
        var from = run.Solution.States[start];
        foreach (var step in path)
        {
            var to = run.Solution.States[step.State];
            yield return $"{model.DecisionMakers[step.Mover].Name} moves to {StateText.Of(to, model.Options.Count)} ({StateWords.Against(model, to, from)})";
            from = to;
        }
    }
}
