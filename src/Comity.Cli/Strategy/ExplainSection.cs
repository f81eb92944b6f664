using System.CommandLine;
using System.Text.Json.Nodes;
using Comity.Strategy.Certificates;
using Comity.Strategy.Concepts;

namespace Comity.Cli.Strategy;

/// <summary>Why a state is stable or not for a decision maker: a certificate that anybody can replay.</summary>
internal sealed class ExplainSection : StrategySection
{
    private static readonly Option<string[]> Explain = new("--explain")
    {
        Description = "DM STATE CONCEPT: why the state is stable for the decision maker or not; with --json as a certificate.",
        Arity = new(3, 3),
        AllowMultipleArgumentsPerToken = true,
        HelpName = "DM STATE CONCEPT",
    };

    public override IReadOnlyList<Option> Options { get; } = [Explain];

    public override StrategyPart? Of(StrategyRun run)
    {
        if (run.Parsed.GetValue(Explain) is not [var maker, var state, var name])
        {
            return null;
        }

        if (!ConceptNames.TryParse(name, out var concept))
        {
            throw new StrategyUsageException($"--explain: expected a concept, found {name}", "one of " + string.Join(", ", ConceptNames.All.Select(c => c.Name())));
        }

        var certificate = Explanations.Of(
            run.Solution.States, run.Solution.Ranks, run.DecisionMakerOf("--explain", maker), run.StateOf("--explain", state), concept, WorkSection.LimitsIn(run.Parsed), run.Cancellation);
        return new([("certificate", CertificateJson.Write(run.Solution.Model, certificate))], output =>
        {
            foreach (var line in CertificateWords.Of(run.Solution.Model, certificate))
            {
                output.WriteLine(line);
            }
        });
    }
}
