namespace Comity.Store;

/// <summary>The moments of one commit at which a write can be made to fail, in order.</summary>
public enum WritePoint
{
    /// <summary>Batches are taken from the queue; no transaction is open.</summary>
    BeforeTransaction,

    /// <summary>Reached before each statement is written, inside the transaction.</summary>
    BeforeStatement,

    /// <summary>Everything is written, nothing is committed.</summary>
    BeforeCommit,

    /// <summary>Committed and durable; no caller has been told.</summary>
    BeforeAcknowledgement,
}

/// <summary>
/// A place for tests to fail a write, or end the process, at a named moment. Up to <see cref="WritePoint.BeforeCommit"/> the
/// write is then not stored; at <see cref="WritePoint.BeforeAcknowledgement"/> it is stored but reported failed.
/// </summary>
public interface IWriteFaults
{
    /// <summary>Called on the writer's thread. Whatever it throws is taken as a failure of the machine.</summary>
    void At(WritePoint point);
}
