using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;

namespace Comity.Bench;

/// <summary>Five concepts on generated models: a process of its own for each size, best of three after one warm-up, counts against those on file.</summary>
internal static class StrategyBench
{
    private const int Repetitions = 3;
    private const string Alone = "--alone";

    private static readonly string[] Sizes = ["8,3", "10,4", "12,3", "12,4", "14,4", "16,4", "18,3", "20,4", "22,4", "24,4"];

    /// <returns>0 when every count on file was found, else 1.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [Alone, var one])
        {
            Console.WriteLine(JsonSerializer.Serialize(Solve(one)));
            return 0;
        }

        Console.WriteLine();
        Console.WriteLine("| options, DMs | states | seconds | peak MB | stable: nash, gmr, smr, seq, sseq | equilibria: nash, gmr, smr, seq, sseq | counts |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var wrong = 0;
        foreach (var size in arguments.Length > 0 ? arguments : Sizes)
        {
            var solved = await InItsOwnProcessAsync(size);
            var verdict = Verdict(solved);
            wrong += verdict == "WRONG" ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {solved.States:#,0} | {solved.Seconds:0.0000} | {solved.PeakMegabytes:0} | {Counts(solved.Stable)} | {Counts(solved.Equilibria)} | {verdict} |"));
        }

        return wrong == 0 ? 0 : 1;
    }

    private static Solved Solve(string size)
    {
        var parts = size.Split(',');
        var (options, movers) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        var best = TimeSpan.MaxValue;
        Solution? solution = null;
        for (var repetition = 0; repetition <= Repetitions; repetition++)
        {
            // What the run before held is let go first, so that the peak is one run's.
            solution = null;
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            solution = StrategySolver.Solve(ScaleInstance.Of(options, movers));
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = repetition > 0 && elapsed < best ? elapsed : best;
        }

        using var process = Process.GetCurrentProcess();
        return new(
            options,
            movers,
            solution!.States.Count,
            best.TotalSeconds,
            process.PeakWorkingSet64 / 1e6,
            [.. solution.Concepts.Select(c => Enumerable.Range(0, movers).Sum(i => (long)solution.Stable(c, i).Count))],
            [.. solution.Concepts.Select(c => (long)solution.Equilibria(c).Count)]);
    }

    private static async Task<Solved> InItsOwnProcessAsync(string size)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(StrategyBench).Assembly.Location, "strategy", Alone, size]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Solved>(output.TrimEnd().Split('\n')[^1])!;
    }

    private static string Verdict(Solved solved)
    {
        using var file = JsonDocument.Parse(typeof(StrategyBench).Assembly.GetManifestResourceStream("scale.json")!);
        foreach (var instance in file.RootElement.GetProperty("instances").EnumerateArray())
        {
            if (instance.GetProperty("options").GetInt32() == solved.Options && instance.GetProperty("dms").GetInt32() == solved.DecisionMakers)
            {
                return OnFile(instance, "stable").SequenceEqual(solved.Stable) && OnFile(instance, "equilibria").SequenceEqual(solved.Equilibria) ? "as on file" : "WRONG";
            }
        }

        return "none on file";
    }

    private static IEnumerable<long> OnFile(JsonElement instance, string block) =>
        ConceptNames.All.Select(c => instance.GetProperty(block).GetProperty(c.Name()).GetInt64());

    private static string Counts(long[] counts) => string.Join(", ", counts.Select(c => c.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ')));

    private sealed record Solved(int Options, int DecisionMakers, int States, double Seconds, double PeakMegabytes, long[] Stable, long[] Equilibria);
}
