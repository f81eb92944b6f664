using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Comity.Strategy.States;

namespace Comity.Strategy.Preferences;

/// <summary>Ranks by option prioritisation: each statement doubles what the more important ones made and adds whether it holds.</summary>
/// <remarks>64 states at a time: a word per option, a word per statement, then a number per state.</remarks>
internal static class StatementRanks
{
    private const int MaxBits = 31;
    private const int BlockStates = OptionWords.States;

    public static int[] Of(StatementOrder order, StateSpace states, CancellationToken cancellation)
    {
        var ranks = new int[states.Count];
        var bits = 0;
        for (var first = 0; first < order.Statements.Count;)
        {
            if (bits == MaxBits)
            {
                bits = Compress(ranks);
            }

            var count = Math.Min(MaxBits - bits, order.Statements.Count - first);
            if (count == 0)
            {
                throw new NotSupportedException("more states in strict order than an integer can number");
            }

            Add([.. order.Statements.Skip(first).Take(count).Select(s => s.Condition)], states, ranks, cancellation);
            (first, bits) = (first + count, bits + count);
        }

        return ranks;
    }

    private static void Add(Condition[] conditions, StateSpace states, int[] ranks, CancellationToken cancellation) =>
        Ranges.Run((ranks.Length + BlockStates - 1) / BlockStates, BlockStates, (from, to) =>
        {
            Span<ulong> options = stackalloc ulong[states.Model.Options.Count];
            Span<ulong> holds = stackalloc ulong[conditions.Length];
            Span<int> part = stackalloc int[BlockStates];
            for (var block = from; block < to; block++)
            {
                Options(states, block * BlockStates, options);
                for (var j = 0; j < conditions.Length; j++)
                {
                    holds[j] = conditions[j].Holds(options);
                }

                var here = ranks.AsSpan(block * BlockStates, Math.Min(BlockStates, ranks.Length - (block * BlockStates)));
                here.CopyTo(part);
                Count(holds, part);
                part[..here.Length].CopyTo(here);
            }
        }, cancellation);

    private static void Options(StateSpace states, int first, Span<ulong> options)
    {
        if (states.IsCube)
        {
            OptionWords.Of((ulong)first, options);
            return;
        }

        options.Clear();
        var count = Math.Min(BlockStates, states.Count - first);
        for (var s = 0; s < count; s++)
        {
            for (var k = 0; k < options.Length; k++)
            {
                options[k] |= (states[first + s] >> k & 1) << s;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<ulong> holds, Span<int> ranks)
    {
        var bit = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        ref var first = ref MemoryMarshal.GetReference(ranks);
        for (var at = 0; at < BlockStates; at += 2 * Vector256<int>.Count)
        {
            var (low, high) = (Vector256.LoadUnsafe(ref first, (nuint)at), Vector256.LoadUnsafe(ref first, (nuint)at + 8));
            foreach (var word in holds)
            {
                // True is -1: doubled, and one more where it holds.
                var bits = Vector256.Create(unchecked((int)(word >> at)));
                low = low + low - Vector256.Equals(bits & bit, bit);
                bits = Vector256.ShiftRightLogical(bits, 8);
                high = high + high - Vector256.Equals(bits & bit, bit);
            }

            low.StoreUnsafe(ref first, (nuint)at);
            high.StoreUnsafe(ref first, (nuint)at + 8);
        }
    }

    /// <summary>The same order with the smallest numbers.</summary>
    /// <returns>How many bits the largest takes.</returns>
    private static int Compress(int[] ranks)
    {
        var distinct = (int[])ranks.Clone();
        distinct.AsSpan().Sort();
        var count = Distinct(distinct);
        for (var s = 0; s < ranks.Length; s++)
        {
            ranks[s] = Array.BinarySearch(distinct, 0, count, ranks[s]);
        }

        return 32 - int.LeadingZeroCount(count - 1);
    }

    // Of sorted numbers the different ones, moved to the front.
    private static int Distinct(int[] sorted)
    {
        var count = 1;
        for (var at = 1; at < sorted.Length; at++)
        {
            if (sorted[at] != sorted[count - 1])
            {
                sorted[count++] = sorted[at];
            }
        }

        return count;
    }
}
