namespace Comity.Record.Tree;

/// <summary>The Merkle tree of a journal (RFC 6962 §2.1): appends, roots and proofs at any size it has had.</summary>
/// <remarks>
/// Keeps the hash of every complete subtree, two hashes a leaf, so that a root or a proof at any size costs O(log n) hashes.
/// Not safe for writing from several threads; readers may go on while one writer appends when they ask for sizes they have seen.
/// </remarks>
public sealed class MerkleTree
{
    // _levels[k][i] is the root of leaves [i·2^k, (i+1)·2^k), for complete subtrees only.
    private readonly List<List<Hash256>> _levels = [[]];

    public long Size => _levels[0].Count;

    // The root at the present size is asked for by every statement: computed once per append.
    private Hash256? _root;

    // The last root asked for of an earlier size; it never changes.
    private Asked? _asked;

    public TreeHead Head => new(Size, RootAt(Size));

    /// <summary>Roots of the complete subtrees that the leaves divide into, from the left, largest first: one for each one-bit of the size.</summary>
    internal IEnumerable<Hash256> CompleteSubtrees => Enumerable.Range(0, _levels.Count).Reverse().Where(level => (Size >> level & 1) == 1).Select(level => _levels[level][^1]);

    public void Append(StatementId id) => AppendLeaf(MerkleHashing.Leaf(id));

    /// <param name="leaf">The leaf's hash, not its data.</param>
    public void AppendLeaf(Hash256 leaf)
    {
        _root = null;
        _levels[0].Add(leaf);
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == _levels.Count)
            {
                _levels.Add([]);
            }

            var nodes = _levels[level];
            _levels[level + 1].Add(MerkleHashing.Node(nodes[^2], nodes[^1]));
        }
    }

    /// <summary>The root when the journal had this size.</summary>
    /// <param name="size">0 ≤ size ≤ <see cref="Size"/>.</param>
    public Hash256 RootAt(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? MerkleHashing.EmptyRoot : size == Size ? _root ??= RangeRoot(0, size) : Earlier(size);
    }

    // What others have seen of this journal they say again and again until they see more.
    private Hash256 Earlier(long size)
    {
        if (_asked is { } asked && asked.Size == size)
        {
            return asked.Root;
        }

        var root = RangeRoot(0, size);
        _asked = new Asked(size, root);
        return root;
    }

    // One reference, so that readers on other threads find a whole one.
    private sealed record Asked(long Size, Hash256 Root);

    /// <summary>The audit path of RFC 6962 §2.1.1, from the leaf's sibling upwards.</summary>
    /// <param name="index">0 ≤ index &lt; size.</param>
    /// <param name="size">index &lt; size ≤ <see cref="Size"/>.</param>
    public ValueList<Hash256> InclusionProof(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        var path = new List<Hash256>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var split = from + LargestPowerBelow(to - from);
            if (index < split)
            {
                path.Add(RangeRoot(split, to));
                to = split;
            }
            else
            {
                path.Add(RangeRoot(from, split));
                from = split;
            }
        }

        path.Reverse();
        return path.ToValueList();
    }

    /// <summary>The consistency proof of RFC 6962 §2.1.2 between two sizes of this journal; empty when they are equal.</summary>
    /// <param name="first">1 ≤ first ≤ second.</param>
    /// <param name="second">first ≤ second ≤ <see cref="Size"/>.</param>
    public ValueList<Hash256> ConsistencyProof(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, Size);
        var path = new List<Hash256>();
        var (from, to, wanted) = (0L, second, first);
        var isWholeOfFirst = true;
        while (wanted != to - from)
        {
            var split = LargestPowerBelow(to - from);
            if (wanted <= split)
            {
                path.Add(RangeRoot(from + split, to));
                to = from + split;
            }
            else
            {
                path.Add(RangeRoot(from, from + split));
                from += split;
                wanted -= split;
                isWholeOfFirst = false;
            }
        }

        if (!isWholeOfFirst)
        {
            path.Add(RangeRoot(from, to));
        }

        path.Reverse();
        return path.ToValueList();
    }

    // from is a multiple of the largest power of two at or below the range, as the recursion of the RFC keeps it.
    private Hash256 RangeRoot(long from, long to)
    {
        var root = default(Hash256?);
        var end = to;
        while (end > from)
        {
            var level = Math.Min(long.TrailingZeroCount(end), long.Log2(end - from));
            var width = 1L << (int)level;
            var node = _levels[(int)level][(int)((end - width) >> (int)level)];
            root = root is { } right ? MerkleHashing.Node(node, right) : node;
            end -= width;
        }

        return root!.Value;
    }

    private static long LargestPowerBelow(long count) => 1L << (int)long.Log2(count - 1);
}
