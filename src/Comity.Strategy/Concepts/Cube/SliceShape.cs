using System.Numerics;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>
/// How a decision maker's options cut the cube: a slice is the combinations that differ in its options only, a row one setting of these.
/// Slices are numbered as the settings of all other options, rows as those of its own, lowest option first.
/// </summary>
internal sealed class SliceShape
{
    /// <param name="own">The options that it can change at all, as bits.</param>
    /// <param name="options">How many options the model has; at most 30.</param>
    public SliceShape(ulong own, ulong rising, ulong falling, int options)
    {
        Own = own;
        RowBits = BitOperations.PopCount(own);
        Rows = 1 << RowBits;
        Slices = 1 << (options - RowBits);
        Others = Bits.Low(options) & ~own;
        Offsets = [.. Enumerable.Range(0, Rows).Select(row => (int)Bits.Deposit((ulong)row, own))];
        var oneWay = own & ~(rising & falling);
        OneWayBits = BitOperations.PopCount(oneWay);
        OneWay = OneWayBits == 0 ? [] : [.. Offsets.Select(offset => StepsTaken((ulong)offset, oneWay, rising))];
    }

    public ulong Own { get; }

    public ulong Others { get; }

    public int RowBits { get; }

    public int Rows { get; }

    public int Slices { get; }

    /// <summary>Where a row lies behind the first of its slice.</summary>
    public int[] Offsets { get; }

    /// <summary>How many of the options change in one direction only.</summary>
    public int OneWayBits { get; }

    /// <summary>Per row: which irreversible steps have been taken, a bit each. A row is in reach of those whose steps are among its own. Empty when all options are reversible.</summary>
    public int[] OneWay { get; }

    /// <summary>Where a slice's first row lies.</summary>
    public int StartOf(int slice) => (int)Bits.Deposit((ulong)slice, Others);

    private static int StepsTaken(ulong row, ulong oneWay, ulong rising)
    {
        int steps = 0, at = 0;
        for (var left = oneWay; left != 0; left &= left - 1, at++)
        {
            var bit = left & (~left + 1);
            steps |= (row & bit) != 0 == ((rising & bit) != 0) ? 1 << at : 0;
        }

        return steps;
    }
}
