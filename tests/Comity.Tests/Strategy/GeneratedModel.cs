using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Tests.Strategy;

/// <summary>A model from a seed: 2 to 5 decision makers, up to 9 options, with everything the format knows.</summary>
internal static class GeneratedModel
{
    private static readonly string[] Parties = ["Arda", "Bera", "Cirra", "Dora", "Esna"];

    /// <param name="plain">No merged states and no disallowed moves.</param>
    public static StrategyModel Of(int seed, bool plain = false)
    {
        var random = new Random(seed);
        // Most models are small: they differ as much, and the plain reference is slow.
        var options = random.Next(16) == 0 ? random.Next(7, 10) : random.Next(1, 7);
        return Of(random, options, random.Next(2, 6), Patterns(random, options, random.Next(4)), plain);
    }

    /// <summary>A model of that size without merged states and disallowed moves.</summary>
    /// <param name="settled">How many of the first options no feasible state takes; all are the first decision maker's.</param>
    public static StrategyModel Large(int seed, int options, int movers, int settled)
    {
        var random = new Random(seed);
        var patterns = Patterns(random, options, random.Next(2)).Where(p => System.Numerics.BitOperations.PopCount(p.Mask) > 2);
        return Of(random, options, movers, [.. Enumerable.Range(0, settled).Select(k => new Pattern(1UL << k, 1UL << k)), .. patterns], plain: true, settled);
    }

    private static StrategyModel Of(Random random, int options, int movers, List<Pattern> infeasible, bool plain, int settled = 0)
    {
        ulong[] feasible = [.. Enumerable.Range(0, 1 << options).Select(s => (ulong)s).Where(s => !infeasible.Exists(p => p.Matches(s)))];
        if (feasible.Length == 0)
        {
            (infeasible, feasible) = ([], [.. Enumerable.Range(0, 1 << options).Select(s => (ulong)s)]);
        }

        var merged = plain ? [] : Merged(random, options, feasible);
        ulong[] states = [.. feasible.Where(s => !merged.Exists(m => m.Pattern.Matches(s) && m.Representative != s))];
        var owners = Enumerable.Range(0, options).Select(k => k < settled ? 0 : random.Next(movers)).ToArray();
        var makers = Enumerable.Range(0, movers).Select(i => new DecisionMaker(
            Parties[i].ToLowerInvariant(), Parties[i], [.. Enumerable.Range(0, options).Where(k => owners[k] == i)], new(Order(random, options, states)))).ToList();
        var disallowed = plain ? [] : Patterns(random, options, 2 * random.Next(3)).Chunk(2).Select(p => new DisallowedMove(random.Next(movers), p[0], p[1])).ToList();
        return new([.. Enumerable.Range(1, options).Select(k => new Option($"o{k}", $"option {k}", DirectionOf(random)))], makers, infeasible, merged, disallowed);
    }

    private static Direction DirectionOf(Random random) => random.Next(8) switch
    {
        0 => Direction.Forward,
        1 => Direction.Backward,
        2 when random.Next(2) == 0 => Direction.Fixed,
        _ => Direction.Both,
    };

    private static List<MergedState> Merged(Random random, int options, ulong[] feasible)
    {
        var merged = new List<MergedState>();
        foreach (var pattern in Patterns(random, options, random.Next(3)))
        {
            ulong[] members = [.. feasible.Where(pattern.Matches)];
            if (members.Length > 0 && !members.Any(s => merged.Exists(m => m.Pattern.Matches(s))))
            {
                merged.Add(new($"m{merged.Count}", pattern, members[random.Next(members.Length)]));
            }
        }

        return merged;
    }

    private static PreferenceOrder Order(Random random, int options, ulong[] states)
    {
        if (random.Next(2) == 0)
        {
            return new StatementOrder([.. Enumerable.Range(0, random.Next(options + 2)).Select(_ => new PreferenceStatement(Condition(random, options, 3)))]);
        }

        var tiers = random.Next(3) == 0 ? random.Next(1, 5) : states.Length;
        return new Ranking([.. states.GroupBy(_ => random.Next(tiers)).OrderBy(t => t.Key).Select(t => t.ToList())]);
    }

    private static Condition Condition(Random random, int options, int depth)
    {
        Condition Inner() => Condition(random, options, depth - 1);
        return random.Next(depth == 0 ? 2 : 7) switch
        {
            0 => new Condition.Taken(random.Next(options)),
            1 => new Condition.Not(new Condition.Taken(random.Next(options))),
            2 => new Condition.And(Inner(), Inner()),
            3 => new Condition.Or(Inner(), Inner()),
            4 => new Condition.If(Inner(), Inner()),
            5 => new Condition.Iff(Inner(), Inner()),
            _ when depth == 3 => new Condition.AnyOf(Patterns(random, options, random.Next(1, 4))),
            _ => new Condition.Not(Inner()),
        };
    }

    private static List<Pattern> Patterns(Random random, int options, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var mask = (ulong)(random.Next(1 << options) & (random.Next(1 << options) | random.Next(1 << options)));
        return new Pattern(mask, (ulong)random.Next(1 << options) & mask);
    })];
}
