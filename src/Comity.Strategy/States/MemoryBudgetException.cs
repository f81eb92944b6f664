using System.Globalization;

namespace Comity.Strategy.States;

/// <summary>The work would need more memory than it was given. Nothing was begun: give more, or make the model smaller.</summary>
public sealed class MemoryBudgetException(MemoryNeed need, long budget) : Exception(Words(need, budget))
{
    public MemoryNeed Need { get; } = need;

    /// <summary>Bytes.</summary>
    public long Budget { get; } = budget;

    private static string Words(MemoryNeed need, long budget)
    {
        var states = string.Create(CultureInfo.InvariantCulture, $"{(need.IsExact ? "" : "at least ")}{need.States} states");
        return need.States > (UInt128)Array.MaxLength
            ? $"expected at most {Array.MaxLength} states, found {states}: no memory suffices; nothing was computed"
            : $"expected a need of at most {MemoryNeed.Text((UInt128)budget)}, found {MemoryNeed.Text(need.Bytes)} for {states}; nothing was computed";
    }
}
