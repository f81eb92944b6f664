using Comity.Record;
using Comity.Record.Tree;

namespace Comity.Tests.Node.Fakes;

/// <summary>The tree of RFC 6962 as its section 2.1 words it: slow, short, and only for pictures.</summary>
internal static class FakeTree
{
    public static Hash256 Root(ReadOnlySpan<StatementId> ids) => ids.Length switch
    {
        0 => MerkleHashing.EmptyRoot,
        1 => MerkleHashing.Leaf(ids[0]),
        _ => MerkleHashing.Node(Root(ids[..Split(ids.Length)]), Root(ids[Split(ids.Length)..])),
    };

    public static List<Hash256> Path(ReadOnlySpan<StatementId> ids, int index)
    {
        if (ids.Length <= 1)
        {
            return [];
        }

        var k = Split(ids.Length);
        var path = index < k ? Path(ids[..k], index) : Path(ids[k..], index - k);
        path.Add(index < k ? Root(ids[k..]) : Root(ids[..k]));
        return path;
    }

    private static int Split(int size)
    {
        var k = 1;
        while (k * 2 < size)
        {
            k *= 2;
        }

        return k;
    }
}
