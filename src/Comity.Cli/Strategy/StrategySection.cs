using System.CommandLine;

namespace Comity.Cli.Strategy;

/// <summary>One thing that <c>comity strategy</c> can say of a case, with the options that ask for it.</summary>
internal abstract class StrategySection
{
    /// <summary>All of them, in the order in which they are printed.</summary>
    public static IReadOnlyList<StrategySection> All { get; } =
    [
        new ConceptSection(),
        new CoalitionSection(),
        new StatusQuoSection(),
        new InverseSection(),
        new RobustnessSection(),
        new BearableSection(),
        new ExplainSection(),
        new CheckSection(),
        new WorkSection(),
    ];

    public abstract IReadOnlyList<Option> Options { get; }

    /// <returns>Null when it was not asked for.</returns>
    /// <exception cref="StrategyUsageException">What was asked cannot be meant.</exception>
    public abstract StrategyPart? Of(StrategyRun run);
}
