using System.Runtime.InteropServices;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>One member's statements in one channel: one writer, no gaps, never rewritten.</summary>
public sealed class Journal(ChannelId channel, MemberId member)
{
    private readonly List<StatementId> _ids = [];
    private readonly List<Statement> _repins = [];

    public ChannelId Channel { get; } = channel;

    public MemberId Member { get; } = member;

    public MerkleTree Tree { get; } = new();

    public long Size => _ids.Count;

    public TreeHead Head => Tree.Head;

    /// <summary>The roster whose keys count from here on; null before index 0.</summary>
    public Roster? Roster { get; private set; }

    /// <summary>What is known of this journal's forks.</summary>
    public JournalForks Forks { get; } = new();

    /// <summary>What it says of lost roots, in order: in plenary only.</summary>
    public IReadOnlyList<Statement> Repins => _repins;

    /// <summary>The last statement; null when the journal is empty.</summary>
    public Statement? Last { get; private set; }

    /// <param name="index">0 ≤ index &lt; size.</param>
    public StatementId this[long index] => _ids[checked((int)index)];

    /// <summary>The bytes of the first ids, in this machine's byte order: for the same machine's next start and nobody else.</summary>
    /// <param name="size">0 ≤ size ≤ <see cref="Size"/>.</param>
    public ReadOnlySpan<byte> IdBytes(long size) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_ids)[..checked((int)size)]);

    /// <summary>A journal as it was held before, from what a holder kept of it: to be compared with a head it trusts.</summary>
    /// <param name="ids">Of all its statements, in order; at least one.</param>
    /// <param name="decisive">Its statements that <see cref="IsDecisive"/> calls so, in order.</param>
    /// <param name="last">Its last statement.</param>
    public static Journal Restored(ChannelId channel, MemberId member, StatementId[] ids, IEnumerable<Statement> decisive, Statement last)
    {
        var journal = new Journal(channel, member) { Last = last };
        journal._ids.AddRange(ids);
        foreach (var id in ids)
        {
            journal.Tree.Append(id);
        }

        foreach (var statement in decisive)
        {
            journal.Learn(statement, Founding.RosterIn(statement)?.Roster);
        }

        return journal;
    }

    /// <summary>Whether what a statement says has to be known of its journal beside its id.</summary>
    public static bool IsDecisive(string kind) => Founding.CarriesRoster(kind) || kind == RecordKinds.ForkDeclared || RepinProposal.IsKind(kind);

    internal void Append(Statement statement, Roster? adopted)
    {
        Learn(statement, adopted);
        Last = statement;
        _ids.Add(statement.Id);
        Tree.Append(statement.Id);
    }

    private void Learn(Statement statement, Roster? adopted)
    {
        Roster = adopted ?? Roster;
        Forks.Append(statement, adopted);
        if (Channel.IsPlenary && RepinProposal.IsKind(statement.Kind))
        {
            _repins.Add(statement);
        }
    }

    /// <summary>This journal as it was before an index, for another branch to be judged from there. What is known of its forks stays.</summary>
    /// <param name="size">0 ≤ size ≤ <see cref="Size"/>.</param>
    /// <param name="last">The statement at size − 1; null when size is 0.</param>
    internal Journal UpTo(long size, Statement? last)
    {
        var shorter = new Journal(Channel, Member) { Roster = Forks.RosterBefore(size), Last = last };
        shorter.Forks.CopyFrom(Forks, size);
        shorter._repins.AddRange(_repins.Where(s => s.Index < size));
        foreach (var id in _ids.Take(checked((int)size)))
        {
            shorter._ids.Add(id);
            shorter.Tree.Append(id);
        }

        return shorter;
    }
}
