namespace Comity.Record.Tree;

/// <summary>The roots of a tree's complete subtrees from the left, largest first: enough to append leaves and to say the root.</summary>
/// <remarks>One hash for each one-bit of the size, so O(log n) of memory; the "compact range" of transparency logs. A copy: the tree it came from stays as it is.</remarks>
public sealed class CompactRange
{
    // From the left, largest subtree first; as in binary addition a new leaf carries into the last ones.
    private readonly List<Hash256> _nodes = [];

    private CompactRange(IEnumerable<Hash256> nodes, long size)
    {
        _nodes.AddRange(nodes);
        Size = size;
    }

    public long Size { get; private set; }

    /// <summary>The root over all leaves so far; at most 63 hashes.</summary>
    public Hash256 Root
    {
        get
        {
            if (_nodes.Count == 0)
            {
                return MerkleHashing.EmptyRoot;
            }

            var root = _nodes[^1];
            for (var i = _nodes.Count - 2; i >= 0; i--)
            {
                root = MerkleHashing.Node(_nodes[i], root);
            }

            return root;
        }
    }

    /// <param name="tree">Null begins with nothing.</param>
    public static CompactRange Of(MerkleTree? tree) => new(tree?.CompleteSubtrees ?? [], tree?.Size ?? 0);

    /// <summary>Another of the same leaves, to append others to.</summary>
    public CompactRange Copy() => new(_nodes, Size);

    public void Append(StatementId id)
    {
        var node = MerkleHashing.Leaf(id);
        for (var carried = Size; (carried & 1) == 1; carried >>= 1)
        {
            node = MerkleHashing.Node(_nodes[^1], node);
            _nodes.RemoveAt(_nodes.Count - 1);
        }

        _nodes.Add(node);
        Size++;
    }
}
