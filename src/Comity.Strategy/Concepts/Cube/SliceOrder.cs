using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>The rows of every slice, best first for the decision maker whose slices they are; sorted once, used by every pass.</summary>
/// <typeparam name="T">An unsigned integer with a bit more than the rows take: the highest bit marks the first row of each tier of equals.</typeparam>
internal sealed class SliceOrder<T>
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private const int CountingBits = 7;

    private readonly T[] _rows;
    private readonly SliceShape _shape;

    public SliceOrder(SliceShape shape, int[] ranks, CancellationToken cancellation)
    {
        _shape = shape;
        _rows = GC.AllocateUninitializedArray<T>(shape.Rows * shape.Slices);
        if (shape.RowBits <= CountingBits && shape.Slices >= Vector256<int>.Count)
        {
            Ranges.Run(shape.Slices / Vector256<int>.Count, shape.Rows * Vector256<int>.Count, (from, to) => Count(ranks, from, to), cancellation);
        }
        else
        {
            Ranges.Run(shape.Slices, shape.Rows, (from, to) => Sort(ranks, from, to), cancellation);
        }
    }

    public static T First { get; } = T.One << ((Unsafe.SizeOf<T>() * 8) - 1);

    public ReadOnlySpan<T> Of(int slice) => _rows.AsSpan(slice << _shape.RowBits, _shape.Rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(int[] ranks, int from, int to)
    {
        var keys = new long[_shape.Rows];
        for (var slice = from; slice < to; slice++)
        {
            var start = _shape.StartOf(slice);
            for (var row = 0; row < keys.Length; row++)
            {
                keys[row] = ((long)~ranks[start + _shape.Offsets[row]] << 32) | (uint)row;
            }

            keys.AsSpan().Sort();
            var order = _rows.AsSpan(slice << _shape.RowBits, keys.Length);
            for (var place = 0; place < keys.Length; place++)
            {
                var first = place == 0 || keys[place] >> 32 != keys[place - 1] >> 32;
                order[place] = T.CreateTruncating(keys[place]) | (first ? First : T.Zero);
            }
        }
    }

    /// <summary>Eight slices at a time: the place of a row is how many rows are better, or equal and before it. Short slices sort faster so.</summary>
    private void Count(int[] ranks, int from, int to)
    {
        var values = new Vector256<int>[_shape.Rows];
        var places = new Vector256<int>[_shape.Rows];
        var starts = new int[Vector256<int>.Count];
        for (var group = from; group < to; group++)
        {
            for (var lane = 0; lane < starts.Length; lane++)
            {
                starts[lane] = _shape.StartOf((group * starts.Length) + lane);
            }

            Load(ranks, starts, values);
            CountPlaces(values, places);
            for (var lane = 0; lane < starts.Length; lane++)
            {
                Place(((group * starts.Length) + lane) << _shape.RowBits, lane, values, places);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(int[] ranks, int[] starts, Vector256<int>[] values)
    {
        var contiguous = starts[^1] - starts[0] == starts.Length - 1;
        var lanes = MemoryMarshal.Cast<Vector256<int>, int>(values.AsSpan());
        for (var row = 0; row < values.Length; row++)
        {
            if (contiguous)
            {
                values[row] = Vector256.LoadUnsafe(ref ranks[starts[0] + _shape.Offsets[row]]);
                continue;
            }

            for (var lane = 0; lane < starts.Length; lane++)
            {
                lanes[(row * starts.Length) + lane] = ranks[starts[lane] + _shape.Offsets[row]];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountPlaces(Vector256<int>[] values, Vector256<int>[] places)
    {
        ref var value = ref MemoryMarshal.GetArrayDataReference(values);
        ref var place = ref MemoryMarshal.GetArrayDataReference(places);
        for (var row = 0; row < places.Length; row++)
        {
            Unsafe.Add(ref place, row) = Vector256.Create(row);
        }

        for (var a = 0; a < values.Length; a++)
        {
            var (mine, my) = (Unsafe.Add(ref value, a), Unsafe.Add(ref place, a));
            for (var b = a + 1; b < values.Length; b++)
            {
                // A later row that is better goes before this one: one place down for it, one up for the other. True is -1.
                var better = Vector256.GreaterThan(Unsafe.Add(ref value, b), mine);
                my -= better;
                Unsafe.Add(ref place, b) += better;
            }

            Unsafe.Add(ref place, a) = my;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(int start, int lane, Vector256<int>[] values, Vector256<int>[] places)
    {
        unchecked
        {
            ref var value = ref Unsafe.As<Vector256<int>, int>(ref MemoryMarshal.GetArrayDataReference(values));
            ref var place = ref Unsafe.As<Vector256<int>, int>(ref MemoryMarshal.GetArrayDataReference(places));
            ref var order = ref _rows[start];
            for (var row = 0; row < values.Length; row++)
            {
                Unsafe.Add(ref order, Unsafe.Add(ref place, (row << 3) + lane)) = T.CreateTruncating(row);
            }

            var before = -2;
            for (var at = 0; at < values.Length; at++)
            {
                ref var row = ref Unsafe.Add(ref order, at);
                var rank = Unsafe.Add(ref value, (int.CreateTruncating(row) << 3) + lane);
                row |= rank != before ? First : T.Zero;
                before = rank;
            }
        }
    }
}
