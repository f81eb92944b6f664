using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Statements read back from the store's texts.</summary>
internal static class StoredTexts
{
    private const int ReadTogether = 4096;

    /// <returns>Null when there is none at that place.</returns>
    public static Statement? HeldAt(this IStatementStore store, ChannelId channel, MemberId member, long index) =>
        store.ReadJournal(channel, member, index, 1) is [var stored] ? Read(stored) : null;

    /// <summary>All statements of a channel, journal by journal.</summary>
    public static IEnumerable<Statement> AllOf(this IStatementStore store, ChannelId channel)
    {
        foreach (var journal in store.Journals().Where(j => j.Channel == channel))
        {
            for (var from = 0L; from < journal.Size; from += ReadTogether)
            {
                foreach (var statement in store.ReadJournal(channel, journal.Member, from, ReadTogether).Select(Read).OfType<Statement>())
                {
                    yield return statement;
                }
            }
        }
    }

    /// <summary>The first of them, as many as fit; at least one where there is any.</summary>
    public static IReadOnlyList<string> Bounded(IEnumerable<string> compacts, int most, int mostCharacters)
    {
        var taken = new List<string>();
        var characters = 0L;
        foreach (var compact in compacts.TakeWhile(_ => taken.Count < most && characters < mostCharacters))
        {
            taken.Add(compact);
            characters += compact.Length;
        }

        return taken;
    }

    private static Statement? Read(StoredStatement stored) => StatementGate.TryRead(stored.Compact, out var statement, out _) ? statement : null;
}
