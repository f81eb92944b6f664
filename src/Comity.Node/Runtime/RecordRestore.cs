using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Reads the record back from the store at a start.</summary>
internal static class RecordRestore
{
    /// <summary>Statements gathered together.</summary>
    private const int Together = 4096;

    /// <returns>False when the store holds no charter: then nothing was read.</returns>
    /// <exception cref="InvalidDataException">The store holds what the gate refuses.</exception>
    public static bool Run(StatementId forum, IStatementStore store, HeldRecord held, ReleasedRecord released)
    {
        if (store.Find(forum) is not { } charter)
        {
            return false;
        }

        foreach (var chunk in store.ReadAll().Where(s => s.Id != charter.Id).Prepend(charter).Chunk(Together))
        {
            released.Release([.. chunk.Select(stored => Restore(stored, held))]);
        }

        return true;
    }

    private static Statement Restore(StoredStatement stored, HeldRecord held)
    {
        if (!StatementGate.TryRead(stored.Compact, out var statement, out var fault) || statement.Id != stored.Id)
        {
            throw new InvalidDataException($"{stored.Channel}/{stored.Member}/{stored.Index}: expected the statement {stored.Id}, found {fault?.Message ?? "another"}");
        }

        held.Change(r => r.Append(statement));
        return statement;
    }
}
