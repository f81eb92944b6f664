using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Comity.Domain.Press;

/// <summary>The words a text speaks with, comparable across texts: English stems, pairs of neighbouring characters in Han, katakana and Hangul.</summary>
/// <remarks>Pairs of characters need no dictionary to find words where none are divided by spaces. Hiragana, which mostly inflects, divides.</remarks>
internal static class PressTerms
{
    private static readonly FrozenSet<string> Empty = new[]
    {
        "the", "and", "that", "this", "with", "from", "for", "has", "have", "had", "was", "were", "will", "would", "are", "its", "their", "our", "they",
        "not", "but", "who", "which", "been", "into", "over", "upon", "than", "then", "also", "said", "say", "what", "when", "after", "before", "about",
        "government", "country", "countries",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static HashSet<string> Of(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var run = new StringBuilder();
        var last = Script.None;
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Append(' '))
        {
            var script = ScriptOf(c);
            if (script != last)
            {
                Take(run, last, terms);
                run.Clear();
            }

            run.Append(c);
            last = script;
        }

        return terms;
    }

    private static void Take(StringBuilder run, Script script, HashSet<string> terms)
    {
        if (script == Script.Latin && Stem(run.ToString()) is { Length: > 2 } stem && !Empty.Contains(stem))
        {
            terms.Add(stem);
        }

        for (var i = 0; script is Script.EastAsian or Script.Hangul && i + 1 < run.Length; i++)
        {
            terms.Add(run.ToString(i, 2));
        }
    }

    // Enough to bring "removes" to "removed" and "licences" to "licence"; what it mangles it mangles alike on both sides.
    private static string Stem(string word) => word switch
    {
        _ when Empty.Contains(word) => word,
        [.. var start, 'i', 'e', 's'] when start.Length > 2 => start + "y",
        [.. var start, 'i', 'n', 'g'] when start.Length > 3 => start,
        [.. var start, 'e', 'd'] when start.Length > 2 => start,
        [.. var start, 'e', 's'] when start.Length > 2 => start,
        [.. var start, 's'] when start is { Length: > 2 } and not [.., 's'] => Stem(start),
        [.. var start, 'e'] when start.Length > 3 => start,
        _ => word,
    };

    private static Script ScriptOf(char c) => c switch
    {
        >= 'a' and <= 'z' => Script.Latin,
        >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\u30A0' and <= '\u30FF' or '々' => Script.EastAsian,
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter => Script.Latin,
        _ => Script.None,
    };

    private enum Script { None, Latin, EastAsian, Hangul }
}
