using System.Numerics;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Strategy.States;

/// <summary>Counts and lists feasible states by branching on options, never by trying all combinations of 64.</summary>
internal static class FeasibleStates
{
    private const int MaxBranches = 200_000;

    /// <param name="within">Only states that match it are counted.</param>
    /// <returns>The number, or when the patterns are too entangled for a bounded search, a number it is not below.</returns>
    public static (UInt128 Count, bool IsExact) Count(StrategyModel model, Pattern within, CancellationToken cancellation)
    {
        var branches = MaxBranches;
        var free = Bits.Low(model.Options.Count) & ~within.Mask;
        var patterns = model.Infeasible.Where(p => p.Meets(within)).Select(p => new Pattern(p.Mask & ~within.Mask, p.Value & ~within.Mask)).ToArray();
        var count = Count(free, patterns, ref branches, cancellation);
        return (count, branches > 0);
    }

    /// <summary>All feasible states in ascending order.</summary>
    /// <param name="expected">How many there may be; only a hint for space.</param>
    /// <param name="most">Stops after so many and one more.</param>
    public static ulong[] List(StrategyModel model, long expected, long most, CancellationToken cancellation)
    {
        var states = new List<ulong>((int)Math.Min(expected, Array.MaxLength));
        var options = model.Options.Count;
        if (options is >= 6 and < 62 && expected > 0 && 1L << options <= expected * OptionWords.States)
        {
            Sift(options, new Condition.AnyOf(model.Infeasible), states, most, cancellation);
        }
        else
        {
            List(0, options, [.. model.Infeasible], states, most, cancellation);
        }

        return states.Count == states.Capacity ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(states).ToArray() : [.. states];
    }

    private static UInt128 Count(ulong free, Pattern[] patterns, ref int branches, CancellationToken cancellation)
    {
        if (patterns.Length == 0)
        {
            return UInt128.One << BitOperations.PopCount(free);
        }

        var next = patterns.MinBy(p => BitOperations.PopCount(p.Mask));
        if (next.Mask == 0 || --branches <= 0)
        {
            return 0;
        }

        cancellation.ThrowIfCancellationRequested();
        var bit = next.Mask & (~next.Mask + 1);
        return Count(free & ~bit, Without(patterns, bit, 0), ref branches, cancellation)
            + Count(free & ~bit, Without(patterns, bit, bit), ref branches, cancellation);
    }

    // Where one combination in 64 or more is feasible, looking at all of them is faster than branching.
    private static void Sift(int options, Condition infeasible, List<ulong> states, long most, CancellationToken cancellation)
    {
        Span<ulong> words = stackalloc ulong[options];
        for (var first = 0UL; first < 1UL << options && states.Count <= most; first += OptionWords.States)
        {
            cancellation.ThrowIfCancellationRequested();
            OptionWords.Of(first, words);
            for (var left = ~infeasible.Holds(words); left != 0; left &= left - 1)
            {
                states.Add(first + (ulong)BitOperations.TrailingZeroCount(left));
            }
        }
    }

    private static void List(ulong prefix, int open, Pattern[] patterns, List<ulong> states, long most, CancellationToken cancellation)
    {
        if (patterns.Length == 0)
        {
            for (ulong low = 0; low <= Bits.Low(open) && states.Count <= most; low++)
            {
                states.Add(prefix | low);
            }

            return;
        }

        if (states.Count > most || Array.Exists(patterns, p => p.Mask == 0))
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        var bit = 1UL << (open - 1);
        List(prefix, open - 1, Without(patterns, bit, 0), states, most, cancellation);
        List(prefix | bit, open - 1, Without(patterns, bit, bit), states, most, cancellation);
    }

    // What the patterns still ask for once one option is settled.
    private static Pattern[] Without(Pattern[] patterns, ulong bit, ulong value) =>
        [.. patterns.Where(p => (p.Mask & bit) == 0 || (p.Value & bit) == value).Select(p => new Pattern(p.Mask & ~bit, p.Value & ~bit))];
}
