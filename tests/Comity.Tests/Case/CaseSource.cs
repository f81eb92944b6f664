using System.Text.Json;

namespace Comity.Tests.Case;

/// <summary>The files of the case, read plainly and apart from the loader, so that the one can be checked against the other.</summary>
internal static class CaseSource
{
    public static JsonElement Chronology { get; } = Read("chronology.json").GetProperty("entries");

    public static JsonElement Map { get; } = Read("case-map.json");

    public static JsonElement Ledger { get; } = Read("ledger.json");

    public static IReadOnlyList<JsonElement> Memo { get; } = [.. Map.GetProperty("memo").GetProperty("entries").EnumerateArray()];

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static IReadOnlyList<string> Texts(this JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

    private static JsonElement Read(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "cases", "japan-korea", file)));
}
