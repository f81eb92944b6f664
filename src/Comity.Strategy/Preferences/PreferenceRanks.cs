using Comity.Strategy.States;

namespace Comity.Strategy.Preferences;

/// <summary>Preferences as a number per decision maker and state: the larger is preferred, equal ones are indifferent, distances mean nothing.</summary>
public sealed class PreferenceRanks
{
    private readonly int[][] _ranks;

    private PreferenceRanks(int[][] ranks) => _ranks = ranks;

    /// <exception cref="ArgumentException">A ranking does not name every state exactly once.</exception>
    public static PreferenceRanks Of(StateSpace states, CancellationToken cancellation = default) =>
        new([.. states.Model.DecisionMakers.Select(d => Of(d.Preference, states, cancellation))]);

    /// <summary>By state index; all are 0 or more.</summary>
    public ReadOnlySpan<int> Of(int decisionMaker) => _ranks[decisionMaker];

    /// <summary>The decision maker's ranks as positions: 1 for the most preferred states, ties share one, no gaps.</summary>
    public int[] PositionsOf(int decisionMaker)
    {
        var distinct = _ranks[decisionMaker].Distinct().OrderDescending().ToArray();
        var positions = distinct.Index().ToDictionary(d => d.Item, d => d.Index + 1);
        return [.. _ranks[decisionMaker].Select(rank => positions[rank])];
    }

    internal int[] Array(int decisionMaker) => _ranks[decisionMaker];

    private static int[] Of(Preference preference, StateSpace states, CancellationToken cancellation) => preference.Order switch
    {
        Ranking ranking => OfRanking(ranking, states),
        StatementOrder order => StatementRanks.Of(order, states, cancellation),
        _ => throw new ArgumentException($"expected a ranking or statements, found {preference.Order.GetType().Name}"),
    };

    private static int[] OfRanking(Ranking ranking, StateSpace states)
    {
        var ranks = new int[states.Count];
        ranks.AsSpan().Fill(-1);
        foreach (var (tier, tied) in ranking.Tiers.Index())
        {
            foreach (var state in tied)
            {
                var at = states.IndexOf(state);
                if (at < 0 || states[at] != state || ranks[at] >= 0)
                {
                    throw new ArgumentException("expected each feasible state once in the ranking, found " + Models.StateText.Of(state, states.Model.Options.Count));
                }

                ranks[at] = ranking.Tiers.Count - 1 - tier;
            }
        }

        return System.Array.IndexOf(ranks, -1) is var missing and >= 0
            ? throw new ArgumentException("expected each feasible state once in the ranking, missing " + states.TextOf(missing))
            : ranks;
    }
}
