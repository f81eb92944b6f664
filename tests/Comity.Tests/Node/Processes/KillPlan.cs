using System.Globalization;
using Xunit.Abstractions;

namespace Comity.Tests.Node.Processes;

/// <summary>How often the drills kill, and where. COMITY_KILLS is shared among them; COMITY_SEED repeats a run.</summary>
internal static class KillPlan
{
    public const string AtRandom = "-";

    public static IEnumerable<string> Points<T>() where T : struct, Enum => Enum.GetValues<T>().Select(point => KillingAt.NameOf(point));

    /// <param name="ofAll">The drill's share of COMITY_KILLS.</param>
    /// <param name="atLeast">Kills of a usual run.</param>
    public static (int Kills, int Seed) Read(ITestOutputHelper output, double ofAll, int atLeast)
    {
        var kills = Environment.GetEnvironmentVariable("COMITY_KILLS") is { } all ? (int)Math.Ceiling(int.Parse(all, CultureInfo.InvariantCulture) * ofAll) : atLeast;
        var seed = Environment.GetEnvironmentVariable("COMITY_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
        output.WriteLine($"kills {kills}, COMITY_SEED={seed}");
        return (kills, seed);
    }
}
