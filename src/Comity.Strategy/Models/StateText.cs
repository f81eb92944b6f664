namespace Comity.Strategy.Models;

/// <summary>States as text: Y or N per option, first option first. In numbers option k is bit k, so that the first option changes fastest.</summary>
public static class StateText
{
    public static string Of(ulong state, int options) => string.Create(options, state, static (text, s) =>
    {
        for (var k = 0; k < text.Length; k++)
        {
            text[k] = (s >> k & 1) == 0 ? 'N' : 'Y';
        }
    });

    public static bool TryParse(string text, int options, out ulong state)
    {
        var parsed = Pattern.TryParse(text, options, out var pattern) && !text.Contains('-', StringComparison.Ordinal);
        state = parsed ? pattern.Value : 0;
        return parsed;
    }
}
