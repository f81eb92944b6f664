namespace Comity.Strategy.Preferences;

/// <summary>Cuts a condition's text into words, quoted names (with their quotes) and signs.</summary>
internal static class ConditionTokens
{
    private const string Signs = "()&|";

    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = End(text, at);
            if (!char.IsWhiteSpace(text[at]))
            {
                tokens.Add(text[at..end]);
            }

            at = end;
        }

        return tokens;
    }

    // A minus is a sign only before a word: ids may hold one inside.
    private static int End(string text, int at)
    {
        if (text[at] == '"')
        {
            var close = text.IndexOf('"', at + 1);
            return close < 0 ? text.Length : close + 1;
        }

        if (char.IsWhiteSpace(text[at]) || text[at] == '-' || Signs.Contains(text[at], StringComparison.Ordinal))
        {
            return at + 1;
        }

        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '"' && !Signs.Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return end;
    }
}
