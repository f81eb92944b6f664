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
    public long? Run(Dictionary<ChannelId, (Seen Heads, ChannelGathering Gathered)>? kept)
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

    // Journals as ids only, when each is what it was as far as it was gathered.
    private bool TryTake(Dictionary<ChannelId, (Seen Heads, ChannelGathering Gathered)> kept, StoredStatement charter)
    {
        var sizes = kept.SelectMany(c => c.Value.Heads.Where(h => h.Value.Size > 0).Select(h => (Journal: (c.Key, h.Key), h.Value))).ToDictionary(h => h.Journal, h => h.Value);
        var ids = sizes.ToDictionary(j => j.Key, j => new StatementId[j.Value.Size]);
        var found = 0L;
        foreach (var place in store.Places())
        {
            if (ids.TryGetValue((place.Channel, place.Member), out var of) && place.Index < of.Length)
            {
                of[place.Index] = place.Id;
                found++;
            }
        }

        if (found != sizes.Values.Sum(h => h.Size) || ids.Count == 0)
        {
            return false;
        }

        var journals = ids.AsParallel().Select(j => Restored(j.Key, j.Value, kept[j.Key.Item1].Gathered)).ToList();
        if (journals.Exists(j => j.Head != sizes[(j.Channel, j.Member)]))
        {
            return false;
        }

        held.Change(r => r.Restore(Read(charter), journals));
        released.Restore(kept);
        foreach (var (channel, (_, gathered)) in kept)
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
