using System.Collections.Frozen;
using System.Text.Json;

namespace Comity.Node.Shared;

/// <summary>The outlines named in Icons.txt, each the inside of a 24 by 24 SVG element.</summary>
public static class Icons
{
    private static readonly Lazy<FrozenDictionary<string, string>> Outlines = new(Read);

    /// <summary>Ordinal order.</summary>
    public static IEnumerable<string> Names => Outlines.Value.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The icon is not in Icons.txt.</exception>
    public static string Outline(string name) => Outlines.Value.TryGetValue(name, out var outline)
        ? outline
        : throw new ArgumentException($"No icon '{name}': add its name to src/Comity.Node/Shared/Icons.txt.", nameof(name));

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(Icons).Assembly.GetManifestResourceStream("icons.json")
            ?? throw new InvalidOperationException("The build left out the icons (Vendor.targets).");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
