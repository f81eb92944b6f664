using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>One member's statements in one channel: one writer, no gaps, never rewritten.</summary>
public sealed class Journal(ChannelId channel, MemberId member)
{
    private readonly List<StatementId> _ids = [];

    public ChannelId Channel { get; } = channel;

    public MemberId Member { get; } = member;

    public MerkleTree Tree { get; } = new();

    public long Size => _ids.Count;

    public TreeHead Head => Tree.Head;

    /// <summary>The roster whose keys count from here on; null before index 0.</summary>
    public Roster? Roster { get; private set; }

    /// <summary>The last statement; null when the journal is empty.</summary>
    public Statement? Last { get; private set; }

    /// <param name="index">0 ≤ index &lt; size.</param>
    public StatementId this[long index] => _ids[checked((int)index)];

    internal void Append(Statement statement, Roster? adopted)
    {
        Roster = adopted ?? Roster;
        Last = statement;
        _ids.Add(statement.Id);
        Tree.Append(statement.Id);
    }
}
