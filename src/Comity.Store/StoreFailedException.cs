namespace Comity.Store;

/// <summary>What to do after a failure of the machine. In both cases everything acknowledged before still holds.</summary>
public enum StoreAdvice
{
    /// <summary>Remove the cause (space, memory, a foreign lock), reopen the store, repeat the same batch.</summary>
    ReopenAndRepeat,

    /// <summary>Integrity is in doubt: write nothing more, audit with <c>comity verify</c>, restore if it finds damage.</summary>
    Stop,
}

/// <summary>
/// The disk, the file or the database failed. A store that threw this for a write refuses every further write with the same
/// advice until it is reopened, and goes on reading. Of a batch it was thrown for, all or nothing is stored; the same batch
/// repeated after reopening is stored once.
/// </summary>
public sealed class StoreFailedException(StoreAdvice advice, string message, Exception? inner = null) : IOException(message, inner)
{
    public StoreAdvice Advice { get; } = advice;
}
