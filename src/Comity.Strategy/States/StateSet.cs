using System.Numerics;

namespace Comity.Strategy.States;

/// <summary>A set of states of one space, a bit each. Filled by who makes it, then only read.</summary>
public sealed class StateSet
{
    private readonly ulong[] _words;

    internal StateSet(int size)
    {
        Size = size;
        _words = new ulong[(size + 63) / 64];
    }

    /// <summary>How many states the space has.</summary>
    public int Size { get; }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    internal Span<ulong> Words => _words;

    public bool Contains(int state) => state >= 0 && state < Size && (_words[state >> 6] >> state & 1) != 0;

    /// <summary>The states in it, ascending.</summary>
    public IEnumerable<int> States()
    {
        for (var at = 0; at < _words.Length; at++)
        {
            for (var left = _words[at]; left != 0; left &= left - 1)
            {
                yield return (at << 6) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public static StateSet Of(int size, IEnumerable<int> states)
    {
        var set = new StateSet(size);
        foreach (var state in states)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(state);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, size);
            set.Add(state);
        }

        return set;
    }

    /// <summary>States in every one of the sets. Requires at least one, all of one size.</summary>
    public static StateSet InAll(IReadOnlyList<StateSet> sets)
    {
        var all = new StateSet(sets[0].Size);
        sets[0]._words.CopyTo(all._words, 0);
        foreach (var set in sets.Skip(1))
        {
            for (var at = 0; at < all._words.Length; at++)
            {
                all._words[at] &= set._words[at];
            }
        }

        return all;
    }

    internal void Add(int state) => _words[state >> 6] |= 1UL << state;
}
