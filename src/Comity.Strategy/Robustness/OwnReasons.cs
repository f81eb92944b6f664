using Comity.Strategy.Inverse;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Robustness;

/// <summary>When the focal decision maker itself would leave: some states would have to be preferred to the equilibrium.</summary>
/// <remarks>
/// To bring states above the equilibrium costs least when the equilibrium moves down: each state strictly between it and the lowest of them
/// must change sides with one or the other, and those it passes only help. So whole tiers are passed, and of the last one the fewest states
/// that do.
/// </remarks>
internal sealed class OwnReasons(InverseConditions conditions, int[] own, AnalysisLimits limits, CancellationToken cancellation)
{
    /// <returns>Null when it never leaves.</returns>
    public BrokenRanking? LeastBroken()
    {
        var here = own[conditions.State];
        var above = Enumerable.Range(0, own.Length).Where(s => own[s] >= here && s != conditions.State).ToHashSet();
        if (conditions.Requirements.Any(r => IsBroken(r, above)))
        {
            return Ranking(above, 0);
        }

        var passed = 0;
        foreach (var tier in Enumerable.Range(0, own.Length).Where(s => own[s] < here).GroupBy(s => own[s]).OrderByDescending(t => t.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Fewest(above, [.. tier]) is { } fewest)
            {
                above.UnionWith(fewest);
                return Ranking(above, passed + fewest.Count);
            }

            above.UnionWith(tier);
            passed = above.Count(s => own[s] < here);
        }

        return null;
    }

    private static bool IsBroken(Requirement requirement, HashSet<int> above) => requirement.Ways.All(w => w.Any(above.Contains));

    private IReadOnlyCollection<int>? Fewest(HashSet<int> above, HashSet<int> tier)
    {
        IReadOnlyCollection<int>? fewest = null;
        foreach (var requirement in conditions.Requirements)
        {
            var open = requirement.Ways.Where(w => !w.Any(above.Contains)).Select(w => w.Where(tier.Contains).ToArray()).ToList();
            if (open.TrueForAll(w => w.Length > 0) && Hitting(open) is var hitting && (fewest is null || hitting.Count < fewest.Count))
            {
                fewest = hitting;
            }
        }

        return fewest;
    }

    // The fewest states with one of each set, by trying in order of size.
    private List<int> Hitting(List<int[]> sets)
    {
        var open = new Queue<List<int>>([[.. sets.Where(s => s.Length == 1).Select(s => s[0]).Distinct()]]);
        var tried = new HashSet<string>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var chosen = open.Dequeue();
            if (sets.Where(s => !s.Any(chosen.Contains)).MinBy(s => s.Length) is not { } missed)
            {
                return chosen;
            }

            foreach (var further in missed.Select(s => (List<int>)[.. chosen.Append(s).Order()]).Where(f => tried.Add(string.Join(',', f))))
            {
                open.Enqueue(further);
            }

            if (tried.Count > limits.Branches)
            {
                throw new AnalysisLimitException("sets of states to try", limits.Branches);
            }
        }
    }

    private BrokenRanking Ranking(HashSet<int> above, int cost)
    {
        int Part(int state) => above.Contains(state) ? 0 : state == conditions.State ? 1 : 2;
        return new(cost, [.. Enumerable.Range(0, own.Length).OrderBy(Part).ThenByDescending(s => own[s])]);
    }
}
