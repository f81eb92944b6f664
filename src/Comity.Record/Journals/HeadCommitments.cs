using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>Finds, among statements that came together, which later one of the same journal commits to which: its signature then vouches for all of them.</summary>
/// <remarks>
/// docs/spec/statement.md, "Authentic". An id covers the whole signing input and <c>seen[member].root</c> covers every id before, so the author of the
/// head has signed them all again. Nothing is committed to across a change of roster, and what carries a roster is vouched for by nobody but itself.
/// </remarks>
public static class HeadCommitments
{
    /// <summary>For each statement the place, in the list, of the head that commits to it; its own place when only its own signature can vouch for it.</summary>
    /// <param name="record">Held as it is now; only read.</param>
    /// <param name="statements">In the order they came; null for what is no statement. Those of one journal count as far as they go on from it without a gap.</param>
    public static int[] Of(ForumRecord record, IReadOnlyList<Statement?> statements)
    {
        var heads = Enumerable.Range(0, statements.Count).ToArray();
        var runs = new Dictionary<(ChannelId, MemberId), Run>();
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i] is not { } statement)
            {
                continue;
            }

            var journal = (statement.Channel, statement.Member);
            var run = runs.TryGetValue(journal, out var begun) ? begun : runs[journal] = new Run(record.Peek(statement.Channel)?.Find(statement.Member)?.Tree);
            run.Take(i, statement, heads);
        }

        foreach (var run in runs.Values)
        {
            run.Close(heads);
        }

        return heads;
    }

    // Statements of one journal and one roster, without a gap. The last is kept apart until it is known whether it is the head.
    private sealed class Run(MerkleTree? tree)
    {
        private readonly CompactRange _before = CompactRange.Of(tree);
        private readonly List<int> _places = [];
        private (int Place, Statement Statement)? _last;

        private long Next => _before.Size + (_last is null ? 0 : 1);

        public void Take(int place, Statement statement, int[] heads)
        {
            if (statement.Index != Next)
            {
                return;
            }

            if (Founding.CarriesRoster(statement.Kind))
            {
                Close(heads);
            }

            Pass();
            _last = (place, statement);
        }

        /// <summary>The last one becomes the head of those before it, if it says their root; a new run goes on after it.</summary>
        public void Close(int[] heads)
        {
            if (_last is { } head && _places.Count > 0 && head.Statement.Seen[head.Statement.Member].Root == _before.Root)
            {
                _places.ForEach(place => heads[place] = head.Place);
            }

            Pass();
            _places.Clear();
        }

        private void Pass()
        {
            if (_last is { } last)
            {
                _before.Append(last.Statement.Id);
                if (!Founding.CarriesRoster(last.Statement.Kind))
                {
                    _places.Add(last.Place);
                }

                _last = null;
            }
        }
    }
}
