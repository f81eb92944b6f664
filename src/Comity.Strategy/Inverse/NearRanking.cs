namespace Comity.Strategy.Inverse;

/// <summary>A ranking near the present one that has given comparisons.</summary>
internal static class NearRanking
{
    /// <param name="positions">The present ranking: 1 for the best, ties share one.</param>
    /// <param name="strictly">The first must be better than the second.</param>
    /// <param name="atLeast">The first must be at least as good as the second. Both together contain no contradiction.</param>
    /// <returns>Tiers, best first.</returns>
    public static List<IReadOnlyList<int>> Of(int[] positions, IReadOnlyList<StatePair> strictly, IReadOnlyList<StatePair> atLeast)
    {
        var all = strictly.Concat(atLeast).ToList();
        var tied = Tied(all);
        int Of(int state) => tied.TryGetValue(state, out var first) ? first : state;
        var members = Enumerable.Range(0, positions.Length).ToLookup(Of);
        var below = all.Select(p => (Better: Of(p.Better), Worse: Of(p.Worse))).Where(p => p.Better != p.Worse).Distinct().ToLookup(p => p.Better, p => p.Worse);
        var waiting = below.SelectMany(b => b).CountBy(worse => worse).ToDictionary();
        var free = new PriorityQueue<int, (int, int)>(members.Select(m => m.Key).Where(k => !waiting.ContainsKey(k)).Select(k => (k, Place(k))));
        var tiers = new List<IReadOnlyList<int>>();
        var strict = strictly.ToHashSet();
        while (free.TryDequeue(out var next, out _))
        {
            var group = members[next].ToList();
            if (tiers.Count > 0 && group.Count == 1 && tiers[^1].All(s => positions[s] == positions[next] && !strict.Contains(new(s, next))))
            {
                tiers[^1] = [.. tiers[^1], next];
            }
            else
            {
                tiers.Add(group);
            }

            foreach (var worse in below[next].Where(worse => --waiting[worse] == 0))
            {
                free.Enqueue(worse, Place(worse));
            }
        }

        return tiers;

        (int, int) Place(int group) => (members[group].Min(s => positions[s]), group);
    }

    // States in a circle of "at least as good" are equally good; each is known by the first of them.
    private static Dictionary<int, int> Tied(List<StatePair> pairs)
    {
        var edges = pairs.ToLookup(p => p.Better, p => p.Worse);
        var reached = pairs.SelectMany(p => new[] { p.Better, p.Worse }).Distinct().ToDictionary(s => s, s => PathCondition.ReachedFrom(s, edges));
        return reached.Keys.ToDictionary(s => s, s => reached[s].Where(t => reached[t].Contains(s)).Min());
    }
}
