using System.Diagnostics;
using System.Globalization;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;

namespace Comity.Cli.Strategy;

/// <summary><c>comity strategy --scale OPTIONS,DMS</c>: generates an instance and solves it against the clock.</summary>
internal static class ScaleRun
{
    /// <exception cref="StrategyUsageException">The size is none.</exception>
    public static void Run(string size, SolveOptions options, bool json, CancellationToken cancellation)
    {
        var parts = size.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !Number(parts[0], out var count) || !Number(parts[1], out var movers) || count is < 1 or > 64 || movers < 1 || movers > count)
        {
            throw new StrategyUsageException($"--scale: expected OPTIONS,DMS with 1 ≤ DMS ≤ OPTIONS ≤ 64, found {size}", "--scale 16,4 is one");
        }

        // Once before, large enough for both cores, so that compiling the program is not counted as solving the model.
        StrategySolver.Solve(ScaleInstance.Of(16, 4), options with { MemoryBudget = SolveOptions.Default.MemoryBudget }, cancellation: cancellation);
        var start = Stopwatch.GetTimestamp();
        var solution = StrategySolver.Solve(ScaleInstance.Of(count, movers), options, cancellation: cancellation);
        Print(solution, count, movers, Stopwatch.GetElapsedTime(start), json);
    }

    private static void Print(Solution solution, int options, int movers, TimeSpan elapsed, bool json)
    {
        using var process = Process.GetCurrentProcess();
        var stable = solution.Concepts.ToDictionary(c => c.Name(), c => Enumerable.Range(0, movers).Sum(i => (long)solution.Stable(c, i).Count));
        var equilibria = solution.Concepts.ToDictionary(c => c.Name(), c => solution.Equilibria(c).Count);
        var (seconds, peak) = (Math.Round(elapsed.TotalSeconds, 6), Math.Round(process.PeakWorkingSet64 / 1e6, 1));
        if (json)
        {
            Console.WriteLine(JsonReport.Of(new { options, dms = movers, states = solution.States.Count, stable, equilibria, seconds, peakMegabytes = peak }));
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options} options, {movers} decision makers, {solution.States.Count} states: {seconds:0.000} s, peak {peak:0} MB"));
        var table = new TextTable(["concept", "stable", "equilibria"]);
        foreach (var concept in stable.Keys)
        {
            table.Add([concept, stable[concept].ToString(CultureInfo.InvariantCulture), equilibria[concept].ToString(CultureInfo.InvariantCulture)]);
        }

        table.Write(Console.Out);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
