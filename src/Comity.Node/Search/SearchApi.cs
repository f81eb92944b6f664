using System.ComponentModel;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Search;

/// <summary>Search over HTTP: docs/guides/api.md, "Search".</summary>
public static class SearchApi
{
    public static void MapSearchApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", Search).Needs(Need.Read).WithName("Search").WithSummary("Statements that hold words, of all you may read: every word in the title first, then the latest; with the places marked");

    private static Results<Ok<SearchAnswer>, ProblemHttpResult> Search(
        SearchForm form, SearchView view,
        [Description("Words; \"…\" keeps words together and as they are, - leaves out")] string? q = null,
        string? channel = null, string? track = null, string? kind = null,
        [Description("Who said it")] string? author = null,
        [Description("Who acted, in a recorded act")] string? actor = null,
        [Description("First day, inclusive")] string? from = null,
        [Description("Last day, inclusive")] string? until = null,
        int skip = 0, int take = 20)
    {
        var faults = form.TryRead(new(q, channel, track, kind, author, actor, from, until, skip, take), out var request);
        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var (found, rows) = view.Look(request!);
        return TypedResults.Ok(new SearchAnswer(
            found.Found, found.More, skip + take < found.Found ? skip + take : null, found.Progress.Indexed, found.Progress.Held, rows.Select(SearchHitAnswer.Of).ToValueList()));
    }
}

/// <param name="Found">How many match; no more than 1,000 are listed and counted.</param>
/// <param name="More">True when more match.</param>
/// <param name="Next">Give it as <c>skip</c> to go on; null at the end.</param>
/// <param name="Indexed">Statements the index holds; below <paramref name="Held"/> while it is being made.</param>
public sealed record SearchAnswer(int Found, bool More, int? Next, long Indexed, long Held, ValueList<SearchHitAnswer> Hits);

/// <param name="Id">The statement's id in its channel.</param>
/// <param name="Said">Id of what counts: in public the statement that was published.</param>
/// <param name="Day">Of the act, or on which it was said.</param>
/// <param name="Title">Plain text in parts; those that matched are marked.</param>
public sealed record SearchHitAnswer(
    StatementId Id, StatementId Said, ChannelId Channel, MemberId Member, string Kind, string? Track, StatementId? Subject, DateOnly Day, ValueList<SnippetPart> Title, ValueList<SnippetPart> Text)
{
    public static SearchHitAnswer Of(SearchRow row) => new(
        row.Statement.Id, row.Said.Id, row.Statement.Channel, row.Statement.Member, row.Said.Statement.Kind, row.Said.Statement.Track, row.Said.Statement.Subject, row.Day, row.Title.Parts, row.Text.Parts);
}
