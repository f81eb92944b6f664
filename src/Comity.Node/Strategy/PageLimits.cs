using Comity.Strategy.Paths;

namespace Comity.Node.Strategy;

/// <summary>How far a page looks while somebody waits for it. What needs more is asked of the command, which has no such bounds.</summary>
public static class PageLimits
{
    /// <summary>Above so many states no graph is drawn, no ways and no changes are looked for.</summary>
    public const int MostStates = 1 << 14;

    /// <summary>Sets of changes shown for one decision maker.</summary>
    public const int MostSets = 4;

    public static AnalysisLimits Analyses { get; } = new() { Moves = 20_000_000, Branches = 20_000 };

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);
}
