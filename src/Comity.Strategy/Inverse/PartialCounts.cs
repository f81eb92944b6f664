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
    private Dictionary<Undecided, BigInteger[]> _counts;
    private int _states;
    private BigInteger _divisor = 1;

    public PartialCounts(InverseConditions conditions, AnalysisLimits limits, CancellationToken cancellation)
    {
        (_conditions, _limits, _cancellation) = (conditions, limits, cancellation);
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

        (_counts, _states, _divisor) = (next, _states + group.States.Count, _divisor * Factorials.Of(group.States.Count));
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
    public BigInteger Total()
    {
        var sums = new BigInteger[_states + 1];
        foreach (var counts in _counts.Where(c => c.Key.IsEmpty).Select(c => c.Value))
        {
            for (var k = 0; k <= _states; k++)
            {
                sums[k] += counts[k];
            }
        }

        // k! (n - k)! from one k to the next.
        var (total, ways) = (BigInteger.Zero, Factorials.Of(_states));
        for (var k = 0; k <= _states; ways = k < _states ? ways * (k + 1) / (_states - k) : ways, k++)
        {
            _cancellation.ThrowIfCancellationRequested();
            total += sums[k] * ways;
        }

        return total / _divisor;
    }

    // Orders of groups of m states, k of them above, interleave in k! (n - k)! ways over the product of theirs, k'! (m - k')! each. So each
    // group's are kept times m over k', which makes whole numbers and leaves the product of all m! to divide by at the end.
    private void Interleave(Dictionary<Undecided, BigInteger[]> next, Undecided left, BigInteger[] counts, int added, BigInteger[] orders)
    {
        if (!next.TryGetValue(left, out var sums))
        {
            sums = next[left] = new BigInteger[_states + added + 1];
        }

        var binomial = BigInteger.One;
        for (var above = 0; above <= added; binomial = binomial * (added - above) / (above + 1), above++)
        {
            var weight = orders[above] * binomial;
            for (var k = 0; k < counts.Length && !weight.IsZero; k++)
            {
                sums[k + above] += weight.IsOne ? counts[k] : weight * counts[k];
            }
        }
    }
}
