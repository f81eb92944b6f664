using System.Globalization;

namespace Comity.Cli.Strategy;

/// <summary>An amount of memory as people write it: <c>4GiB</c>, <c>1.5 GiB</c>, <c>800MB</c>, or bytes.</summary>
internal static class MemorySize
{
    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var (unit, factor) = Array.Find(Units, u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase)) is { Unit: not null } found ? found : ("", 1);
        if (!double.TryParse(text[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount * factor is not (>= 1 and < 1L << 62))
        {
            return false;
        }

        bytes = (long)(amount * factor);
        return true;
    }
}
