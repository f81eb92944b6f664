namespace Comity.Record.Tree;

/// <summary>Size and Merkle root of a journal. An empty journal is size 0 with the root of the empty tree.</summary>
public readonly record struct TreeHead(long Size, Hash256 Root)
{
    public static TreeHead Empty { get; } = new(0, MerkleHashing.EmptyRoot);
}
