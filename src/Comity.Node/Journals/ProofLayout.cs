using System.Globalization;
using Comity.Record;
using Comity.Record.Tree;

namespace Comity.Node.Journals;

/// <summary>Where the nodes of an inclusion proof are drawn: the leaf at the foot, the head on top, each neighbour at its side.</summary>
/// <remarks>Sides follow from index and size as in RFC 9162 §2.1.3.2; whether the proof holds is for the verification to say.</remarks>
public sealed class ProofLayout
{
    private const double Rise = 38, Reach = 30, Margin = 66;

    public ProofLayout(StatementId leaf, long index, TreeHead head, IReadOnlyList<Hash256> path)
    {
        var (x, fn, sn) = (0.0, index, head.Size - 1);
        var hash = MerkleHashing.Leaf(leaf);
        for (var level = 0; level < path.Count; level++)
        {
            var onLeft = (fn & 1) == 1 || fn == sn;
            Steps.Add(new(level, hash, x, path[level], x + (onLeft ? -2 : 2) * Reach, onLeft));
            hash = onLeft ? MerkleHashing.Node(path[level], hash) : MerkleHashing.Node(hash, path[level]);
            x += onLeft ? -Reach : Reach;
            while (onLeft && (fn & 1) == 0 && fn != 0)
            {
                (fn, sn) = (fn >> 1, sn >> 1);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        (Top, TopX) = (hash, x);
        var all = Steps.SelectMany(s => new[] { s.X, s.NeighbourX }).Append(x).ToArray();
        (Left, Width) = (all.Min() - Margin, all.Max() - all.Min() + 2 * Margin);
    }

    public List<ProofStep> Steps { get; } = [];

    /// <summary>What the path adds up to; equal to the head's root when the proof holds.</summary>
    public Hash256 Top { get; }

    public double TopX { get; }

    public double Left { get; }

    public double Width { get; }

    public double Height => Steps.Count * Rise + 44;

    public double Y(int level) => Height - 24 - level * Rise;

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"{Left:0} 0 {Width:0} {Height:0}");
}

/// <param name="Level">0 at the leaf.</param>
/// <param name="OnLeft">True when the neighbour stands left.</param>
public sealed record ProofStep(int Level, Hash256 Hash, double X, Hash256 Neighbour, double NeighbourX, bool OnLeft);
