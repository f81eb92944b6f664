using System.Text.Json;
using Comity.Strategy.Cases;

namespace Comity.Tests.Strategy;

/// <summary>The cases that travel with the project.</summary>
internal static class StrategyCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cases", "strategy");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n != "scale").Order(StringComparer.Ordinal)];

    public static StrategyCase Read(string name)
    {
        var reading = CaseReader.Read(Bytes(name));
        Assert.True(reading.Case is not null, string.Join('\n', reading.Faults));
        return reading.Case;
    }

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static JsonElement Json(string name) => JsonDocument.Parse(Bytes(name)).RootElement;
}
