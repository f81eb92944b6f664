namespace Comity.Node.Search;

/// <summary>Cuts a folded text into tokens: words of letters and digits, and of kana, kanji and hangul every pair of neighbours.</summary>
/// <remarks>
/// A run of n such letters gives its n − 1 pairs in order and then its last letter: 日韓関係 gives 日韓, 韓関, 関係, 係. A word of two letters or more is then
/// a phrase of pairs, and one letter alone is the beginning of a token. docs/decisions/0009-pairs-of-letters.md.
/// </remarks>
public static class TextTokens
{
    /// <summary>Tokens of a whole text, in order.</summary>
    public static IEnumerable<string> Of(string folded) => Placed(folded).Select(t => t.Token);

    /// <summary>The same with the places they stand at, the end exclusive.</summary>
    public static List<(string Token, int Start, int End)> Placed(string folded) => Cut(folded, isQuery: false);

    /// <summary>Tokens to look for: as above, but what follows the last run is not known.</summary>
    /// <param name="open">True when the last token is only how one begins: a letter of a paired script alone.</param>
    public static List<string> OfQuery(string folded, out bool open)
    {
        var last = Runs(folded).LastOrDefault();
        open = last.IsPaired && last.End - last.Start == Letter(folded, last.Start);
        return [.. Cut(folded, isQuery: true).Select(t => t.Token)];
    }

    private static List<(string Token, int Start, int End)> Cut(string folded, bool isQuery)
    {
        var tokens = new List<(string, int, int)>();
        var runs = Runs(folded).ToList();
        foreach (var (at, (start, end, isPaired)) in runs.Index())
        {
            if (isPaired)
            {
                AddPairs(tokens, folded, start, end, open: isQuery && at == runs.Count - 1);
            }
            else
            {
                tokens.Add((folded[start..end], start, end));
            }
        }

        return tokens;
    }

    /// <summary>Runs of letters of one sort; what is neither letter nor digit lies between them.</summary>
    internal static IEnumerable<(int Start, int End, bool IsPaired)> Runs(string folded)
    {
        var (start, paired) = (-1, false);
        for (var at = 0; at <= folded.Length; at += at < folded.Length ? Letter(folded, at) : 1)
        {
            var isLetter = at < folded.Length && IsLetter(folded, at);
            var isPaired = isLetter && IsPaired(folded, at);
            if (start >= 0 && (!isLetter || isPaired != paired))
            {
                yield return (start, at, paired);
                start = -1;
            }

            if (isLetter && start < 0)
            {
                (start, paired) = (at, isPaired);
            }
        }
    }

    private static void AddPairs(List<(string, int, int)> tokens, string folded, int start, int end, bool open)
    {
        for (var at = start; at < end;)
        {
            var next = at + Letter(folded, at);
            if (next < end)
            {
                var pair = next + Letter(folded, next);
                tokens.Add((folded[at..pair], at, pair));
            }
            else if (!open || at == start)
            {
                tokens.Add((folded[at..next], at, next));
            }

            at = next;
        }
    }

    private static int Letter(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;

    private static bool IsLetter(string text, int at) => char.IsLetterOrDigit(text, at) || IsPaired(text, at);

    // Kana with its marks of length and repetition, kanji with 々 and 〇, hangul; all of them folded already.
    private static bool IsPaired(string text, int at) => char.ConvertToUtf32(text, at) is
        (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0x1100 and <= 0x11FF)
        or (>= 0x20000 and <= 0x323AF);
}
