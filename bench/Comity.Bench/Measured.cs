namespace Comity.Bench;

/// <summary>One row of a table of latencies.</summary>
/// <param name="P50">Milliseconds; so is P99.</param>
internal sealed record Measured(string What, double P50, double P99, double PerSecond)
{
    /// <param name="times">Milliseconds, one after another.</param>
    public static Measured Of(string what, List<double> times)
    {
        var sorted = times.Order().ToList();
        return new Measured(what, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], times.Count * 1000 / times.Sum());
    }
}
