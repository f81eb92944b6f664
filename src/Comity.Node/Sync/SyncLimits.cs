namespace Comity.Node.Sync;

/// <summary>What one peer may take from this node, and how long this node waits for one.</summary>
/// <remarks>Each peer has its own: what one spends is never missing to another. docs/spec/sync.md, "Quotas".</remarks>
public sealed record SyncLimits
{
    public static SyncLimits Default { get; } = new();

    public double RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests that may come at once after a quiet time.</summary>
    public double RequestsAtOnce { get; init; } = 500;

    public double StatementsPerSecond { get; init; } = 40_000;

    public double StatementsAtOnce { get; init; } = 200_000;

    public double BytesPerSecond { get; init; } = 32 * 1024 * 1024;

    public double BytesAtOnce { get; init; } = 256 * 1024 * 1024;

    /// <summary>Journal answers being written at the same time.</summary>
    public int OpenRequests { get; init; } = 4;

    /// <summary>Open knocks; a further one ends the oldest, which may be a line that died unnoticed.</summary>
    public int OpenStreams { get; init; } = 2;

    /// <summary>How long this node, as a client, waits for a whole answer, and for the next event of a knock.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);
}
