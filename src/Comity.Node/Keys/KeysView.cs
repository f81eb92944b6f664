using Comity.Node.Runtime;
using Comity.Node.Shared;
using Comity.Record;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;

namespace Comity.Node.Keys;

/// <summary>What the Keys page shows of the reader's channel.</summary>
public sealed class KeysView(RoomView view, NodeRecord record)
{
    /// <summary>Own first: root and roster each member's journal in this channel relies on.</summary>
    public IReadOnlyList<MemberKeys> Members => record.Read<IReadOnlyList<MemberKeys>>(r => [.. view.OwnFirst(r.Find(view.Channel)!.Members).Select(m =>
    {
        var journal = r.Find(view.Channel)![m];
        return new MemberKeys(
            m, journal.Roster?.Root.Thumbprint ?? r.Charter!.Find(m)!.Root, journal.Roster?.Sequence ?? 0, journal.Size, [.. journal.Roster?.Keys.Select(k => k.Thumbprint) ?? []],
            [.. Ranges(journal.Forks.Adoptions.Select(a => (a.At, a.Id, a.Roster.Sequence, Keys: a.Roster.Keys.Select(k => k.Thumbprint).ToValueList())).ToList(), journal.Size)]);
    })]);

    /// <summary>When a statement that adopts a roster was made, as its author says.</summary>
    public DateTimeOffset? AdoptedAt(StatementId id) =>
        record.Store.Find(id) is { } stored && StatementGate.TryRead(stored.Compact, out var statement, out _) ? statement.ClaimedAt : null;

    /// <summary>Lost roots: said in plenary, so shown there only.</summary>
    public RepinFindings? Repins => view.Channel.IsPlenary ? record.Read(RepinFindingsOf) : null;

    private static RepinFindings RepinFindingsOf(Record.Journals.ForumRecord record) => RepinChains.Judge(record);

    private static IEnumerable<RosterRange> Ranges(List<(long At, StatementId Id, int Sequence, ValueList<string> Keys)> adoptions, long size)
    {
        for (var i = 0; i < adoptions.Count; i++)
        {
            var (at, id, sequence, keys) = adoptions[i];
            yield return new RosterRange(sequence, at, i + 1 < adoptions.Count ? adoptions[i + 1].At : size, keys, id);
        }
    }
}

/// <param name="Root">Thumbprint of the root key in force in this channel.</param>
/// <param name="Roster">0 before the journal begins.</param>
public sealed record MemberKeys(MemberId Member, string Root, int Roster, long Size, ValueList<string> Keys, ValueList<RosterRange> Ranges);

/// <summary>Statements of one journal from <paramref name="From"/> up to before <paramref name="To"/> were signed under one roster.</summary>
public sealed record RosterRange(int Roster, long From, long To, ValueList<string> Keys, StatementId AdoptedBy);
