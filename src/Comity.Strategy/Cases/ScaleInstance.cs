using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Strategy.Cases;

/// <summary>Generated models of any size, the same everywhere: what speed is measured on.</summary>
/// <remarks>
/// Format <c>strategy-scale/1</c>: from x = 1000 n + d, next(k) sets x to (1103515245 x + 12345) mod 2^31 and gives floor(x / 65536) mod k.
/// Option i belongs to decision maker floor(i d / n); every combination is a state, every option reversible. Each decision maker in turn
/// shuffles the options and draws for each, a, whether a should be Y (wa), another option b and wb; statement j is "a is wa if and only if
/// b is wb" when j is odd and b is not a, otherwise "a is wa".
/// </remarks>
public static class ScaleInstance
{
    /// <param name="options">1 to 64.</param>
    /// <param name="decisionMakers">1 to <paramref name="options"/>.</param>
    public static StrategyModel Of(int options, int decisionMakers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options, StrategyModel.MaxOptions);
        ArgumentOutOfRangeException.ThrowIfLessThan(decisionMakers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decisionMakers, options);
        var draws = new Draws(1000L * options + decisionMakers);
        return new(
            [.. Enumerable.Range(1, options).Select(k => new Option($"o{k}", $"option {k}"))],
            [.. Enumerable.Range(0, decisionMakers).Select(d => new DecisionMaker($"d{d + 1}", $"DM {d + 1}", [.. Enumerable.Range(0, options).Where(k => k * decisionMakers / options == d)], new(Statements(options, draws))))]);
    }

    private static StatementOrder Statements(int options, Draws draws)
    {
        var order = Enumerable.Range(0, options).ToArray();
        for (var i = options - 1; i >= 1; i--)
        {
            var j = draws.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var statements = new List<PreferenceStatement>();
        foreach (var (j, a) in order.Index())
        {
            var (wa, b, wb) = (draws.Next(2), draws.Next(options), draws.Next(2));
            var first = Wanted(a, wa);
            statements.Add(new(j % 2 == 1 && b != a ? new Condition.Iff(first, Wanted(b, wb)) : first));
        }

        return new(statements);
    }

    private static Condition Wanted(int option, int value) => value == 1 ? new Condition.Taken(option) : new Condition.Not(new Condition.Taken(option));

    private sealed class Draws(long seed)
    {
        private long _x = seed;

        public int Next(int below)
        {
            _x = unchecked((1103515245 * _x) + 12345) & int.MaxValue;
            return (int)((_x >> 16) % below);
        }
    }
}
