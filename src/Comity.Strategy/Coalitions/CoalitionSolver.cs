using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Coalitions;

/// <summary>Coalition stability: Nash, GMR and SMR asked of decision makers who move together.</summary>
/// <remarks>
/// Inohara and Hipel, Coalition analysis in the graph model for conflict resolution, 2008. R_H^{++}(s) are the states of R_H(s) that every
/// member of H prefers to s. Each state is looked at by itself, so memory is a few numbers per state and decision maker.
/// </remarks>
public static class CoalitionSolver
{
    /// <summary>All coalitions of two, in the order of the model's decision makers.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Pairs(StrategyModel model) =>
        [.. Enumerable.Range(0, model.DecisionMakers.Count).SelectMany(i => Enumerable.Range(i + 1, model.DecisionMakers.Count - i - 1).Select(j => (int[])[i, j]))];

    /// <param name="members">Two or more decision makers, each once.</param>
    /// <exception cref="ArgumentException">The members are not as above.</exception>
    /// <exception cref="AnalysisLimitException">There are more moves to look at than the limits allow.</exception>
    public static CoalitionStability Solve(
        StateSpace states, PreferenceRanks ranks, IReadOnlyList<int> members, AnalysisLimits? limits = null, IProgress<SolveProgress>? progress = null, CancellationToken cancellation = default)
    {
        var all = states.Model.DecisionMakers.Count;
        if (members.Count < 2 || members.Distinct().Count() < members.Count || members.Any(m => m < 0 || m >= all))
        {
            throw new ArgumentException("expected two or more of the model's decision makers, each once", nameof(members));
        }

        return new Search(states, ranks, members, new MoveLists(states, limits ?? AnalysisLimits.Default, cancellation)).Solve(progress, cancellation);
    }

    private sealed class Search(StateSpace states, PreferenceRanks ranks, IReadOnlyList<int> members, MoveLists moves)
    {
        private readonly int[] _others = [.. Enumerable.Range(0, states.Model.DecisionMakers.Count).Except(members)];
        private readonly LegalReach _together = new(moves, members);
        private readonly LegalReach _escape = new(moves, members);
        private readonly LegalReach _answer = new(moves, Enumerable.Range(0, states.Model.DecisionMakers.Count).Except(members));
        private readonly Dictionary<int, bool> _escapes = [];

        public CoalitionStability Solve(IProgress<SolveProgress>? progress, CancellationToken cancellation)
        {
            List<int> nash = [], gmr = [], smr = [];
            for (var s = 0; s < states.Count; s++)
            {
                cancellation.ThrowIfCancellationRequested();
                var improvements = Improvements(s);
                AddIf(nash, s, improvements.Count == 0);
                AddIf(gmr, s, improvements.TrueForAll(q => IsAnswered(q, s, symmetric: false)));
                AddIf(smr, s, improvements.TrueForAll(q => IsAnswered(q, s, symmetric: true)));
                progress?.Report(new(s + 1, states.Count));
            }

            return new(members, StateSet.Of(states.Count, nash), StateSet.Of(states.Count, gmr), StateSet.Of(states.Count, smr));
        }

        private static void AddIf(List<int> stable, int state, bool holds)
        {
            if (holds)
            {
                stable.Add(state);
            }
        }

        private List<int> Improvements(int s)
        {
            _escapes.Clear();
            _together.Search(s);
            return [.. _together.Reached().Where(q => AllPrefer(q, s))];
        }

        private bool IsAnswered(int improvement, int s, bool symmetric) => _others.Length > 0
            && _answer.Search(improvement, s2 => !AllPrefer(s2, s) && !(symmetric && Escapes(s2, s))) >= 0;

        private bool Escapes(int s2, int s)
        {
            if (!_escapes.TryGetValue(s2, out var escapes))
            {
                escapes = _escapes[s2] = _escape.Search(s2, s3 => AllPrefer(s3, s)) >= 0;
            }

            return escapes;
        }

        private bool AllPrefer(int state, int to)
        {
            foreach (var member in members)
            {
                if (ranks.Of(member)[state] <= ranks.Of(member)[to])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
