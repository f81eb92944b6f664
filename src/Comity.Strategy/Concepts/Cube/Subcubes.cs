using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>
/// Replaces the value of each combination by the least or the largest over all that a set of options, changed at once within their directions,
/// makes of it, itself included. One sweep per option instead of a list of moves: 2^k moves cost k steps.
/// </summary>
/// <remarks>The array holds a value per combination of options, 2^n of them, option k being bit k of the index.</remarks>
internal sealed class Subcubes(ulong rising, ulong falling, CancellationToken cancellation)
{
    private const int BlockBits = 12;   // 16 KiB of values: half a first-level cache
    private const int LaneBits = 3;     // 8 values in a vector

    public void Least(int[] values, ulong options) => Sweep<Lesser>(values, options);

    public void Largest(int[] values, ulong options) => Sweep<Larger>(values, options);

    private void Sweep<TChoice>(int[] values, ulong options)
        where TChoice : struct, IChoice
    {
        var bits = Enumerable.Range(0, 64).Where(k => ((options & (rising | falling)) >> k & 1) != 0).ToArray();
        var block = Math.Min(1 << BlockBits, values.Length);
        int[] low = [.. bits.Where(k => 1 << k < block)];
        if (low.Length > 0)
        {
            Ranges.Run(values.Length / block, block, (from, to) =>
            {
                for (var b = from; b < to; b++)
                {
                    foreach (var k in low)
                    {
                        InBlock<TChoice>(values.AsSpan(b * block, block), k);
                    }
                }
            }, cancellation);
        }

        // Rows of a high option lie a power of two apart and would push one another out of the cache: three options at a time stay in registers.
        foreach (var three in bits.Where(k => 1 << k >= block).Chunk(3))
        {
            var rest = three.Aggregate((ulong)(values.Length - 1) & ~(ulong)(block - 1), (mask, k) => mask & ~(1UL << k));
            Ranges.Run(values.Length >> (BlockBits + three.Length), (long)block << three.Length, (from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    Rows<TChoice>(values, (int)Bits.Deposit((ulong)row, rest), block, three);
                }
            }, cancellation);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void InBlock<TChoice>(Span<int> block, int k)
        where TChoice : struct, IChoice
    {
        var (up, down) = (Allowed(rising, k), Allowed(falling, k));
        ref var first = ref MemoryMarshal.GetReference(block);
        if (block.Length < Vector256<int>.Count)
        {
            Singly<TChoice>(block, k);
        }
        else if (k < LaneBits)
        {
            var lanes = Vector256.Equals(LaneNumbers & Vector256.Create(1 << k), Vector256<int>.Zero);
            var may = Vector256.ConditionalSelect(lanes, up, down);
            for (nuint at = 0; at < (nuint)block.Length; at += (nuint)Vector256<int>.Count)
            {
                var here = Vector256.LoadUnsafe(ref first, at);
                Vector256.ConditionalSelect(may, TChoice.Of(here, Swapped(here, k)), here).StoreUnsafe(ref first, at);
            }
        }
        else
        {
            var step = (nuint)1 << k;
            for (nuint row = 0; row < (nuint)block.Length; row += 2 * step)
            {
                for (var at = row; at < row + step; at += (nuint)Vector256<int>.Count)
                {
                    var (low, high) = Choose<TChoice>(Vector256.LoadUnsafe(ref first, at), Vector256.LoadUnsafe(ref first, at + step), up, down);
                    low.StoreUnsafe(ref first, at);
                    high.StoreUnsafe(ref first, at + step);
                }
            }
        }
    }

    /// <param name="options">One to three, each beyond the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rows<TChoice>(int[] values, int start, int block, int[] options)
        where TChoice : struct, IChoice
    {
        ref var first = ref values[start];
        nuint a = (nuint)1 << options[0], b = (nuint)1 << options[^1], c = options.Length == 3 ? (nuint)1 << options[1] : 0;
        var (upA, downA) = (Allowed(rising, options[0]), Allowed(falling, options[0]));
        var (upB, downB) = (Allowed(rising, options[^1]), Allowed(falling, options[^1]));
        var (upC, downC) = options.Length == 3 ? (Allowed(rising, options[1]), Allowed(falling, options[1])) : default;
        for (nuint at = 0; at < (nuint)block; at += (nuint)Vector256<int>.Count)
        {
            var (v0, v1) = Choose<TChoice>(Vector256.LoadUnsafe(ref first, at), Vector256.LoadUnsafe(ref first, at + a), upA, downA);
            if (options.Length > 1)
            {
                var (v2, v3) = Choose<TChoice>(Vector256.LoadUnsafe(ref first, at + b), Vector256.LoadUnsafe(ref first, at + a + b), upA, downA);
                (v0, v2) = Choose<TChoice>(v0, v2, upB, downB);
                (v1, v3) = Choose<TChoice>(v1, v3, upB, downB);
                if (options.Length == 3)
                {
                    var (v4, v5) = Choose<TChoice>(Vector256.LoadUnsafe(ref first, at + c), Vector256.LoadUnsafe(ref first, at + a + c), upA, downA);
                    var (v6, v7) = Choose<TChoice>(Vector256.LoadUnsafe(ref first, at + b + c), Vector256.LoadUnsafe(ref first, at + a + b + c), upA, downA);
                    (v4, v6) = Choose<TChoice>(v4, v6, upB, downB);
                    (v5, v7) = Choose<TChoice>(v5, v7, upB, downB);
                    (v0, v4) = Choose<TChoice>(v0, v4, upC, downC);
                    (v1, v5) = Choose<TChoice>(v1, v5, upC, downC);
                    (v2, v6) = Choose<TChoice>(v2, v6, upC, downC);
                    (v3, v7) = Choose<TChoice>(v3, v7, upC, downC);
                    v4.StoreUnsafe(ref first, at + c);
                    v5.StoreUnsafe(ref first, at + a + c);
                    v6.StoreUnsafe(ref first, at + b + c);
                    v7.StoreUnsafe(ref first, at + a + b + c);
                }

                v2.StoreUnsafe(ref first, at + b);
                v3.StoreUnsafe(ref first, at + a + b);
            }

            v0.StoreUnsafe(ref first, at);
            v1.StoreUnsafe(ref first, at + a);
        }
    }

    private void Singly<TChoice>(Span<int> values, int k)
        where TChoice : struct, IChoice
    {
        for (var low = 0; low < values.Length; low++)
        {
            var high = low | 1 << k;
            if (low != high)
            {
                var chosen = TChoice.Of(Vector256.CreateScalar(values[low]), Vector256.CreateScalar(values[high])).ToScalar();
                values[low] = (rising >> k & 1) != 0 ? chosen : values[low];
                values[high] = (falling >> k & 1) != 0 ? chosen : values[high];
            }
        }
    }

    private static Vector256<int> LaneNumbers => Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    private static Vector256<int> Allowed(ulong directions, int k) => Vector256.Create((directions >> k & 1) != 0 ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Choose<TChoice>(Vector256<int> low, Vector256<int> high, Vector256<int> up, Vector256<int> down)
        where TChoice : struct, IChoice
    {
        var chosen = TChoice.Of(low, high);
        return (Vector256.ConditionalSelect(up, chosen, low), Vector256.ConditionalSelect(down, chosen, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Swapped(Vector256<int> values, int k) => k switch
    {
        0 => Vector256.Shuffle(values, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)),
        1 => Vector256.Shuffle(values, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)),
        _ => Vector256.Shuffle(values, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)),
    };

    private interface IChoice
    {
        static abstract Vector256<int> Of(Vector256<int> a, Vector256<int> b);
    }

    private readonly struct Lesser : IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Of(Vector256<int> a, Vector256<int> b) => Vector256.Min(a, b);
    }

    private readonly struct Larger : IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Of(Vector256<int> a, Vector256<int> b) => Vector256.Max(a, b);
    }
}
