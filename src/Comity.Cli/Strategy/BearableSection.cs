using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Strategy.Bearable;
using Comity.Strategy.Concepts;
using Comity.Strategy.States;

namespace Comity.Cli.Strategy;

/// <summary>What parties can bear at home, what they have in common with the equilibria, and what would widen it.</summary>
internal sealed class BearableSection : StrategySection
{
    private const int MaxNamed = 16;

    private static readonly Option<string?> Bearable = new("--bearable") { Description = "A file of what parties can bear at home (strategy-bearable/1); without it, what the case itself says of that.", HelpName = "FILE" };

    public override IReadOnlyList<Option> Options { get; } = [Bearable];

    public override StrategyPart? Of(StrategyRun run)
    {
        var parties = PartiesIn(run);
        if (parties.Count == 0)
        {
            return null;
        }

        var analysis = WinSetAnalysis.Of(run.Solution.States, parties, run.Cancellation);
        return new([("winSets", Json(run, analysis))], output => Print(run, analysis, output));
    }

    private static IReadOnlyList<HomeParty> PartiesIn(StrategyRun run)
    {
        if (run.Parsed.GetValue(Bearable) is not { } path)
        {
            return run.Case.Bearable;
        }

        var (parties, faults) = BearableReader.Read(run.Solution.Model, InputFile.Read("--bearable", path));
        return faults.Count == 0 ? parties : throw new StrategyUsageException(string.Join('\n', faults.Select(f => $"{path}: {f}")), "docs/strategy.md describes the format");
    }

    private static string Id(StrategyRun run, int decisionMaker) => run.Solution.Model.DecisionMakers[decisionMaker].Id;

    private static string Name(StrategyRun run, int decisionMaker) => run.Solution.Model.DecisionMakers[decisionMaker].Name;

    private static JsonObject Json(StrategyRun run, WinSetAnalysis analysis) => new()
    {
        ["parties"] = new JsonArray([.. analysis.WinSets.Select(w => Json(run, analysis, w))]),
        ["common"] = Common(run, analysis.Common()),
        ["commonIfAskedBy"] = new JsonObject(analysis.Askers.Select(a => KeyValuePair.Create(Id(run, a), (JsonNode?)Common(run, analysis.Common(a))))),
    };

    private static JsonObject Json(StrategyRun run, WinSetAnalysis analysis, WinSet set) => new()
    {
        ["dm"] = Id(run, set.Party.DecisionMaker),
        ["bearable"] = Texts(run, set.Bearable.States()),
        ["leastWidenings"] = new JsonArray([.. set.LeastWidenings.Select(w => new JsonObject
        {
            ["steps"] = w.Steps,
            ["changes"] = new JsonArray([.. w.Changes.Select(c => new JsonObject
            {
                ["constituency"] = set.Party.Constituencies[c.Constituency].Id,
                ["stance"] = c.Rule < 0 ? "otherwise" : $"stances[{c.Rule}]",
                ["from"] = c.From.Name(),
                ["to"] = c.To.Name(),
            })]),
            ["gained"] = Texts(run, w.Gained.States()),
        })]),
        ["askedBy"] = new JsonObject(set.Asked.Select(a => KeyValuePair.Create(Id(run, a.Asker), (JsonNode?)new JsonObject
        {
            ["gained"] = Texts(run, a.Gained.States()),
            ["steps"] = StatusQuoSection.StartIn(run) is { } start ? Texts(run, analysis.StepsMadeBearable(set, a.Asker, start)) : null,
        }))),
    };

    private static JsonObject Common(StrategyRun run, StateSet common) => new()
    {
        ["states"] = Texts(run, common.States()),
        ["equilibria"] = new JsonObject(run.Solution.Concepts.Select(c => KeyValuePair.Create(c.Name(), (JsonNode?)Texts(run, Both(run, c, common))))),
    };

    private static IEnumerable<int> Both(StrategyRun run, Concept concept, StateSet common) => run.Solution.Equilibria(concept).States().Where(common.Contains);

    private static JsonArray Texts(StrategyRun run, IEnumerable<int> states) => new([.. states.Select(s => (JsonNode)run.Solution.States.TextOf(s))]);

    private static void Print(StrategyRun run, WinSetAnalysis analysis, TextWriter output)
    {
        output.WriteLine("Bearable at home");
        foreach (var set in analysis.WinSets)
        {
            Print(run, analysis, set, output);
        }

        output.WriteLine("All parties: " + Names(run, [.. analysis.Common().States()]));
        foreach (var concept in run.Solution.Concepts)
        {
            output.WriteLine($"  of them equilibria by {concept.Name()}: {Names(run, [.. Both(run, concept, analysis.Common())])}");
        }

        foreach (var asker in analysis.Askers)
        {
            output.WriteLine($"All parties if {Name(run, asker)} asks in public: {Names(run, [.. analysis.Common(asker).States()])}");
            foreach (var concept in run.Solution.Concepts)
            {
                output.WriteLine($"  of them equilibria by {concept.Name()}: {Names(run, [.. Both(run, concept, analysis.Common(asker))])}");
            }
        }
    }

    private static void Print(StrategyRun run, WinSetAnalysis analysis, WinSet set, TextWriter output)
    {
        var name = Name(run, set.Party.DecisionMaker);
        output.WriteLine($"{name} bears {set.Bearable.Count.ToString(CultureInfo.InvariantCulture)} of {run.Solution.States.Count.ToString(CultureInfo.InvariantCulture)}: {Names(run, [.. set.Bearable.States()])}");
        foreach (var widening in set.LeastWidenings)
        {
            output.WriteLine($"  more if {string.Join(" and ", widening.Changes.Select(c => Words(set, c)))}: {Names(run, [.. widening.Gained.States()])}");
        }

        foreach (var asked in set.Asked)
        {
            output.WriteLine($"  more if {Name(run, asked.Asker)} asks in public: {Names(run, [.. asked.Gained.States()])}");
            if (StatusQuoSection.StartIn(run) is { } start)
            {
                output.WriteLine($"    steps of {name} from {run.NameOf(start)} that become bearable so: {Names(run, analysis.StepsMadeBearable(set, asked.Asker, start))}");
            }
        }
    }

    private static string Words(WinSet set, StanceChange change)
    {
        var constituency = set.Party.Constituencies[change.Constituency];
        var about = change.Rule < 0 ? "whatever none of its stances covers" : constituency.Rules[change.Rule].Text is { } text ? $"“{text}”" : $"what its stance {(change.Rule + 1).ToString(CultureInfo.InvariantCulture)} covers";
        return $"{constituency.Name}: {change.To.Name()} rather than {change.From.Name()} {about}";
    }

    private static string Names(StrategyRun run, IReadOnlyList<int> states) => states.Count == 0 ? "none"
        : string.Join(", ", states.Take(MaxNamed).Select(run.NameOf)) + (states.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {states.Count - MaxNamed} more") : "");
}
