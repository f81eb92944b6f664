namespace Comity.Node.Strategy;

/// <summary>What solving may take of a node: people read pages on the same machine.</summary>
/// <param name="Waiting">Models that may wait for their turn; one is solved at a time.</param>
/// <param name="Memory">Bytes one model may need, and all kept results together.</param>
/// <param name="AtOnce">States up to which a page solves a model without being asked.</param>
public sealed record SolveLimits(int Waiting = 8, long Memory = 512L << 20, int AtOnce = 4096)
{
    public static SolveLimits Default { get; } = new();
}
