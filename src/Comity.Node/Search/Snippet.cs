using Comity.Record;

namespace Comity.Node.Search;

/// <summary>The place in a text where a search found its words. Parts are plain text: whoever shows them encodes them.</summary>
/// <param name="Parts">In order; together a piece of the text, with … where it was cut.</param>
public sealed record Snippet(ValueList<SnippetPart> Parts)
{
    private const int Before = 60;
    private const int Length = 240;

    public static Snippet Nothing { get; } = new([]);

    /// <summary>The piece around the first place of a term, every term's places marked.</summary>
    public static Snippet Of(string text, SearchWords words)
    {
        var places = Places(text, words);
        var first = places.Count == 0 ? 0 : places[0].Start;
        var from = first <= Before || text.Length <= Length ? 0 : Whole(text, first - Before);
        var to = from + Length >= text.Length ? text.Length : Whole(text, from + Length);
        var parts = new List<SnippetPart>();
        var at = from;
        foreach (var (start, end) in places.Where(p => p.End > from && p.Start < to))
        {
            Add(parts, text[at..Math.Max(at, Math.Min(start, to))], false);
            Add(parts, text[Math.Max(at, start)..Math.Max(Math.Max(at, start), Math.Min(end, to))], true);
            at = Math.Clamp(end, at, to);
        }

        Add(parts, text[at..to], false);
        return new([.. from > 0 ? [new SnippetPart("… ", false)] : Array.Empty<SnippetPart>(), .. parts, .. to < text.Length ? [new SnippetPart(" …", false)] : Array.Empty<SnippetPart>()]);
    }

    /// <summary>Whether any term stands in the text.</summary>
    public static bool IsIn(string text, SearchWords words) => Places(text, words).Count > 0;

    private static void Add(List<SnippetPart> parts, string text, bool marked)
    {
        if (text.Length > 0)
        {
            parts.Add(new(text, marked));
        }
    }

    // Never between the halves of a surrogate pair.
    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static List<(int Start, int End)> Places(string text, SearchWords words)
    {
        var fold = TextFold.Of(text);
        var found = words.Wanted.SelectMany(t => TermPlaces(fold, t)).OrderBy(p => p.Start).ThenByDescending(p => p.End).ToList();
        var merged = new List<(int Start, int End)>();
        foreach (var place in found)
        {
            if (merged.Count > 0 && place.Start < merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, place.End));
            }
            else
            {
                merged.Add(place);
            }
        }

        return merged;
    }

    private static IEnumerable<(int Start, int End)> TermPlaces(TextFold fold, SearchTerm term)
    {
        var tokens = TextTokens.Placed(fold.Folded);
        for (var at = 0; at + term.Tokens.Count <= tokens.Count; at++)
        {
            if (Matches(tokens, at, term))
            {
                var last = tokens[at + term.Tokens.Count - 1];
                // Of a pair that begins with the one letter asked for, that letter.
                var end = term.Open && last.Token[0] >= '\u1100' ? last.Start + term.Tokens[^1].Length : last.End;
                yield return (fold.Starts[tokens[at].Start], fold.Ends[end - 1]);
            }
        }
    }

    private static bool Matches(List<(string Token, int Start, int End)> tokens, int at, SearchTerm term)
    {
        for (var i = 0; i < term.Tokens.Count; i++)
        {
            var (have, want) = (tokens[at + i].Token, term.Tokens[i]);
            if (!(term.Open && i == term.Tokens.Count - 1 ? have.StartsWith(want, StringComparison.Ordinal) : have == want))
            {
                return false;
            }
        }

        return true;
    }
}

public sealed record SnippetPart(string Text, bool Marked);
