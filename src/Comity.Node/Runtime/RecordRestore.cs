using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Reads the record back from the store at a start: from what was gathered before where that is good, the rest from the statements.</summary>
internal sealed class RecordRestore(StatementId forum, IStatementStore store, HeldRecord held, ReleasedRecord released)
{
    /// <summary>Statements gathered together.</summary>
    private const int Together = 4096;

    /// <param name="kept">As the index file has it; null without.</param>
    /// <returns>How many statements had to be read; null when the store holds no charter: then nothing was read.</returns>
    /// <exception cref="InvalidDataException">The store holds what the gate refuses.</exception>
    public long? Run(Dictionary<ChannelId, IndexedJournals>? kept)
    {
        if (store.Find(forum) is not { } charter)
        {
            return null;
        }

        if (kept is null || !TryTake(kept, charter))
        {
            ReadStatement(charter);
        }

        var read = ReadRest();
        released.Settle();
        return read;
    }

    // Journals as ids only, when each ends in the store with the statement it ended with, and that one signs the root of the ids before it.
    private bool TryTake(Dictionary<ChannelId, IndexedJournals> kept, StoredStatement charter)
    {
        var begun = kept.SelectMany(c => c.Value.Heads.Where(h => h.Value.Size > 0).Select(h => (Channel: c.Key, Member: h.Key, Ids: c.Value.Ids[h.Key], c.Value.Gathered))).ToList();
        if (begun.Count == 0 || begun.Exists(j => store.ReadJournal(j.Channel, j.Member, j.Ids.Length - 1, 1) is not [var last] || last.Id != j.Ids[^1]))
        {
            return false;
        }

        var journals = begun.AsParallel().Select(j => Restored((j.Channel, j.Member), j.Ids, j.Gathered)).ToList();
        if (journals.Exists(j => j.Head != kept[j.Channel].Heads[j.Member] || j.Last!.Seen[j.Member].Root != j.Tree.RootAt(j.Size - 1)))
        {
            return false;
        }

        held.Change(r => r.Restore(Read(charter), journals));
        released.Restore(kept);
        foreach (var (channel, (_, _, gathered)) in kept)
        {
            foreach (var said in gathered.Resident.Select(p => released.Said(store.HeldAt(channel, p.Member, p.Index)!)).OfType<Domain.Said>())
            {
                held.Change(_ => gathered.GatherFacts(said));
            }
        }

        return true;
    }

    private Journal Restored((ChannelId Channel, MemberId Member) journal, StatementId[] ids, ChannelGathering gathered) => Journal.Restored(
        journal.Channel, journal.Member, ids, gathered.Decisive.Where(p => p.Member == journal.Member).Select(p => p.Index).Order().Select(index => At(journal, index)), At(journal, ids.Length - 1));

    private Statement At((ChannelId Channel, MemberId Member) journal, long index) => Read(store.ReadJournal(journal.Channel, journal.Member, index, 1)[0]);

    private long ReadRest()
    {
        var read = 0L;
        foreach (var journal in store.Journals())
        {
            for (var from = held.Read(r => r.Find(journal.Channel)?.Find(journal.Member)?.Size ?? 0); from < journal.Size;)
            {
                var part = store.ReadJournal(journal.Channel, journal.Member, from, Together);
                ReadStatements(part);
                from += part.Count;
                read += part.Count;
            }
        }

        return read;
    }

    private void ReadStatement(StoredStatement stored) => ReadStatements([stored]);

    private void ReadStatements(IReadOnlyList<StoredStatement> stored)
    {
        var statements = new Statement[stored.Count];
        Parallel.For(0, statements.Length, i => statements[i] = Read(stored[i]));
        held.Change(r => Array.ForEach(statements, r.Append));
        released.Release(statements);
    }

    private static Statement Read(StoredStatement stored) => StatementGate.TryRead(stored.Compact, out var statement, out var fault) && statement.Id == stored.Id
        ? statement
        : throw new InvalidDataException($"{stored.Channel}/{stored.Member}/{stored.Index}: expected the statement {stored.Id}, found {fault?.Message ?? "another"}");
}
