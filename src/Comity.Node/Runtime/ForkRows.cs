using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Sync;

namespace Comity.Node.Runtime;

/// <summary>What pages show of forks and of who holds what since when: read from evidence and from what members say to have seen.</summary>
internal static class ForkRows
{
    public static ForkRow Of(NodeRecord record, KeptEvidence kept)
    {
        var evidence = kept.Evidence;
        Statement? Text(StatementId id) => evidence.First.Id == id ? evidence.First : evidence.Second.Id == id ? evidence.Second : null;

        return record.Read(r =>
        {
            var channel = r.Find(evidence.Channel)!;
            var journal = channel[evidence.Member];
            var here = journal[evidence.Index];
            StatementId[] ids = here == evidence.OtherId ? [evidence.OtherId, evidence.First.Id] : [evidence.First.Id, evidence.OtherId];
            var others = channel.Journals.Where(j => j.Member != evidence.Member && j.Member != r.Holder).Select(j => (j.Member, Branch: BranchOf(journal, j, evidence.Index))).ToList();
            return new ForkRow(
                evidence.Member, evidence.Index, evidence.Id, kept.KeptAt, journal.Forks.DecisionOf(evidence.Index)?.Id,
                [.. ids.Select(id => new ForkSide(id, Text(id), id == here, [.. others.Where(o => o.Branch == (id == here)).Select(o => o.Member)]))],
                journal.Forks.IsOutranked(evidence.Index));
        });
    }

    /// <summary>The first of a member's statements that has seen this one; found by halving, since what is seen only grows.</summary>
    public static DateTimeOffset? HeldSince(NodeRecord record, Statement statement, MemberId by)
    {
        var size = record.Read(r => r.Find(statement.Channel)?.Find(by)?.Size ?? 0);
        var (before, first, found) = (-1L, size, default(DateTimeOffset?));
        while (first - before > 1)
        {
            var middle = before + (first - before) / 2;
            if (record.Store.ReadJournal(statement.Channel, by, middle, 1) is not [var stored] || !StatementGate.TryRead(stored.Compact, out var read, out _))
            {
                return null;
            }

            (before, first, found) = read.Seen[statement.Member].Size > statement.Index ? (before, middle, read.ClaimedAt) : (middle, first, found);
        }

        return found;
    }

    /// <summary>What each other member of the channel says of the time around a statement: docs/spec/statement.md, "Three times".</summary>
    public static ValueList<Witness> Witnesses(NodeRecord record, Statement statement) => statement.Seen.Where(s => s.Key != statement.Member)
        .Select(s => new Witness(s.Key, LastBefore(record, statement, s.Key, s.Value.Size), HeldSince(record, statement, s.Key))).ToValueList();

    private static DateTimeOffset? LastBefore(NodeRecord record, Statement statement, MemberId member, long seen) =>
        seen > 0 && record.Store.ReadJournal(statement.Channel, member, seen - 1, 1) is [var stored] && StatementGate.TryRead(stored.Compact, out var read, out _) ? read.ClaimedAt : null;

    // True: the branch held here; false: another; null: the member has said nothing yet by which to tell.
    private static bool? BranchOf(Journal forked, Journal member, long index) => member.Last?.Seen[forked.Member] is not { } seen || seen.Size <= index ? null
        : seen.Size <= forked.Size ? forked.Tree.RootAt(seen.Size) == seen.Root
        : null;
}
