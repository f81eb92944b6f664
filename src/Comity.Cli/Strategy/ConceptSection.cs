using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Strategy.Concepts;
using Comity.Strategy.States;

namespace Comity.Cli.Strategy;

/// <summary>Which states are stable, for whom and by which concept; always printed.</summary>
internal sealed class ConceptSection : StrategySection
{
    private const int MaxRows = 256;

    private static readonly Option<string?> Concept = new("--concept") { Description = "Concepts to solve, separated by commas: nash, gmr, smr, seq, sseq. All by default." };

    public override IReadOnlyList<Option> Options { get; } = [Concept];

    /// <exception cref="StrategyUsageException">A name is none of a concept.</exception>
    public static IReadOnlyList<Concept> ConceptsIn(ParseResult parsed) => parsed.GetValue(Concept) is not { } names
        ? ConceptNames.All
        : [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => ConceptNames.TryParse(name, out var concept)
            ? concept
            : throw new StrategyUsageException($"--concept: expected names of concepts separated by commas, found {name}", "any of " + string.Join(",", ConceptNames.All.Select(c => c.Name()))))];

    public override StrategyPart Of(StrategyRun run) => new(
        [
            ("states", Texts(run.Solution, Enumerable.Range(0, run.Solution.States.Count))),
            ("expected", Json(run.Solution)),
        ],
        output => Print(run, output));

    private static JsonObject Json(Solution solution)
    {
        var json = new JsonObject();
        foreach (var concept in solution.Concepts)
        {
            json[concept.Name()] = new JsonObject(solution.Model.DecisionMakers.Index().Select(d => KeyValuePair.Create(d.Item.Id, (JsonNode?)Texts(solution, solution.Stable(concept, d.Index).States()))));
        }

        json["equilibria"] = new JsonObject(solution.Concepts.Select(c => KeyValuePair.Create(c.Name(), (JsonNode?)Texts(solution, solution.Equilibria(c).States()))));
        return json;
    }

    private static JsonArray Texts(Solution solution, IEnumerable<int> states) => new([.. states.Select(s => (JsonNode)solution.States.TextOf(s))]);

    private static void Print(StrategyRun run, TextWriter output)
    {
        var solution = run.Solution;
        output.WriteLine(run.Case.Title ?? run.Case.Id ?? "A case without a title");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{solution.States.Count} states of {solution.Model.Options.Count} options"));
        output.WriteLine();
        foreach (var (at, maker) in solution.Model.DecisionMakers.Index())
        {
            output.WriteLine($"{Mark(at)}  {maker.Name}: {string.Join(", ", maker.Options.Select(k => solution.Model.Options[k].Name))}");
        }

        output.WriteLine();
        var columns = solution.Concepts.Select(c => solution.Equilibria(c)).ToList();
        var all = solution.States.Count <= MaxRows;
        var rows = Enumerable.Range(0, solution.States.Count).Where(s => all || columns.Exists(c => c.Contains(s)));
        var table = new TextTable(["state", .. solution.Concepts.Select(c => c.Name())]);
        foreach (var state in rows.Take(MaxRows))
        {
            table.Add([run.NameOf(state), .. solution.Concepts.Select(c => Cell(solution, c, state))]);
        }

        table.Write(output);
        output.WriteLine();
        output.WriteLine("A figure: stable for that decision maker. *: an equilibrium, stable for all." + (all ? "" : $" Of {solution.States.Count} states up to {MaxRows} equilibria are shown; --json lists all."));
        foreach (var concept in solution.Concepts)
        {
            output.WriteLine(Summary(run, concept));
        }
    }

    private static string Summary(StrategyRun run, Concept concept)
    {
        var equilibria = run.Solution.Equilibria(concept);
        var count = equilibria.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{concept.Name()}: {count} equilibri{(count == 1 ? "um" : "a")}{(count is > 0 and <= 16 ? ": " + string.Join(", ", equilibria.States().Select(run.NameOf)) : "")}");
    }

    private static string Cell(Solution solution, Concept concept, int state)
    {
        var marks = solution.Model.DecisionMakers.Index().Select(d => solution.Stable(concept, d.Index).Contains(state) ? Mark(d.Index) : '·');
        return string.Concat(marks) + (solution.Equilibria(concept).Contains(state) ? "*" : "");
    }

    // 1 to 9, then letters.
    private static char Mark(int decisionMaker) => decisionMaker < 9 ? (char)('1' + decisionMaker) : (char)('a' + ((decisionMaker - 9) % 26));
}
