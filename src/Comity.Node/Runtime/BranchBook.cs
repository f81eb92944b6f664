using Comity.Domain;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>What is held of branches other than the journals: left behind when another went on, or asked for because somebody had seen it.</summary>
internal sealed class BranchBook(IStatementStore store, HeldRecord held)
{
    // Within the record's lock.
    private readonly Dictionary<(ChannelId Channel, MemberId Member), BranchTree> _trees = [];
    private readonly Dictionary<StatementId, Said?> _said = [];

    /// <summary>Reads again what the store keeps: at the start, and when a branch was taken or kept.</summary>
    public void Reload()
    {
        var left = store.LeftBehind().Select(s => StatementGate.TryRead(s.Compact, out var read, out _) ? read : null).OfType<Statement>()
            .GroupBy(s => (s.Channel, s.Member)).ToList();
        held.Change(r =>
        {
            _trees.Clear();
            _said.Clear();
            foreach (var journal in left)
            {
                if (r.Find(journal.Key.Channel)?.Find(journal.Key.Member) is { } found)
                {
                    _trees[journal.Key] = BranchTree.Of(found, journal);
                }
            }
        });
    }

    /// <summary>The statements from where a branch leaves the journal held up to a head; null when its text is not held. Within the record's lock.</summary>
    public IReadOnlyList<Statement>? Find(ChannelId channel, MemberId member, TreeHead head) => _trees.GetValueOrDefault((channel, member))?.Find(head);

    /// <summary>A statement of a branch by its id; null when none is held.</summary>
    public Statement? Find(StatementId id) =>
        store.LeftBehind().FirstOrDefault(s => s.Id == id) is { } stored && StatementGate.TryRead(stored.Compact, out var read, out _) ? read : null;

    /// <summary>What statements of a branch say, each read once. Within the record's lock.</summary>
    public ValueList<Said> Said(IReadOnlyList<Statement> branch, Func<Statement, Said?> read)
    {
        foreach (var statement in branch)
        {
            if (!_said.ContainsKey(statement.Id))
            {
                _said[statement.Id] = read(statement);
            }
        }

        return branch.Select(s => _said[s.Id]).OfType<Said>().ToValueList();
    }
}
