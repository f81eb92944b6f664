using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Forks;

/// <summary>Branches of a journal other than the one held, each found by the head it had after any of its statements.</summary>
/// <remarks>A statement says by its <c>seen</c> of its own journal what it follows; from that, and nothing else, branches are put together.</remarks>
public sealed class BranchTree
{
    private readonly Dictionary<TreeHead, End> _ends = [];

    private BranchTree()
    {
    }

    /// <param name="held">The journal that the branches leave.</param>
    /// <param name="others">Statements of it that are not in <paramref name="held"/>, in any order; those that follow nothing known are passed over.</param>
    public static BranchTree Of(Journal held, IEnumerable<Statement> others)
    {
        var tree = new BranchTree();
        foreach (var statement in others.OrderBy(s => s.Index).ThenBy(s => s.Id))
        {
            tree.Add(held, statement);
        }

        return tree;
    }

    /// <summary>The statements from where the branch leaves the journal held up to a head, in order; null when no branch has that head.</summary>
    public IReadOnlyList<Statement>? Find(TreeHead head)
    {
        if (!_ends.TryGetValue(head, out var end))
        {
            return null;
        }

        var path = new List<Statement>();
        for (var step = end; step is not null; step = step.Before)
        {
            path.Add(step.Statement);
        }

        path.Reverse();
        return path;
    }

    private void Add(Journal held, Statement statement)
    {
        var follows = new TreeHead(statement.Index, statement.Seen[statement.Member].Root);
        var before = _ends.GetValueOrDefault(follows);
        if (before is null && (follows.Size > held.Size || held.Tree.RootAt(follows.Size) != follows.Root))
        {
            return;
        }

        var range = before?.Range.Copy() ?? UpTo(held, follows.Size);
        range.Append(statement.Id);
        _ends[new TreeHead(range.Size, range.Root)] = new End(statement, before, range);
    }

    private static CompactRange UpTo(Journal held, long size)
    {
        var range = CompactRange.Of(null);
        for (var i = 0L; i < size; i++)
        {
            range.Append(held[i]);
        }

        return range;
    }

    private sealed record End(Statement Statement, End? Before, CompactRange Range);
}
