namespace Comity.Strategy.Inverse;

/// <summary>Which of the comparisons that matter hold: the present ones, some of them turned round.</summary>
/// <remarks>A conflict is a set of comparisons, not turned yet, one of which every sufficient larger set must turn too.</remarks>
internal sealed class Judgement(InverseConditions conditions, IReadOnlyList<StatePair> pairs, HashSet<StatePair> present)
{
    private readonly Dictionary<StatePair, int> _numbers = pairs.Index().ToDictionary(p => p.Item, p => p.Index);

    /// <param name="atLeast">So many further comparisons at least any sufficient larger set turns: conflicts that have none in common.</param>
    /// <returns>Null when nothing is in the way; empty when no larger set can do.</returns>
    public IReadOnlyList<int>? Conflict(IReadOnlyList<int> turned, out int atLeast)
    {
        var changed = turned.ToHashSet();
        var unmet = conditions.Requirements.Select(r => Unmet(r, changed)).Concat(conditions.Paths.Select(p => Unmet(p, changed))).OfType<List<int>>().OrderBy(c => c.Count).ToList();
        if (unmet.Count == 0)
        {
            var contradiction = Contradiction(changed);
            atLeast = contradiction is null ? 0 : 1;
            return contradiction;
        }

        var counted = new HashSet<int>();
        atLeast = 0;
        foreach (var conflict in unmet.Where(c => !counted.Overlaps(c)))
        {
            counted.UnionWith(conflict);
            atLeast++;
        }

        return unmet[0];
    }

    public bool Holds(StatePair pair, HashSet<int> turned) => present.Contains(pair) != turned.Contains(_numbers[pair]);

    // Ways that a turned comparison blocks stay blocked.
    private List<int>? Unmet(Requirement requirement, HashSet<int> turned)
    {
        var blocked = requirement.Ways.Select(way => way.Select(s => new StatePair(s, conditions.State)).Where(p => Holds(p, turned)).Select(p => _numbers[p]).ToList()).ToList();
        return blocked.Exists(way => way.Count == 0)
            ? null
            : [.. blocked.Where(way => !way.Exists(turned.Contains)).SelectMany(way => way).Distinct().Order()];
    }

    private List<int>? Unmet(PathCondition path, HashSet<int> turned)
    {
        var edges = path.Fixed.Concat(path.Steps.Where(s => Holds(s.Preferred, turned)).Select(s => (s.From, s.To))).ToLookup(e => e.Item1, e => e.Item2);
        var reached = PathCondition.ReachedFrom(PathCondition.Start, edges);
        return reached.Contains(PathCondition.Target)
            ? null
            : [.. path.Steps.Where(s => reached.Contains(s.From) && !reached.Contains(s.To)).Select(s => _numbers[s.Preferred]).Where(p => !turned.Contains(p)).Distinct().Order()];
    }

    /// <summary>A ranking exists unless states stand in a circle, each at least as good as the next and one of them better.</summary>
    private List<int>? Contradiction(HashSet<int> turned)
    {
        var above = pairs.Select((pair, at) => Holds(pair, turned) ? (From: pair.Better, To: pair.Worse, At: at) : (From: pair.Worse, To: pair.Better, At: at)).ToLookup(e => e.From);
        foreach (var (at, pair) in pairs.Index().Where(p => Holds(p.Item, turned)))
        {
            if (Chain(above, pair.Worse, pair.Better) is { } chain)
            {
                return [.. chain.Append(at).Where(p => !turned.Contains(p)).Distinct().Order()];
            }
        }

        return null;
    }

    private static List<int>? Chain(ILookup<int, (int From, int To, int At)> above, int from, int to)
    {
        var before = new Dictionary<int, (int From, int At)>();
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out var state))
        {
            foreach (var edge in above[state])
            {
                if (edge.To != from && before.TryAdd(edge.To, (state, edge.At)))
                {
                    open.Enqueue(edge.To);
                }
            }
        }

        if (!before.ContainsKey(to))
        {
            return null;
        }

        var chain = new List<int>();
        for (var at = to; at != from; at = before[at].From)
        {
            chain.Add(before[at].At);
        }

        return chain;
    }
}
