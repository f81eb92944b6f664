using System.Runtime.InteropServices;

namespace Comity.Bench;

/// <summary>What is claimed of speed, measured: each run prints the machine, the figures, and a limit or peer measured beside them.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        switch (args)
        {
            case ["ingest", .. var rest]:
                await IngestBench.RunAsync(rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 10_000);
                return 0;
            case ["page", var address, var officer, .. var rest]:
                await PageBench.RunAsync(new Uri(address), officer, rest is [var path] ? path : "/c/plenary/room");
                return 0;
            default:
                Console.Error.WriteLine("expected: ingest [statements] | page ADDRESS OFFICER [PATH]");
                Console.Error.WriteLine("hint: bench/run does all of it");
                return 2;
        }
    }
}
