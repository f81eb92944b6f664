using System.Numerics;
using Comity.Strategy.Concepts;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Inverse;

/// <summary>Counts, exactly and without enumerating, the strict rankings of one decision maker that make a state an equilibrium.</summary>
/// <remarks>
/// Whether the decision maker stays depends only on the set B of states it prefers to the wanted one; each B of size k stands for
/// k! (S - 1 - k)! rankings. Under SEQ and SSEQ its own improvements may also sanction the others, which depends on further pairs. States
/// tied together by such pairs form a group whose orders are counted by a programme over subsets; groups and single states are then put
/// together one by one, keeping per partial answer only what is still undecided. Orders of the states that matter are finally multiplied
/// out by S! / (M + 1)!, M being their number.
/// </remarks>
public static class InverseCounter
{
    /// <param name="concepts">Null: all.</param>
    /// <exception cref="AnalysisLimitException">More partial answers or moves are needed than the limits allow.</exception>
    public static RankingCounts Count(
        StateSpace states, PreferenceRanks ranks, int decisionMaker, int state, IReadOnlyList<Concept>? concepts = null, AnalysisLimits? limits = null,
        IProgress<SolveProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)decisionMaker, (uint)states.Model.DecisionMakers.Count, nameof(decisionMaker));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)states.Count, nameof(state));
        limits ??= AnalysisLimits.Default;
        concepts ??= ConceptNames.All;
        var total = Factorials.Of(states.Count);
        var counts = new Dictionary<Concept, BigInteger>();
        foreach (var concept in concepts)
        {
            var conditions = new ConditionsOf(states, ranks, decisionMaker, state, concept, limits, cancellation).Find();
            counts[concept] = conditions.Blocking.Count > 0 ? 0 : Count(states, decisionMaker, conditions, concept, total, limits, cancellation);
            progress?.Report(new(counts.Count, concepts.Count));
        }

        return new(decisionMaker, state, total, counts);
    }

    private static BigInteger Count(StateSpace states, int decisionMaker, InverseConditions conditions, Concept concept, BigInteger total, AnalysisLimits limits, CancellationToken cancellation)
    {
        var groups = new List<OrderGroup>(OrderGroup.Of(conditions));
        var grouped = groups.SelectMany(g => g.States).ToHashSet();
        groups.AddRange(conditions.Requirements.SelectMany(r => r.Ways).SelectMany(w => w).Distinct().Where(s => !grouped.Contains(s))
            .OrderBy(s => Place(states, decisionMaker, conditions.State, concept, s)).Select(s => new OrderGroup([s], [])));
        var partial = new PartialCounts(conditions, limits, cancellation);
        foreach (var group in groups)
        {
            partial.Add(group);
        }

        return partial.Total() * total / Factorials.Of(groups.Sum(g => g.States.Count) + 1);
    }

    // States that decide the same requirements come one after another, so that little stays undecided: for GMR and SEQ those with the
    // focal decision maker's options alike, for SMR and SSEQ those with the others' alike, beginning where the wanted state is.
    private static (bool, ulong, ulong) Place(StateSpace states, int decisionMaker, int wanted, Concept concept, int state)
    {
        var own = states.Model.OwnedBy(decisionMaker);
        return concept is Concept.Smr or Concept.Sseq
            ? ((states[state] & ~own) != (states[wanted] & ~own), states[state] & ~own, states[state])
            : (false, states[state] & own, states[state]);
    }
}
