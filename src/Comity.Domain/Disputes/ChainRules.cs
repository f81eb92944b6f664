using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>The longest line of answers into each act that answers something and that no walked link leads on from.</summary>
internal static class ChainRules
{
    /// <summary>
    /// Acts listed over all chains of a picture before chains are cut to their latest acts. Branches of one long chain
    /// would otherwise repeat it each, and whoever wanted to could make a picture without bound from few statements.
    /// </summary>
    public const int MostActsListed = 200_000;

    /// <summary>How many acts a chain lists once the picture lists that many.</summary>
    public const int ActsListedThen = 16;

    /// <summary>Longest first, then by last act's date, then id.</summary>
    public static ValueList<ChainFinding> Judge(IReadOnlyList<DatedAct> acts, ChainWalk walk)
    {
        var lines = new LongestLines(acts, walk.FromEarliest, walk.Links);
        var undenied = new LongestLines(acts, walk.FromEarliest, walk.Links.Where(l => !l.Denied));
        var answered = walk.Links.Select(l => l.To).ToHashSet();
        var chains = new List<ChainFinding>();
        var listed = 0;

        // Acts come by date, then id; the sort is stable.
        foreach (var last in Enumerable.Range(0, acts.Count).Where(a => !answered.Contains(a) && lines.Length(a) > 0).OrderByDescending(lines.Length))
        {
            var most = listed < MostActsListed ? int.MaxValue : ActsListedThen - 1;
            var steps = lines.Back(last, most).Reverse().ToArray();
            chains.Add(new(
                Ids(acts, steps, last), lines.Length(last), Ids(acts, undenied.Back(last, most).Reverse(), last), undenied.Length(last),
                steps.Select(l => new ChainStep(acts[l.From].Id, acts[l.To].Id, l.Relation, l.Denied, l.Counts)).ToValueList()));
            listed += chains[^1].Acts.Count + chains[^1].ActsUndenied.Count;
        }

        return chains.ToValueList();
    }

    private static ValueList<StatementId> Ids(IReadOnlyList<DatedAct> acts, IEnumerable<ChainLink> oldestFirst, int last) =>
        oldestFirst.Select(l => acts[l.To].Id).Append(acts[last].Id).ToValueList();
}
