using System.Numerics;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Inverse;

/// <summary>States whose order among themselves matters, or a single one of which only matters on which side of the wanted state it is.</summary>
internal sealed class OrderGroup
{
    private const int MaxElements = 20;
    private const int MaxPairs = 128;

    /// <param name="states">Without the wanted state.</param>
    /// <param name="pairs">The comparisons that matter; the wanted state may take part.</param>
    public OrderGroup(IReadOnlyList<int> states, IReadOnlyList<StatePair> pairs)
    {
        (States, Pairs) = (states, pairs);
    }

    public IReadOnlyList<int> States { get; }

    public IReadOnlyList<StatePair> Pairs { get; }

    /// <summary>The groups that pairs tie together, the wanted state's too.</summary>
    public static IEnumerable<OrderGroup> Of(InverseConditions conditions)
    {
        var pairs = conditions.Pairs().ToList();
        var neighbours = pairs.Concat(pairs.Select(p => new StatePair(p.Worse, p.Better))).ToLookup(p => p.Better, p => p.Worse);
        var left = pairs.SelectMany(p => new[] { p.Better, p.Worse }).ToHashSet();
        while (left.Count > 0)
        {
            var group = PathCondition.ReachedFrom(left.Min(), neighbours);
            left.ExceptWith(group);
            yield return new(
                [.. group.Where(s => s != conditions.State).Order()],
                [.. pairs.Where(p => group.Contains(p.Better))]);
        }
    }

    /// <summary>Every way in which orders of the group can decide what matters, with the number of orders.</summary>
    /// <exception cref="AnalysisLimitException">The group is too large, or its orders decide too many different things.</exception>
    public IReadOnlyList<GroupOutcome> Outcomes(int wanted, AnalysisLimits limits, CancellationToken cancellation)
    {
        if (States.Count >= MaxElements || Pairs.Count > MaxPairs)
        {
            throw new AnalysisLimitException("states whose order among themselves matters at once", MaxElements - 1);
        }

        // From the best downwards: what has been placed, what of it stands above the wanted state, and which comparisons hold.
        var elements = States.Append(wanted).ToArray();
        var masks = elements.Select(worse => Pairs.Index().Where(p => p.Item.Worse == worse).Select(p => (p.Index, Better: Array.IndexOf(elements, p.Item.Better))).ToArray()).ToArray();
        var round = new Dictionary<(uint Placed, uint Above, UInt128 Holds), BigInteger> { [(0, 0, 0)] = 1 };
        var last = 1U << States.Count;
        for (var placed = 0; placed < elements.Length; placed++)
        {
            var next = new Dictionary<(uint, uint, UInt128), BigInteger>();
            foreach (var (at, count) in round)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var e = 0; e < elements.Length; e++)
                {
                    var bit = 1U << e;
                    if ((at.Placed & bit) == 0)
                    {
                        var holds = masks[e].Aggregate(at.Holds, (all, p) => (at.Placed >> p.Better & 1) != 0 ? all | UInt128.One << p.Index : all);
                        Add(next, (at.Placed | bit, bit == last ? at.Placed : at.Above, holds), count);
                    }
                }

                if (next.Count > 10L * limits.Branches)
                {
                    throw new AnalysisLimitException("partial orders to tell apart", 10L * limits.Branches);
                }
            }

            round = next;
        }

        return [.. round.Select(r => new GroupOutcome(r.Key.Above, r.Key.Holds, r.Value))];
    }

    private static void Add<TKey>(Dictionary<TKey, BigInteger> counts, TKey key, BigInteger count)
        where TKey : notnull
    {
        counts[key] = counts.TryGetValue(key, out var known) ? known + count : count;
    }
}
