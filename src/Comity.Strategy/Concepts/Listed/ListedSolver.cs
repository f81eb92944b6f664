using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Listed;

/// <summary>Solves any model over its listed states: moves are walked slice by slice and never kept.</summary>
/// <remarks>
/// A concept asks of each improvement s1 from s for a sanction: a state in the sanction set of s1 whose value is at most the rank of s.
/// The value of a state is its rank, or for the symmetric concepts the best rank that it and the focal decision maker's moves from it
/// give. So the least value over the sanction set of s1, L(s1), decides: s is unstable when some s1 in R_i(s) has
/// min(rank(s1), L(s1)) above the rank of s. Values are in the focal decision maker's ranks; <see cref="Never"/> stands for an empty set.
/// </remarks>
internal sealed class ListedSolver
{
    private const int Never = int.MaxValue;

    private readonly StateSpace _states;
    private readonly PreferenceRanks _ranks;
    private readonly CancellationToken _cancellation;
    private readonly Slices[] _slices;

    public ListedSolver(StateSpace states, PreferenceRanks ranks, CancellationToken cancellation)
    {
        (_states, _ranks, _cancellation) = (states, ranks, cancellation);
        _slices = [.. Enumerable.Range(0, states.Model.DecisionMakers.Count).Select(i => new Slices(states, i))];
    }

    /// <summary>Ranks, slices, and least values per last mover; beside them a handful of values and the verdicts.</summary>
    public static long BytesPerState(StrategyModel model) => 24 * model.DecisionMakers.Count + 48;

    public Dictionary<Concept, StateSet[]> Solve(IReadOnlyList<Concept> concepts, IProgress<SolveProgress>? progress)
    {
        var movers = _slices.Length;
        var stable = concepts.ToDictionary(c => c, _ => new StateSet[movers]);
        for (var i = 0; i < movers; i++)
        {
            var ranks = _ranks.Array(i);
            var symmetric = (int[])ranks.Clone();
            var best = new LargestReached(ranks, symmetric);
            _slices[i].Walk(best, _cancellation);
            foreach (var (at, concept) in concepts.Index())
            {
                stable[concept][i] = Stable(concept, i, ranks, symmetric);
                progress?.Report(new(i * concepts.Count + at + 1, movers * concepts.Count));
            }
        }

        return stable;
    }

    private StateSet Stable(Concept concept, int focal, int[] ranks, int[] symmetric) => concept switch
    {
        Concept.Nash => Unmoved(ranks, symmetric),
        Concept.Gmr => Sanctioned(focal, ranks, Least(focal, ranks, improving: false)),
        Concept.Smr => Sanctioned(focal, ranks, Least(focal, symmetric, improving: false)),
        Concept.Seq => Sanctioned(focal, ranks, Least(focal, ranks, improving: true)),
        _ => Sanctioned(focal, ranks, Least(focal, symmetric, improving: true)),
    };

    /// <summary>Stable where no move leads to what exceeds the rank both as a state and as its least sanction.</summary>
    private StateSet Sanctioned(int focal, int[] ranks, int[] least)
    {
        var gain = new int[ranks.Length];
        for (var s = 0; s < gain.Length; s++)
        {
            gain[s] = Math.Min(ranks[s], least[s]);
        }

        var best = (int[])ranks.Clone();
        var largest = new LargestReached(gain, best);
        _slices[focal].Walk(largest, _cancellation);
        return Unmoved(ranks, best);
    }

    private static StateSet Unmoved(int[] ranks, int[] best)
    {
        var stable = new StateSet(ranks.Length);
        for (var s = 0; s < ranks.Length; s++)
        {
            if (best[s] <= ranks[s])
            {
                stable.Add(s);
            }
        }

        return stable;
    }

    /// <summary>
    /// The least value over the states that the others reach from each state by one or more legal moves. Merged states and disallowed
    /// moves make "no decision maker twice in succession" matter, so the least is kept per first mover: after a move of j, any but j goes on.
    /// </summary>
    private int[] Least(int focal, int[] values, bool improving)
    {
        var others = Enumerable.Range(0, _slices.Length).Where(j => j != focal).ToArray();
        var first = others.ToDictionary(j => j, _ => Filled());
        for (var unchanged = 0; unchanged < others.Length;)
        {
            foreach (var j in others)
            {
                var after = (int[])values.Clone();
                foreach (var other in others.Where(k => k != j))
                {
                    Lower(after, first[other]);
                }

                var least = Filled();
                Walk(j, improving, after, least);
                unchanged = least.AsSpan().SequenceEqual(first[j]) ? unchanged + 1 : 0;
                first[j] = least;
            }
        }

        var all = Filled();
        foreach (var least in first.Values)
        {
            Lower(all, least);
        }

        return all;
    }

    private void Walk(int mover, bool improving, int[] values, int[] least)
    {
        if (improving)
        {
            var visitor = new LeastImproving(_ranks.Array(mover), values, least);
            _slices[mover].Walk(visitor, _cancellation);
        }
        else
        {
            var visitor = new LeastReached(values, least);
            _slices[mover].Walk(visitor, _cancellation);
        }
    }

    private int[] Filled()
    {
        var values = new int[_states.Count];
        values.AsSpan().Fill(Never);
        return values;
    }

    private static void Lower(int[] values, int[] others)
    {
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = Math.Min(values[s], others[s]);
        }
    }
}
