using System.Security.Cryptography;

namespace Comity.Record.Tree;

/// <summary>Merkle Tree Hash of RFC 6962 §2.1: leaf = SHA-256(0x00 ‖ data), node = SHA-256(0x01 ‖ left ‖ right).</summary>
public static class MerkleHashing
{
    /// <summary>SHA-256 of the empty string.</summary>
    public static Hash256 EmptyRoot { get; } = Hash256.Of([]);

    /// <param name="data">For a journal, the 32 bytes of a statement id.</param>
    public static Hash256 Leaf(ReadOnlySpan<byte> data)
    {
        Span<byte> input = data.Length <= 1024 ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        input[0] = 0x00;
        data.CopyTo(input[1..]);
        return Hash256.Of(input);
    }

    public static Hash256 Leaf(StatementId id)
    {
        Span<byte> input = stackalloc byte[1 + Hash256.Size];
        input[0] = 0x00;
        id.Hash.CopyTo(input[1..]);
        return Hash256.Of(input);
    }

    public static Hash256 Node(Hash256 left, Hash256 right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Hash256.Size];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Hash256.Size)..]);
        return Hash256.Of(input);
    }
}
