namespace Comity.Strategy.States;

/// <summary>Shares out a range of independent items to all cores, in parts worth sharing.</summary>
internal static class Ranges
{
    private const long PartStates = 1 << 15;

    /// <param name="items">Numbered from 0.</param>
    /// <param name="states">How many states one item stands for.</param>
    /// <param name="body">Given a first item and the one after the last. Calls may overlap in time, never in items.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two parts.</exception>
    public static void Run(int items, long states, Action<int, int> body, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var parts = (int)Math.Clamp(items * states / PartStates, 1, Math.Min(items, 256));
        if (parts == 1)
        {
            body(0, items);
            return;
        }

        Parallel.For(0, parts, new ParallelOptions { CancellationToken = cancellation }, part =>
            body((int)((long)items * part / parts), (int)((long)items * (part + 1) / parts)));
    }
}
