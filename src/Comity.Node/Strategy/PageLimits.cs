using Comity.Strategy.Paths;

namespace Comity.Node.Strategy;

/// <summary>How far a page looks while somebody waits for it. What needs more is asked of the command, which has wider bounds.</summary>
public static class PageLimits
{
    /// <summary>Above so many states no graph is drawn, no ways and no changes are looked for.</summary>
    public const int MostStates = 1 << 14;

    /// <summary>Sets of changes shown for one decision maker.</summary>
    public const int MostSets = 4;

    public static AnalysisLimits Analyses { get; } = new() { Moves = 20_000_000, Branches = 20_000 };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Looks for as long as a reader waits.</summary>
    /// <returns>True when the time or the limits ended it before it was done.</returns>
    public static bool Cut(CancellationToken cancellation, Action<CancellationToken> look)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            look(patience.Token);
            return false;
        }
        catch (AnalysisLimitException)
        {
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }
}
