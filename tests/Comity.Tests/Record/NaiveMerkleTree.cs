using System.Security.Cryptography;
using Comity.Record;

namespace Comity.Tests.Record;

/// <summary>RFC 6962 §2.1 word for word: recursive, slow, sharing no code with the tree it is compared to.</summary>
internal static class NaiveMerkleTree
{
    public static Hash256 Root(ReadOnlySpan<byte[]> data) => new(RootBytes(data));

    /// <summary>PATH(m, D[n]).</summary>
    public static List<Hash256> InclusionProof(int m, ReadOnlySpan<byte[]> data)
    {
        if (data.Length == 1)
        {
            return [];
        }

        var k = Split(data.Length);
        return m < k
            ? [.. InclusionProof(m, data[..k]), Root(data[k..])]
            : [.. InclusionProof(m - k, data[k..]), Root(data[..k])];
    }

    /// <summary>PROOF(m, D[n]).</summary>
    public static List<Hash256> ConsistencyProof(int m, ReadOnlySpan<byte[]> data) => SubProof(m, data, isWhole: true);

    private static List<Hash256> SubProof(int m, ReadOnlySpan<byte[]> data, bool isWhole)
    {
        if (m == data.Length)
        {
            return isWhole ? [] : [Root(data)];
        }

        var k = Split(data.Length);
        return m <= k
            ? [.. SubProof(m, data[..k], isWhole), Root(data[k..])]
            : [.. SubProof(m - k, data[k..], isWhole: false), Root(data[..k])];
    }

    private static byte[] RootBytes(ReadOnlySpan<byte[]> data)
    {
        if (data.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (data.Length == 1)
        {
            return SHA256.HashData([0, .. data[0]]);
        }

        var k = Split(data.Length);
        return SHA256.HashData([1, .. RootBytes(data[..k]), .. RootBytes(data[k..])]);
    }

    // The largest power of two smaller than n.
    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
