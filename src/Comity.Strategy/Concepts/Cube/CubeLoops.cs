using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>The plain loops over parts of the cube. All spans of one call have the same length.</summary>
internal static class CubeLoops
{
    /// <summary>Lowers each value to the rank beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lesser(ReadOnlySpan<int> ranks, Span<int> values)
    {
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = Math.Min(ranks[s], values[s]);
        }
    }

    /// <summary>Puts a value where the rank is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bar(ReadOnlySpan<int> ranks, Span<int> values, int barred)
    {
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = ranks[s] < 0 ? barred : values[s];
        }
    }

    /// <summary>Puts a value twice where the rank is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bar(ReadOnlySpan<int> ranks, Span<long> pairs, int barred)
    {
        for (var s = 0; s < pairs.Length; s++)
        {
            pairs[s] = ranks[s] < 0 ? Pair(barred, barred) : pairs[s];
        }
    }

    /// <summary>Lays two values side by side, the first in the lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join(ReadOnlySpan<int> low, ReadOnlySpan<int> high, Span<long> pairs)
    {
        for (var s = 0; s < pairs.Length; s++)
        {
            pairs[s] = Pair(low[s], high[s]);
        }
    }

    /// <summary>The lesser of each rank and one half of the pair beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LesserOfPairs(ReadOnlySpan<int> ranks, ReadOnlySpan<long> pairs, bool high, Span<int> values)
    {
        var shift = high ? 32 : 0;
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = Math.Min(ranks[s], unchecked((int)(pairs[s] >> shift)));
        }
    }

    /// <summary>Sets a bit per state whose value is not above its rank.</summary>
    /// <param name="from">The first word of 64 states, <paramref name="to"/> the one after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NotAbove(ReadOnlySpan<int> values, ReadOnlySpan<int> ranks, Span<ulong> words, int from, int to)
    {
        for (var word = from; word < to; word++)
        {
            var first = word << 6;
            var count = Math.Min(64, values.Length - first);
            ulong above = 0;
            if (count == 64)
            {
                ref var value = ref Unsafe.AsRef(in values[first]);
                ref var rank = ref Unsafe.AsRef(in ranks[first]);
                for (var s = 0; s < 64; s += Vector256<int>.Count)
                {
                    above |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref value, (nuint)s), Vector256.LoadUnsafe(ref rank, (nuint)s)).ExtractMostSignificantBits() << s;
                }
            }
            else
            {
                for (var s = 0; s < count; s++)
                {
                    above |= values[first + s] > ranks[first + s] ? 1UL << s : 0;
                }
            }

            words[word] = ~above & States.Bits.Low(count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Pair(int low, int high) => unchecked(((long)high << 32) | (uint)low);
}
