using Comity.Strategy.Certificates;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Inverse;

/// <summary>Finds the minimal sets of preference changes of one decision maker that make a state an equilibrium.</summary>
/// <remarks>
/// The comparisons that matter are those that the concept's conditions at the state look at: each state of them with the wanted one, and for
/// SEQ and SSEQ the ends of the decision maker's own steps that could sanction others. A set of changes is sufficient when a ranking exists
/// (ties allowed) that differs from the present one in just these comparisons of all that matter, and makes the state an equilibrium. Sets
/// are tried in order of the size they must at least grow to: what stands in the way of one names the comparisons one of which any larger
/// sufficient set must change (Reiter, A theory of diagnosis from first principles, 1987, hitting-set tree).
/// </remarks>
public static class ChangeSearch
{
    /// <summary>Sets given unless more are asked for.</summary>
    public const int DefaultSets = 10;

    /// <summary>The comparisons that matter, first state over second: those of which a change set speaks.</summary>
    public static IReadOnlyList<StatePair> Comparisons(
        StateSpace states, PreferenceRanks ranks, int decisionMaker, int state, Concept concept, AnalysisLimits? limits = null, CancellationToken cancellation = default) =>
        Comparisons(new ConditionsOf(states, ranks, decisionMaker, state, concept, limits ?? AnalysisLimits.Default, cancellation).Find());

    /// <param name="maxSets">1 or more.</param>
    /// <exception cref="AnalysisLimitException">The limits were reached before any set was found.</exception>
    public static NeededChanges Find(
        StateSpace states, PreferenceRanks ranks, int decisionMaker, int state, Concept concept, int maxSets = DefaultSets, AnalysisLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)decisionMaker, (uint)states.Model.DecisionMakers.Count, nameof(decisionMaker));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)states.Count, nameof(state));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSets, 1);
        limits ??= AnalysisLimits.Default;
        var conditions = new ConditionsOf(states, ranks, decisionMaker, state, concept, limits, cancellation).Find();
        if (conditions.Blocking.Count > 0)
        {
            return new(decisionMaker, state, concept, conditions.Blocking, [], IsComplete: true);
        }

        var pairs = Comparisons(conditions);
        var own = ranks.Of(decisionMaker).ToArray();
        var judgement = new Judgement(conditions, pairs, [.. pairs.Where(p => own[p.Better] > own[p.Worse])]);
        var (found, complete) = Minimal(judgement, maxSets, limits, cancellation);
        var positions = ranks.PositionsOf(decisionMaker);
        return new(decisionMaker, state, concept, [], [.. found.Select(turned =>
        {
            var set = Realised(judgement, pairs, positions, own, [.. turned]);
            Check(states.Model, decisionMaker, states[state], concept, [.. set.Ranking.Select(t => (ulong[])[.. t.Select(s => states[s])])], limits, cancellation);
            return set;
        })], complete);
    }

    private static List<StatePair> Comparisons(InverseConditions conditions) =>
        [.. conditions.Requirements.SelectMany(r => r.Ways).SelectMany(w => w).Select(s => new StatePair(s, conditions.State))
            .Concat(conditions.Pairs()).Distinct().OrderBy(p => p.Worse).ThenBy(p => p.Better)];

    private static (List<int[]> Found, bool Complete) Minimal(Judgement judgement, int maxSets, AnalysisLimits limits, CancellationToken cancellation)
    {
        var found = new List<int[]>();
        var seen = new HashSet<string>();
        var open = new PriorityQueue<(int[] Turned, IReadOnlyList<int>? Conflict), (int, int)>();
        Open([]);
        while (open.TryDequeue(out var next, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            if (found.Exists(smaller => smaller.All(next.Turned.Contains)))
            {
                continue;
            }

            if (next.Conflict is null)
            {
                found.Add(next.Turned);
            }

            foreach (var further in next.Conflict ?? [])
            {
                Open([.. next.Turned.Append(further).Order()]);
            }

            if (found.Count == maxSets || seen.Count > limits.Branches)
            {
                return found.Count > 0
                    ? (found, open.UnorderedItems.All(left => found.Exists(smaller => smaller.All(left.Element.Turned.Contains))))
                    : throw new AnalysisLimitException("sets of changes to try", limits.Branches);
            }
        }

        return (found, true);

        // The smallest that a set can still grow to comes first, and of those the one that is furthest.
        void Open(int[] turned)
        {
            if (seen.Add(string.Join(',', turned)))
            {
                var conflict = judgement.Conflict(turned, out var atLeast);
                open.Enqueue((turned, conflict), (turned.Length + atLeast, -turned.Length));
            }
        }
    }

    private static ChangeSet Realised(Judgement judgement, IReadOnlyList<StatePair> pairs, int[] positions, int[] own, HashSet<int> turned)
    {
        var changes = turned.Order().Select(at => pairs[at]).Select(p => own[p.Better] > own[p.Worse]
            ? new PreferenceChange(p.Worse, p.Better, OrEqual: true)
            : new PreferenceChange(p.Better, p.Worse, OrEqual: false)).ToList();
        return new(
            [.. changes.Where(c => !c.OrEqual || !changes.Contains(c with { OrEqual = false }))],
            NearRanking.Of(positions, [.. pairs.Where(p => judgement.Holds(p, turned))], [.. pairs.Where(p => !judgement.Holds(p, turned)).Select(p => new StatePair(p.Worse, p.Better))]));
    }

    private static void Check(StrategyModel model, int decisionMaker, ulong state, Concept concept, IReadOnlyList<IReadOnlyList<ulong>> tiers, AnalysisLimits limits, CancellationToken cancellation)
    {
        var changed = new StrategyModel(
            model.Options,
            [.. model.DecisionMakers.Select((d, i) => i == decisionMaker ? d with { Preference = d.Preference with { Order = new Ranking(tiers) } } : d)],
            model.Infeasible,
            model.Merged,
            model.DisallowedMoves);
        var states = StateSpace.Of(changed, long.MaxValue, cancellation);
        var ranks = PreferenceRanks.Of(states, cancellation);
        for (var i = 0; i < model.DecisionMakers.Count; i++)
        {
            if (Explanations.Of(states, ranks, i, states.IndexOf(state), concept, limits, cancellation) is Certificate.Unstable)
            {
                throw new InvalidOperationException("a set of changes does not do what it was found for");
            }
        }
    }
}
