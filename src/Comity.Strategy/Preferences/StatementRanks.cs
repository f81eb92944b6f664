using Comity.Strategy.States;

namespace Comity.Strategy.Preferences;

/// <summary>Ranks by option prioritisation: each statement doubles what the more important ones made and adds whether it holds.</summary>
internal static class StatementRanks
{
    private const int MaxBits = 31;

    public static int[] Of(StatementOrder order, StateSpace states, CancellationToken cancellation)
    {
        var ranks = new int[states.Count];
        var bits = 0;
        for (var first = 0; first < order.Statements.Count;)
        {
            if (bits == MaxBits)
            {
                bits = Compress(ranks);
            }

            var count = Math.Min(MaxBits - bits, order.Statements.Count - first);
            if (count == 0)
            {
                throw new NotSupportedException("more states in strict order than an integer can number");
            }

            var conditions = order.Statements.Skip(first).Take(count).Select(s => s.Condition).ToArray();
            for (var from = 0; from < ranks.Length; from += 64)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(conditions, states, from, ranks.AsSpan(from, Math.Min(64, ranks.Length - from)));
            }

            (first, bits) = (first + count, bits + count);
        }

        return ranks;
    }

    private static void Add(Condition[] conditions, StateSpace states, int from, Span<int> ranks)
    {
        Span<ulong> options = stackalloc ulong[states.Model.Options.Count];
        options.Clear();
        for (var s = 0; s < ranks.Length; s++)
        {
            for (var k = 0; k < options.Length; k++)
            {
                options[k] |= (states[from + s] >> k & 1) << s;
            }
        }

        foreach (var condition in conditions)
        {
            var holds = condition.Holds(options);
            for (var s = 0; s < ranks.Length; s++)
            {
                ranks[s] = 2 * ranks[s] + (int)(holds >> s & 1);
            }
        }
    }

    /// <summary>The same order with the smallest numbers.</summary>
    /// <returns>How many bits the largest takes.</returns>
    private static int Compress(int[] ranks)
    {
        var distinct = ranks.Distinct().Order().ToArray();
        for (var s = 0; s < ranks.Length; s++)
        {
            ranks[s] = Array.BinarySearch(distinct, ranks[s]);
        }

        return 32 - int.LeadingZeroCount(distinct.Length - 1);
    }
}
