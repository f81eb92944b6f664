using System.Numerics;
using Comity.Strategy.Models;

namespace Comity.Strategy.Words;

/// <summary>States in the words of their options, in English, for commands and explanations.</summary>
public static class StateWords
{
    /// <summary>One state as against another: what is taken and what is not, of the options in which they differ.</summary>
    /// <returns><c>with “A” and “B”, without “C”</c>; <c>the same options</c> when they do not differ.</returns>
    public static string Against(StrategyModel model, ulong state, ulong other) => Over(model, state, state ^ other);

    /// <summary>The options taken: <c>with “A” and “B”</c>, or <c>with none of the options</c>.</summary>
    public static string Taken(StrategyModel model, ulong state) =>
        state == 0 ? "with none of the options" : "with " + Names(model, state);

    private static string Over(StrategyModel model, ulong state, ulong differing)
    {
        var (taken, left) = (state & differing, ~state & differing);
        return differing == 0 ? "the same options"
            : left == 0 ? "with " + Names(model, taken)
            : taken == 0 ? "without " + Names(model, left)
            : $"with {Names(model, taken)}, without {Names(model, left)}";
    }

    private static string Names(StrategyModel model, ulong options)
    {
        var names = new List<string>();
        for (; options != 0; options &= options - 1)
        {
            names.Add($"“{model.Options[BitOperations.TrailingZeroCount(options)].Name}”");
        }

        return names.Count == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1];
    }
}
