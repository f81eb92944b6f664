using Comity.Record;
using Comity.Record.Journals;

namespace Comity.Node.Runtime;

/// <summary>The record in memory, under the one short lock that readers and the writer share: no disk and no waiting within it.</summary>
/// <remarks>What is kept beside the record (facts, evidence, what waits) is touched within the same lock. It may be entered again by whoever holds it.</remarks>
internal sealed class HeldRecord(StatementId forum, MemberId holder)
{
    private readonly Lock _lock = new();
    private readonly ForumRecord _record = new(forum, holder);

    /// <summary>Whether this thread is within the lock.</summary>
    public bool IsWithin => _lock.IsHeldByCurrentThread;

    public T Read<T>(Func<ForumRecord, T> reader)
    {
        lock (_lock)
        {
            return reader(_record);
        }
    }

    /// <summary>Only for the record's one writer, and for what is kept beside the record.</summary>
    public void Change(Action<ForumRecord> change)
    {
        lock (_lock)
        {
            change(_record);
        }
    }
}
