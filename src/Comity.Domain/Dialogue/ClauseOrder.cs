using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>The clauses of a text in their order: each after the one it names, what was put there in sight of another standing nearer.</summary>
/// <remarks>Two put at one place in ignorance of one another both stand there, in the order of the charter; it decides nothing.</remarks>
internal static class ClauseOrder
{
    /// <returns>Each clause with its depth, 0 at the top.</returns>
    public static IReadOnlyList<(Spoken<ClauseProposed> Clause, int Depth)> Of(IEnumerable<Spoken<ClauseProposed>> clauses, IComparer<MemberId> order)
    {
        var first = new List<Spoken<ClauseProposed>>();
        var under = new Dictionary<StatementId, List<Spoken<ClauseProposed>>>();
        var after = new Dictionary<StatementId, List<Spoken<ClauseProposed>>>();
        foreach (var clause in clauses.InSight(order))
        {
            var place = clause.Body switch
            {
                { Under: { } parent } => ListAt(under, parent),
                { After: { } sibling } => ListAt(after, sibling),
                _ => first,
            };
            place.Add(clause);
        }

        // A stack rather than recursion: a text is one long chain. What was pushed last comes first: parts before what follows, the nearest first.
        var ordered = new List<(Spoken<ClauseProposed>, int)>();
        var waiting = new Stack<(Spoken<ClauseProposed> Clause, int Depth)>(first.Select(c => (c, 0)));
        while (waiting.TryPop(out var next))
        {
            ordered.Add(next);
            Push(after, next.Clause.Id, next.Depth);
            Push(under, next.Clause.Id, next.Depth + 1);
        }

        return ordered;

        void Push(Dictionary<StatementId, List<Spoken<ClauseProposed>>> at, StatementId id, int depth)
        {
            foreach (var clause in at.GetValueOrDefault(id, []))
            {
                waiting.Push((clause, depth));
            }
        }
    }

    /// <summary>Numbers as counted: <c>2.1</c>; what is left out or replaced has none, nor has what stands under it.</summary>
    public static IEnumerable<string> Numbers(IEnumerable<(bool IsIn, int Depth)> clauses)
    {
        var counts = new List<int>();
        var outside = int.MaxValue;
        foreach (var (isIn, depth) in clauses)
        {
            outside = depth <= outside ? int.MaxValue : outside;
            if (!isIn || outside < depth)
            {
                outside = Math.Min(outside, depth);
                yield return "";
                continue;
            }

            counts.RemoveRange(Math.Min(depth + 1, counts.Count), Math.Max(0, counts.Count - depth - 1));
            while (counts.Count <= depth)
            {
                counts.Add(0);
            }

            counts[depth]++;
            yield return string.Join('.', counts.Select(c => c.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static List<Spoken<ClauseProposed>> ListAt(Dictionary<StatementId, List<Spoken<ClauseProposed>>> lists, StatementId at)
    {
        if (!lists.TryGetValue(at, out var list))
        {
            lists[at] = list = [];
        }

        return list;
    }
}
