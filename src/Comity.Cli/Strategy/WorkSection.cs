using System.CommandLine;
using Comity.Strategy.Paths;

namespace Comity.Cli.Strategy;

/// <summary>How much work the analyses may do; says nothing by itself.</summary>
internal sealed class WorkSection : StrategySection
{
    private static readonly Option<long> Work = new("--work")
    {
        Description = "Moves that one analysis may look at before it refuses; exact counting and least changes may keep a ten-thousandth of it in partial answers.",
        DefaultValueFactory = _ => AnalysisLimits.Default.Moves,
    };

    public override IReadOnlyList<Option> Options { get; } = [Work];

    /// <exception cref="StrategyUsageException">Less than 1.</exception>
    public static AnalysisLimits LimitsIn(ParseResult parsed) => parsed.GetValue(Work) is >= 1 and var work
        ? new() { Moves = work, Branches = (int)Math.Clamp(work / (AnalysisLimits.Default.Moves / AnalysisLimits.Default.Branches), 1, int.MaxValue) }
        : throw new StrategyUsageException($"--work: expected 1 or more, found {parsed.GetValue(Work)}", "leave it out for two thousand million");

    public override StrategyPart? Of(StrategyRun run) => null;
}
