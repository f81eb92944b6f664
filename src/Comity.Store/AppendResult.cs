using Comity.Record;

namespace Comity.Store;

/// <summary>What became of a batch. Only <see cref="Appended"/> stored anything; the others name the first statement that did not fit.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Every statement of the batch is held at its index, durably; some may have been there before.</summary>
    public sealed record Appended : AppendResult;

    /// <summary>Another statement holds that index, or there is a gap before it. Nothing of the batch was stored.</summary>
    /// <param name="Held">The statement at that index, in the store or earlier in the same batch; null for a gap.</param>
    /// <param name="Size">The journal's size as stored, without this batch.</param>
    public sealed record Conflict(StoredStatement Offered, StatementId? Held, long Size) : AppendResult;

    /// <summary>
    /// The same id is held at another place. An id covers its place, so this is no fork: the caller derived place or id wrongly.
    /// Nothing of the batch was stored.
    /// </summary>
    public sealed record Misplaced(StoredStatement Offered, StoredStatement Held) : AppendResult;
}
