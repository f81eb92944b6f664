using System.Numerics;
using Comity.Strategy.Inverse;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Robustness;

/// <summary>The strict ranking nearest to the present one in which given states stand above others.</summary>
/// <remarks>
/// States that no demand names keep their order among themselves (exchanging two that were put the other way round only costs), and those
/// above or below all that are named keep their places. So a programme over the named states that are placed and the number of others is exact.
/// </remarks>
internal static class CheapestOrder
{
    private const int MaxNamed = 16;

    /// <returns>Null when the demands contradict one another.</returns>
    /// <exception cref="AnalysisLimitException">They name too many states, or too many stand between.</exception>
    public static BrokenRanking? Of(int[] own, IReadOnlyCollection<StatePair> demands, AnalysisLimits limits, CancellationToken cancellation)
    {
        int[] present = [.. Enumerable.Range(0, own.Length).OrderByDescending(s => own[s])];
        int[] named = [.. demands.SelectMany(d => new[] { d.Better, d.Worse }).Distinct()];
        if (named.Length == 0)
        {
            return new(0, present);
        }

        var (best, worst) = (named.Max(s => own[s]), named.Min(s => own[s]));
        int[] between = [.. present.Where(s => own[s] <= best && own[s] >= worst && !named.Contains(s))];
        if (named.Length > MaxNamed || (1L << named.Length) * (between.Length + 1) > limits.Moves / named.Length)
        {
            throw new AnalysisLimitException("states whose places are demanded at once", MaxNamed);
        }

        return Place(own, named, between, demands, cancellation) is not var (cost, order) ? null
            : new(cost, [.. present.Where(s => own[s] > best), .. order, .. present.Where(s => own[s] < worst)]);
    }

    private static (int Cost, List<int> Order)? Place(int[] own, int[] named, int[] between, IReadOnlyCollection<StatePair> demands, CancellationToken cancellation)
    {
        // What must be placed before each named state, and of the others how many stand strictly above it.
        var first = named.Select(worse => demands.Where(d => d.Worse == worse).Aggregate(0, (mask, d) => mask | 1 << Array.IndexOf(named, d.Better))).ToArray();
        var othersAbove = named.Select(s => between.Count(o => own[o] > own[s])).ToArray();
        var namedAbove = named.Concat(between).Select(s => named.Index().Where(n => own[n.Item] > own[s]).Aggregate(0, (mask, n) => mask | 1 << n.Index)).ToArray();
        var all = (1 << named.Length) - 1;
        var width = between.Length + 1;
        var least = new int[(all + 1) * width];
        var last = new int[least.Length];
        least.AsSpan(1).Fill(int.MaxValue);
        for (var mask = 0; mask <= all; mask++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var others = 0; others < width; others++)
            {
                var at = (mask * width) + others;
                if (least[at] == int.MaxValue)
                {
                    continue;
                }

                if (others < between.Length)
                {
                    Lower(at + 1, least[at] + BitOperations.PopCount((uint)(namedAbove[named.Length + others] & ~mask)), -1);
                }

                for (var e = 0; e < named.Length; e++)
                {
                    if ((mask >> e & 1) == 0 && (first[e] & ~mask) == 0)
                    {
                        Lower(((mask | 1 << e) * width) + others, least[at] + BitOperations.PopCount((uint)(namedAbove[e] & ~mask & ~(1 << e))) + Math.Max(0, othersAbove[e] - others), e);
                    }
                }
            }
        }

        return least[^1] == int.MaxValue ? null : (least[^1], Order());

        void Lower(int at, int cost, int placed)
        {
            if (cost < least[at])
            {
                (least[at], last[at]) = (cost, placed);
            }
        }

        List<int> Order()
        {
            var order = new List<int>();
            var (mask, others) = (all, between.Length);
            while (mask != 0 || others > 0)
            {
                var placed = last[(mask * width) + others];
                order.Add(placed < 0 ? between[--others] : named[placed]);
                mask &= placed < 0 ? mask : ~(1 << placed);
            }

            order.Reverse();
            return order;
        }
    }
}
