using System.Numerics;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Inverse;

/// <summary>
/// Counts of the orders of the groups taken so far, by what they leave undecided. Orders of different groups interleave freely on each side
/// of the wanted state, so counts are kept by how many states stand above it.
/// </summary>
internal sealed class PartialCounts
{
    private readonly InverseConditions _conditions;
    private readonly AnalysisLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly BigInteger[][] _binomials;
    private Dictionary<Undecided, BigInteger[]> _counts;
    private int _states;

    public PartialCounts(InverseConditions conditions, IReadOnlyList<OrderGroup> groups, AnalysisLimits limits, CancellationToken cancellation)
    {
        (_conditions, _limits, _cancellation) = (conditions, limits, cancellation);
        _binomials = Factorials.Binomials(groups.Sum(g => g.States.Count));
        _counts = new() { [Undecided.Of(conditions)] = [1] };
    }

    public void Add(OrderGroup group)
    {
        var next = new Dictionary<Undecided, BigInteger[]>();
        var outcomes = group.Outcomes(_conditions.State, _limits, _cancellation);
        foreach (var (undecided, counts) in _counts)
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var (looked, orders) in Seen(outcomes, group, undecided))
            {
                if (undecided.After(looked.Above, looked.Holds, group) is { } left)
                {
                    Interleave(next, left, counts, group.States.Count, orders);
                }
            }

            if (next.Count > _limits.Branches)
            {
                throw new AnalysisLimitException("partial answers to tell apart", _limits.Branches);
            }
        }

        (_counts, _states) = (next, _states + group.States.Count);
    }

    // Outcomes that differ only in what is not looked at any more are one; orders by how many of the group stand above.
    private static Dictionary<(uint Above, UInt128 Holds), BigInteger[]> Seen(IReadOnlyList<GroupOutcome> outcomes, OrderGroup group, Undecided undecided)
    {
        var (above, holds) = undecided.LooksAt(group);
        var seen = new Dictionary<(uint, UInt128), BigInteger[]>();
        foreach (var outcome in outcomes)
        {
            if (!seen.TryGetValue((outcome.Above & above, outcome.Holds & holds), out var orders))
            {
                orders = seen[(outcome.Above & above, outcome.Holds & holds)] = new BigInteger[group.States.Count + 1];
            }

            orders[BitOperations.PopCount(outcome.Above)] += outcome.Orders;
        }

        return seen;
    }

    /// <summary>Orders of all groups' states and the wanted one for which everything holds.</summary>
    public BigInteger Total() => _counts.Where(c => c.Key.IsEmpty).SelectMany(c => c.Value).Aggregate(BigInteger.Zero, (sum, count) => sum + count);

    private void Interleave(Dictionary<Undecided, BigInteger[]> next, Undecided left, BigInteger[] counts, int added, BigInteger[] orders)
    {
        if (!next.TryGetValue(left, out var sums))
        {
            sums = next[left] = new BigInteger[_states + added + 1];
        }

        for (var above = 0; above <= added; above++)
        {
            for (var k = 0; k < counts.Length && !orders[above].IsZero; k++)
            {
                if (!counts[k].IsZero)
                {
                    sums[k + above] += counts[k] * orders[above] * _binomials[k + above][above] * _binomials[_states - k + added - above][added - above];
                }
            }
        }
    }
}
