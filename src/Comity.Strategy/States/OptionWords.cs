namespace Comity.Strategy.States;

/// <summary>64 neighbouring combinations of options as a word per option, so that conditions can be looked at 64 states at a time.</summary>
internal static class OptionWords
{
    public const int States = 64;

    // The options that change within 64 neighbours.
    private static readonly ulong[] Low = [0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000, 0xFFFFFFFF00000000];

    /// <param name="first">The first combination, a multiple of 64.</param>
    /// <param name="words">One per option; bit s is the option in combination first + s.</param>
    public static void Of(ulong first, Span<ulong> words)
    {
        for (var k = 0; k < words.Length; k++)
        {
            words[k] = k < Low.Length ? Low[k] : (first >> k & 1) == 0 ? 0 : ulong.MaxValue;
        }
    }
}
