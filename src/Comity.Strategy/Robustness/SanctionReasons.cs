using Comity.Strategy.Inverse;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Robustness;

/// <summary>When another decision maker would leave because the focal one no longer helps to sanction it: SEQ and SSEQ.</summary>
/// <remarks>
/// Every path of improvements to a sanction must be cut. Under the cheapest ranking that has the reversals demanded so far some path is left:
/// any ranking that cuts all must also reverse one of its steps. Trying them, the cheapest ranking first, ends at a least one.
/// </remarks>
internal sealed class SanctionReasons(PathCondition path, int[] own, AnalysisLimits limits, CancellationToken cancellation)
{
    /// <param name="known">A ranking that breaks something else; only cheaper ones matter.</param>
    /// <returns>Null when none is cheaper.</returns>
    public BrokenRanking? LeastBroken(BrokenRanking? known)
    {
        var open = new PriorityQueue<(HashSet<StatePair> Demands, BrokenRanking Cheapest), int>();
        var tried = new HashSet<string>();
        Open([]);
        while (open.TryDequeue(out var next, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            if (known is not null && next.Cheapest.Cost >= known.Cost)
            {
                return null;
            }

            if (StepsLeft(next.Cheapest.Ranking) is not { } steps)
            {
                return next.Cheapest;
            }

            foreach (var step in steps)
            {
                Open([.. next.Demands, new StatePair(step.Worse, step.Better)]);
            }

            if (tried.Count > limits.Branches)
            {
                throw new AnalysisLimitException("sets of reversals to try", limits.Branches);
            }
        }

        return null;

        void Open(HashSet<StatePair> demands)
        {
            if (tried.Add(string.Join(' ', demands.OrderBy(d => d.Better).ThenBy(d => d.Worse))) && CheapestOrder.Of(own, demands, limits, cancellation) is { } cheapest)
            {
                open.Enqueue((demands, cheapest), cheapest.Cost);
            }
        }
    }

    /// <returns>The conditional steps of one path to a sanction; null when there is none.</returns>
    private List<StatePair>? StepsLeft(IReadOnlyList<int> ranking)
    {
        var place = ranking.Index().ToDictionary(r => r.Item, r => r.Index);
        var edges = path.Fixed.Select(e => (e.From, e.To, Pair: (StatePair?)null))
            .Concat(path.Steps.Where(s => place[s.Preferred.Better] < place[s.Preferred.Worse]).Select(s => (s.From, s.To, Pair: (StatePair?)s.Preferred)))
            .ToLookup(e => e.From);
        var before = new Dictionary<int, (int From, StatePair? Pair)> { [PathCondition.Start] = default };
        var open = new Queue<int>([PathCondition.Start]);
        while (open.TryDequeue(out var node))
        {
            foreach (var edge in edges[node].Where(e => before.TryAdd(e.To, (node, e.Pair))))
            {
                open.Enqueue(edge.To);
            }
        }

        if (!before.ContainsKey(PathCondition.Target))
        {
            return null;
        }

        var steps = new List<StatePair>();
        for (var node = PathCondition.Target; node != PathCondition.Start; node = before[node].From)
        {
            steps.AddRange(before[node].Pair is { } pair ? [pair] : []);
        }

        return steps;
    }
}
