using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>Improvements of one decision maker, slice by slice: down the sorted rows of a slice the least value so far is what an improvement leads to.</summary>
internal sealed class Improvements<T> : IImprovements
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private const int TileStates = 1 << 11;   // 16 KiB of pairs: half a first-level cache
    private const int LineStates = 8;         // a cache line
    private const int NearStates = 1 << 12;   // slices within so many states need no tile

    private readonly SliceShape _shape;
    private readonly SliceOrder<T> _order;
    private readonly CancellationToken _cancellation;
    private readonly int _width;     // slices to a tile; 1: no tile
    private readonly int[] _near;    // offsets of rows within a tile
    private readonly int _run;       // slices of a tile that lie side by side

    public Improvements(SliceShape shape, int[] ranks, CancellationToken cancellation)
    {
        (_shape, _cancellation) = (shape, cancellation);
        _order = new(shape, ranks, cancellation);
        _width = shape.Offsets[^1] < NearStates ? 1 : Math.Min(Math.Max(TileStates >> shape.RowBits, LineStates), shape.Slices);
        _near = [.. Enumerable.Range(0, shape.Rows).Select(row => row * _width)];
        _run = Math.Min(_width, 1 << BitOperations.TrailingZeroCount(shape.Own));
    }

    public bool Lower(long[] pairs)
    {
        var fell = 0;
        Ranges.Run(_shape.Slices / _width, (long)_shape.Rows * _width, (from, to) =>
        {
            if (_width == 1 ? LowerInPlace(pairs, from, to) : LowerInTiles(pairs, from, to))
            {
                Interlocked.Exchange(ref fell, 1);
            }
        }, _cancellation);
        return fell != 0;
    }

    private bool LowerInPlace(long[] pairs, int from, int to)
    {
        var fell = false;
        var table = new Vector128<int>[1 << _shape.OneWayBits];
        var start = (ulong)_shape.StartOf(from);
        for (var slice = from; slice < to; slice++)
        {
            fell |= Lower(ref pairs[start], _shape.Offsets, slice, table);
            start = unchecked((start | _shape.Own) + 1) & _shape.Others;
        }

        return fell;
    }

    // Rows far apart by a power of two would push one another out of the cache: they are brought together, lowered and put back.
    private bool LowerInTiles(long[] pairs, int from, int to)
    {
        var fell = false;
        var table = new Vector128<int>[1 << _shape.OneWayBits];
        var tile = new long[_shape.Rows * _width];
        var starts = new int[_width / _run];
        for (var at = from; at < to; at++)
        {
            for (var run = 0; run < starts.Length; run++)
            {
                starts[run] = _shape.StartOf((at * _width) + (run * _run));
            }

            Copy(pairs, tile, starts, back: false);
            var changed = false;
            for (var column = 0; column < _width; column++)
            {
                changed |= Lower(ref tile[column], _near, (at * _width) + column, table);
            }

            if (changed)
            {
                Copy(pairs, tile, starts, back: true);
                fell = true;
            }
        }

        return fell;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(long[] pairs, long[] tile, int[] starts, bool back)
    {
        for (var row = 0; row < _near.Length; row++)
        {
            for (var run = 0; run < starts.Length; run++)
            {
                var far = pairs.AsSpan(starts[run] + _shape.Offsets[row], _run);
                var near = tile.AsSpan(_near[row] + (run * _run), _run);
                if (back)
                {
                    near.CopyTo(far);
                }
                else
                {
                    far.CopyTo(near);
                }
            }
        }
    }

    private bool Lower(ref long first, int[] offsets, int slice, Vector128<int>[] table) => _shape.OneWayBits == 0
        ? LowerReversible(ref first, offsets, _order.Of(slice))
        : LowerOneWay(ref first, offsets, _order.Of(slice), table);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool LowerReversible(ref long first, int[] offsets, ReadOnlySpan<T> order)
    {
        unchecked
        {
            ref var entry = ref MemoryMarshal.GetReference(order);
            ref var offset = ref MemoryMarshal.GetArrayDataReference(offsets);
            var all = Vector128.Create(int.MaxValue);
            var (better, least, fell) = (all, all, Vector128<int>.Zero);
            for (nint at = 0; at < order.Length; at++)
            {
                var row = uint.CreateTruncating(Unsafe.Add(ref entry, at));
                if (row >= uint.CreateTruncating(SliceOrder<T>.First))
                {
                    better = least;
                }

                ref var pair = ref Unsafe.Add(ref first, Unsafe.Add(ref offset, (nint)(row & (uint.CreateTruncating(SliceOrder<T>.First) - 1))));
                var before = Vector128.CreateScalarUnsafe(pair).AsInt32();
                var after = Vector128.Min(before, better);
                least = Vector128.Min(least, before);
                fell |= before ^ after;
                pair = after.AsInt64().ToScalar();
            }

            return fell.AsInt64().ToScalar() != 0;
        }
    }

    /// <summary>As above, with a least value per set of irreversible steps: a row is entered for all whose steps are among its own, since these can reach it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool LowerOneWay(ref long first, int[] offsets, ReadOnlySpan<T> order, Vector128<int>[] table)
    {
        Array.Fill(table, Vector128.Create(int.MaxValue));
        var fell = false;
        for (var at = 0; at < order.Length;)
        {
            // Equals do not improve on one another: all of a tier are lowered before any is entered.
            var tier = at;
            do
            {
                var row = RowOf(order[at]);
                ref var pair = ref Unsafe.Add(ref first, offsets[row]);
                var before = Vector128.CreateScalarUnsafe(pair).AsInt32();
                var after = Vector128.Min(before, table[_shape.OneWay[row]]).AsInt64().ToScalar();
                fell |= pair != after;
                pair = after;
                at++;
            }
            while (at < order.Length && (order[at] & SliceOrder<T>.First) == T.Zero);

            for (; tier < at; tier++)
            {
                var row = RowOf(order[tier]);
                Enter(table, _shape.OneWay[row], Vector128.CreateScalarUnsafe(Unsafe.Add(ref first, offsets[row])).AsInt32());
            }
        }

        return fell;
    }

    private static int RowOf(T entry) => int.CreateTruncating(entry & ~SliceOrder<T>.First);

    private static void Enter(Vector128<int>[] table, int steps, Vector128<int> value)
    {
        for (var subset = steps; ; subset = (subset - 1) & steps)
        {
            table[subset] = Vector128.Min(table[subset], value);
            if (subset == 0)
            {
                return;
            }
        }
    }
}
