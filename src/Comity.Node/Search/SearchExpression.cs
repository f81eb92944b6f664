using Comity.Node.Access;

namespace Comity.Node.Search;

/// <summary>A request and the reader's rights as one FTS5 expression: what may not be read is never matched, counted or ranked.</summary>
/// <remarks>SQLite, "FTS5 Extension", section 3, Full-text Query Syntax. Every token is quoted; tokens hold no quotation mark, being letters and digits alone.</remarks>
internal static class SearchExpression
{
    /// <returns>Two expressions that share no match: every word in the title, and the rest. Null when nothing may match: the channel or track asked for is not the reader's.</returns>
    public static (string InTitle, string Elsewhere)? Of(SearchRequest request, ReadingRights rights)
    {
        var readable = rights.Rights.Where(r => request.Channel is null || r.Channel == request.Channel).Where(r => request.Track is null || r.Covers(request.Track)).ToList();
        if (readable.Count == 0)
        {
            return null;
        }

        var wanted = string.Join(" AND ", request.Words.Wanted.Select(Term));
        var within = string.Join(" AND ", Asked(request).Select(f => Facet(Quoted(f))).Prepend(Facet(string.Join(" OR ", readable.Select(Right)))));
        var without = request.Words.Unwanted.Select(t => $"({{title text}} : {Term(t)})").Concat(Twice(request, readable)).ToList();
        var inTitle = $"({{title}} : ({wanted}))";
        return (Joined(inTitle, within, without), Joined($"({{title text}} : ({wanted}))", within, [.. without, inTitle]));
    }

    private static string Joined(string words, string within, IEnumerable<string> without) => $"({words} AND {within}){string.Concat(without.Select(w => $" NOT {w}"))}";

    // Published from a channel the reader has whole: found there.
    private static IEnumerable<string> Twice(SearchRequest request, List<ReadingRight> readable) => request.Channel is { IsPublic: true }
        ? []
        : readable.Where(r => !r.Channel.IsPublic && r.Tracks is null).Select(r => Facet(Quoted(SearchFacet.PublishedFrom(r.Channel))));

    private static IEnumerable<string> Asked(SearchRequest request)
    {
        if (request.Track is { } track)
        {
            yield return SearchFacet.Track(track);
        }

        if (request.Kind is { } kind)
        {
            yield return SearchFacet.Kind(kind);
        }

        if (request.Author is { } author)
        {
            yield return SearchFacet.Author(author);
        }

        if (request.Actor is { } actor)
        {
            yield return SearchFacet.Actor(actor);
        }
    }

    private static string Right(ReadingRight right) => right.Tracks is null
        ? Quoted(SearchFacet.Channel(right.Channel))
        : $"({Quoted(SearchFacet.Channel(right.Channel))} AND ({string.Join(" OR ", right.Tracks.Append(null).Select(t => Quoted(SearchFacet.Track(t))))}))";

    private static string Term(SearchTerm term) => $"{Quoted(string.Join(' ', term.Tokens))}{(term.Open ? " *" : "")}";

    private static string Facet(string expression) => $"(facet : ({expression}))";

    private static string Quoted(string token) => $"\"{token.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
