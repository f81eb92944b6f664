using System.Runtime.InteropServices;

namespace Comity.Bench;

/// <summary>What is claimed of speed, measured: each run prints the machine, the figures, and a limit or peer measured beside them.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // Beside a report that a program reads, not in it.
        (args.Contains("--json") ? Console.Error : Console.Out).WriteLine($"machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        switch (args)
        {
            case ["ingest", .. var rest]:
                await IngestBench.RunAsync(rest is [var count, ..] && count != "--json" ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 10_000, rest.Contains("--json"));
                return 0;
            case ["guard", .. var rest]:
                await GuardBench.RunAsync(
                    rest is [var appends, ..] && appends != "--json" ? int.Parse(appends, System.Globalization.CultureInfo.InvariantCulture) : 2_000, rest.Contains("--json"));
                return 0;
            case ["page", var address, var officer, .. var rest]:
                await PageBench.RunAsync(new Uri(address), officer, rest is [var path, ..] && path != "--json" ? path : "/c/plenary/room", rest.Contains("--json"));
                return 0;
            case ["latency", .. var rest]:
                await LatencyBench.RunAsync(rest is [var signed, ..] && signed != "--json" ? int.Parse(signed, System.Globalization.CultureInfo.InvariantCulture) : 300, rest.Contains("--json"));
                return 0;
            case ["search", .. var rest]:
                await SearchBench.RunAsync(rest is [var statements] ? int.Parse(statements, System.Globalization.CultureInfo.InvariantCulture) : 100_000);
                return 0;
            case ["peers", .. var rest]:
                await PeersBench.RunAsync(rest is [var blocks, ..] && blocks != "--json" ? int.Parse(blocks, System.Globalization.CultureInfo.InvariantCulture) : 300, rest.Contains("--json"));
                return 0;
            case ["standstill", .. var rest]:
                StandstillBench.Run(rest is [var acts] ? int.Parse(acts, System.Globalization.CultureInfo.InvariantCulture) : 20_000);
                return 0;
            case ["dialogue"]:
                DialogueBench.Run();
                return 0;
            case ["strategy", .. var rest]:
                return await StrategyBench.RunAsync(rest);
            case ["million", .. var rest]:
                return await MillionBench.RunAsync(rest);
            case ["officers", .. var rest]:
                return await OfficersBench.RunAsync(rest);
            default:
                Console.Error.WriteLine("expected: ingest [statements] [--json] | guard [statements] [--json] | latency [statements] [--json] | page ADDRESS OFFICER [PATH] [--json] | search [statements] | peers [statements] [--json] | standstill [ACTS] | dialogue | strategy [OPTIONS,DMS …] | million [FOLDER] [statements] [--json] | officers [FOLDER] [statements] [--json]");
                Console.Error.WriteLine("hint: bench/run does all of it");
                return 2;
        }
    }
}
