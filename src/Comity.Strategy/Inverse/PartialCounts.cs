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
        var states = group.States.ToHashSet();
        foreach (var outcome in group.Outcomes(_conditions.State, _limits, _cancellation))
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var (undecided, counts) in _counts)
            {
                if (undecided.After(outcome, states) is { } left)
                {
                    Interleave(next, left, counts, group.States.Count, outcome);
                }
            }

            if (next.Count > _limits.Branches)
            {
                throw new AnalysisLimitException("partial answers to tell apart", _limits.Branches);
            }
        }

        (_counts, _states) = (next, _states + group.States.Count);
    }

    /// <summary>Orders of all groups' states and the wanted one for which everything holds.</summary>
    public BigInteger Total() => _counts.Where(c => c.Key.IsEmpty).SelectMany(c => c.Value).Aggregate(BigInteger.Zero, (sum, count) => sum + count);

    private void Interleave(Dictionary<Undecided, BigInteger[]> next, Undecided left, BigInteger[] counts, int added, GroupOutcome outcome)
    {
        if (!next.TryGetValue(left, out var sums))
        {
            sums = next[left] = new BigInteger[_states + added + 1];
        }

        var above = outcome.Above.Count;
        for (var k = 0; k < counts.Length; k++)
        {
            if (!counts[k].IsZero)
            {
                sums[k + above] += counts[k] * outcome.Orders * _binomials[k + above][above] * _binomials[_states - k + added - above][added - above];
            }
        }
    }
}
