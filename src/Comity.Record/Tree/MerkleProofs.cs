// Verification of RFC 6962 proofs by the iterative algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.

namespace Comity.Record.Tree;

/// <summary>Checks what somebody else proves of a journal. Never throws for a bad proof.</summary>
public static class MerkleProofs
{
    /// <summary>Whether the leaf stands at the index of the tree with this head.</summary>
    public static bool VerifyInclusion(Hash256 leaf, long index, TreeHead head, IReadOnlyList<Hash256> proof)
    {
        if (index < 0 || index >= head.Size)
        {
            return false;
        }

        var (fn, sn, root) = (index, head.Size - 1, leaf);
        foreach (var node in proof)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                root = MerkleHashing.Node(node, root);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                root = MerkleHashing.Node(root, node);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && root == head.Root;
    }

    /// <summary>Whether the second head extends the first: nothing before it was changed or removed.</summary>
    /// <remarks>An empty first journal is extended by anything, with an empty proof and the root of the empty tree.</remarks>
    public static bool VerifyConsistency(TreeHead first, TreeHead second, IReadOnlyList<Hash256> proof)
    {
        if (first.Size < 0 || first.Size > second.Size)
        {
            return false;
        }

        if (first.Size == second.Size)
        {
            return proof.Count == 0 && first.Root == second.Root;
        }

        if (first.Size == 0)
        {
            return proof.Count == 0 && first.Root == MerkleHashing.EmptyRoot;
        }

        return proof.Count > 0 && WalksToBoth(first, second, proof);
    }

    private static bool WalksToBoth(TreeHead first, TreeHead second, IReadOnlyList<Hash256> proof)
    {
        var (fn, sn) = (first.Size - 1, second.Size - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        // When the first tree is a complete subtree of the second, its own root starts the walk and is not in the proof.
        var startsWithFirst = fn == 0 && long.IsPow2(first.Size);
        var fr = startsWithFirst ? first.Root : proof[0];
        var sr = fr;
        for (var i = startsWithFirst ? 0 : 1; i < proof.Count; i++)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                fr = MerkleHashing.Node(proof[i], fr);
                sr = MerkleHashing.Node(proof[i], sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                sr = MerkleHashing.Node(sr, proof[i]);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && fr == first.Root && sr == second.Root;
    }
}
