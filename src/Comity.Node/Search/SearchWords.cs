using System.Text;
using Comity.Record;

namespace Comity.Node.Search;

/// <summary>What somebody typed: words to be found, words not to be found. <c>"…"</c> keeps words together and as they are, <c>-</c> leaves out.</summary>
/// <param name="Wanted">At least one.</param>
public sealed record SearchWords(ValueList<SearchTerm> Wanted, ValueList<SearchTerm> Unwanted)
{
    public const int LongestText = 200;
    public const int MostTerms = 16;

    /// <returns>Every fault at once; empty when <paramref name="words"/> was read.</returns>
    public static IReadOnlyList<Fault> TryRead(string? text, out SearchWords? words)
    {
        words = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return [Wrong("search.empty", "expected a word to look for, found nothing")];
        }

        if (text.Length > LongestText)
        {
            return [Wrong("search.long", $"expected at most {LongestText} characters, found {text.Length}")];
        }

        var terms = Parts(text).Select(p => (p.Leave, Term: SearchTerm.Of(p.Text, p.Quoted))).Where(t => t.Term is not null).ToList();
        if (terms.Count > MostTerms)
        {
            return [Wrong("search.many", $"expected at most {MostTerms} words, found {terms.Count}")];
        }

        var wanted = terms.Where(t => !t.Leave).Select(t => t.Term!).ToValueList();
        if (wanted.Count == 0)
        {
            return [Wrong("search.nothing", "expected a word to look for beside what is to be left out; signs alone are in no text")];
        }

        words = new(wanted, terms.Where(t => t.Leave).Select(t => t.Term!).ToValueList());
        return [];
    }

    private static Fault Wrong(string code, string message) => new("q", code, message);

    // A quotation mark that is never closed reaches to the end; the marks of other languages and of typing programs count too.
    private static IEnumerable<(string Text, bool Quoted, bool Leave)> Parts(string text)
    {
        var part = new StringBuilder();
        var (quoted, leave) = (false, false);
        foreach (var letter in text + " ")
        {
            var isQuote = letter is '"' or '“' or '”' or '„' or '「' or '」' or '『' or '』' or '＂';
            if (!isQuote && (quoted || !char.IsWhiteSpace(letter)))
            {
                leave |= part.Length == 0 && !quoted && letter is '-' or '−' or '－';
                part.Append(letter);
                continue;
            }

            if (part.ToString().TrimStart('-', '−', '－') is { Length: > 0 } || quoted)
            {
                yield return (part.ToString(), quoted, leave);
                leave = false;
            }
            else if (char.IsWhiteSpace(letter))
            {
                leave = false;
            }

            part.Clear();
            quoted = isQuote && !quoted;
        }

        if (part.Length > 0)
        {
            yield return (part.ToString(), quoted, leave);
        }
    }
}

/// <param name="Tokens">At least one, in the order in which they must follow one another.</param>
/// <param name="Open">True when the last token may go on: <c>licens</c> finds licensing, 韓 finds 韓国.</param>
public sealed record SearchTerm(ValueList<string> Tokens, bool Open)
{
    /// <summary>Shorter words of an alphabet are found whole only: else every word that begins with "us" would be.</summary>
    private const int ShortestBeginning = 3;

    public static SearchTerm? Of(string text, bool quoted)
    {
        var tokens = TextTokens.OfQuery(TextFold.Of(text).Folded, out var open);
        return tokens.Count == 0 ? null : new(tokens.ToValueList(), open || (!quoted && IsWord(tokens[^1])));
    }

    private static bool IsWord(string token) => token.Length >= ShortestBeginning && token.All(c => c < '\u1100');
}
