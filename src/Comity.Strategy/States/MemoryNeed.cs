using System.Globalization;
using Comity.Strategy.Models;

namespace Comity.Strategy.States;

/// <summary>What a computation will hold, worked out before it begins.</summary>
/// <param name="States">Feasible combinations of options.</param>
/// <param name="IsExact">False when there may be more states: they could not be counted in bounded time.</param>
/// <param name="BytesPerState">Bytes of memory for each of them.</param>
public sealed record MemoryNeed(UInt128 States, bool IsExact, long BytesPerState)
{
    /// <summary>4 GiB.</summary>
    public const long DefaultBudget = 4L << 30;

    public UInt128 Bytes => States * (UInt128)BytesPerState;

    /// <exception cref="MemoryBudgetException">More bytes are needed than the budget, or more states than an index can tell apart.</exception>
    public void Check(long budget)
    {
        if (Bytes > (UInt128)budget || States > (UInt128)Array.MaxLength)
        {
            throw new MemoryBudgetException(this, budget);
        }
    }

    /// <summary>Bytes in the largest unit that keeps the number readable: <c>1.5 GiB</c>; rounded up, so that the amount named suffices.</summary>
    public static string Text(UInt128 bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB"];
        var unit = 0;
        var size = (double)bytes;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
        {
            size /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? size : Math.Ceiling(size * 10) / 10):0.#} {units[unit]}");
    }

    internal static MemoryNeed OfStates(StrategyModel model, UInt128 states, bool exact)
    {
        var isCube = exact && states == UInt128.One << model.Options.Count && model.Merged.Count == 0;
        return new(states, exact, isCube ? 1 : model.Merged.Count == 0 ? 16 : 36);
    }
}
