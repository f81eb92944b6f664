using System.Numerics;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;

namespace Comity.Strategy.Certificates;

/// <summary>
/// Moves and preferences worked out from the model alone, as the definitions are written: the checker's own, which shares with the solver
/// only what a pattern and a condition say of one state, and nothing of its enumeration, ranks or slices.
/// </summary>
internal sealed class PlainMoves(StrategyModel model, AnalysisLimits limits, CancellationToken cancellation)
{
    private const int Often = 0xFFF;

    private readonly Dictionary<ulong, int>?[] _tiers = new Dictionary<ulong, int>?[model.DecisionMakers.Count];
    private long _looked;

    /// <summary>Whether it is a state as a certificate writes it: feasible, and of a merged one the representative.</summary>
    public bool IsState(ulong options) => (options & ~LowBits(model.Options.Count)) == 0 && IsFeasible(options) && Written(options) == options;

    /// <summary>R_i(s).</summary>
    /// <exception cref="AnalysisLimitException">More combinations were looked at than allowed, over the life of this object.</exception>
    public HashSet<ulong> From(int mover, ulong state)
    {
        var own = model.DecisionMakers[mover].Options.Aggregate(0UL, (mask, k) => mask | (1UL << k));
        var reached = new HashSet<ulong>();
        foreach (var member in Members(state))
        {
            foreach (var to in Combinations(member, own))
            {
                if (to != member && IsFeasible(to) && Written(to) != state && IsAllowed(mover, member, to))
                {
                    reached.Add(Written(to));
                }
            }
        }

        return reached;
    }

    public bool Prefers(int decisionMaker, ulong state, ulong to) => model.DecisionMakers[decisionMaker].Preference.Order switch
    {
        Ranking ranking => Tier(decisionMaker, ranking, state) < Tier(decisionMaker, ranking, to),
        StatementOrder order => order.Statements
            .Select(s => (Here: s.Condition.HoldsIn(state, model.Options.Count), There: s.Condition.HoldsIn(to, model.Options.Count)))
            .FirstOrDefault(s => s.Here != s.There).Here,
        _ => throw new ArgumentException("expected a ranking or statements"),
    };

    private int Tier(int decisionMaker, Ranking ranking, ulong state) =>
        (_tiers[decisionMaker] ??= ranking.Tiers.Index().SelectMany(t => t.Item.Select(s => (State: s, t.Index))).ToDictionary(s => s.State, s => s.Index))[state];

    private IEnumerable<ulong> Members(ulong state) => MergedAt(state) is { } merged
        ? Combinations(merged.Pattern.Value, ~merged.Pattern.Mask & LowBits(model.Options.Count)).Where(IsFeasible)
        : [state];

    // All settings of the free options, the rest as given.
    private IEnumerable<ulong> Combinations(ulong options, ulong free)
    {
        for (var set = free; ; set = (set - 1) & free)
        {
            Look();
            yield return (options & ~free) | set;
            if (set == 0)
            {
                yield break;
            }
        }
    }

    private void Look()
    {
        if (++_looked > limits.Moves)
        {
            throw new AnalysisLimitException("combinations to look at", limits.Moves);
        }

        if ((_looked & Often) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private bool IsAllowed(int mover, ulong from, ulong to)
    {
        for (var k = 0; k < model.Options.Count; k++)
        {
            var (before, after) = ((from & (1UL << k)) != 0, (to & (1UL << k)) != 0);
            var direction = model.Options[k].Direction;
            if (before != after && direction != Direction.Both && direction != (after ? Direction.Forward : Direction.Backward))
            {
                return false;
            }
        }

        return !model.DisallowedMoves.Any(m => m.DecisionMaker == mover && m.From.Matches(from) && m.To.Matches(to));
    }

    private bool IsFeasible(ulong options) => !model.Infeasible.Any(p => p.Matches(options));

    private MergedState? MergedAt(ulong options) => model.Merged.FirstOrDefault(m => m.Pattern.Matches(options));

    private ulong Written(ulong options) => MergedAt(options)?.Representative ?? options;

    private static ulong LowBits(int count) => count == 64 ? ulong.MaxValue : (1UL << count) - 1;
}
