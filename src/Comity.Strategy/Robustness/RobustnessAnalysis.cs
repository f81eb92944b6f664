using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Robustness;

/// <summary>Finds the least number of adjacent swaps in one decision maker's ranking that end an equilibrium, exactly.</summary>
public static class RobustnessAnalysis
{
    /// <param name="state">An equilibrium by the concept.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="AnalysisLimitException">More is to be tried than the limits allow.</exception>
    public static EquilibriumRobustness Of(
        StateSpace states, PreferenceRanks ranks, int decisionMaker, int state, Concept concept, AnalysisLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)decisionMaker, (uint)states.Model.DecisionMakers.Count, nameof(decisionMaker));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)states.Count, nameof(state));
        limits ??= AnalysisLimits.Default;
        var conditions = new ConditionsOf(states, ranks, decisionMaker, state, concept, limits, cancellation).Find();
        var own = ranks.Of(decisionMaker).ToArray();
        if (conditions.Blocking.Count > 0 || !Hold(conditions, own))
        {
            throw new ArgumentException($"expected an equilibrium by {concept.Name()}, found {states.TextOf(state)}", nameof(state));
        }

        var broken = new OwnReasons(conditions, own, limits, cancellation).LeastBroken();
        foreach (var path in conditions.Paths)
        {
            broken = new SanctionReasons(path, own, limits, cancellation).LeastBroken(broken) ?? broken;
        }

        return broken is null
            ? new(decisionMaker, state, concept, null, [], [])
            : new(decisionMaker, state, concept, broken.Cost, SwapsTo(broken.Ranking, own), broken.Ranking);
    }

    private static bool Hold(InverseConditions conditions, int[] own) =>
        conditions.Requirements.All(r => r.Ways.Any(w => w.All(s => own[s] <= own[conditions.State])))
        && conditions.Paths.All(p => PathCondition.ReachedFrom(
            PathCondition.Start,
            p.Fixed.Concat(p.Steps.Where(s => own[s.Preferred.Better] > own[s.Preferred.Worse]).Select(s => (s.From, s.To))).ToLookup(e => e.Item1, e => e.Item2)).Contains(PathCondition.Target));

    // Neighbours are exchanged, from the top downwards, until the order is the wanted one; ties are broken as it has them.
    private static List<StatePair> SwapsTo(IReadOnlyList<int> ranking, int[] own)
    {
        var place = ranking.Index().ToDictionary(r => r.Item, r => r.Index);
        int[] order = [.. ranking.OrderByDescending(s => own[s]).ThenBy(s => place[s])];
        var swaps = new List<StatePair>();
        for (var last = 1; last < order.Length; last++)
        {
            for (var at = last; at > 0 && place[order[at]] < place[order[at - 1]]; at--)
            {
                swaps.Add(new(order[at], order[at - 1]));
                (order[at], order[at - 1]) = (order[at - 1], order[at]);
            }
        }

        return swaps;
    }
}
