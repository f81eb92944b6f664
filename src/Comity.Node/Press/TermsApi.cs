using System.Text.Json;
using Comity.Domain.Terms;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Press;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Lists of terms for programs, and this member's own as a table.</summary>
public static class TermsApi
{
    public static void MapTermsApi(this IEndpointRouteBuilder routes)
    {
        var terms = routes.MapGroup("/api/v1/channels/{channel}/terms").WithTags("press");
        terms.MapGet("", Lists).Needs(Need.Read).WithName("Terms").WithSummary("The list of terms that stands of each member in a channel");
        terms.MapPost("", SayAsync).Needs(Need.Say).WithName("SetTerms").WithSummary("Say this member's list whole, in the place of the one before")
            .Accepts<TermsRequest>("application/json");
    }

    public static void MapTermsFile(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/c/{channel}/press/terms.csv", File).Needs(Need.Read).ExcludeFromDescription();

    private static Ok<TermsAnswer> Lists(IRoom room, string channel) =>
        TypedResults.Ok(new TermsAnswer([.. In(room, ChannelId.Parse(channel)).Lists.Select(l => new TermListView(l.Author.ToString(), l.Id.ToString(), [.. l.Terms]))]));

    private static Task<Answer> SayAsync(ApiSaying saying, string channel, JsonElement body) => saying.SayAsync<TermListSet>(channel, body, _ => null, _ => []);

    private static FileContentHttpResult File(IRoom room, string channel) => TypedResults.File(
        TermsTable.Write(In(room, ChannelId.Parse(channel)).Lists.FirstOrDefault(l => l.Author == room.Me)?.Terms ?? []), "text/csv; charset=utf-8", $"terms-{room.Me}-{channel}.csv");

    internal static TermsFindings In(IRoom room, ChannelId channel) => room.Findings<TermsFindings>(channel) ?? TermsFindings.None;
}

/// <param name="Track">One of the charter's.</param>
/// <param name="Terms">0 to 300; none takes the list back.</param>
public sealed record TermsRequest(string Track, IReadOnlyList<Term> Terms);

public sealed record TermsAnswer(IReadOnlyList<TermListView> Lists);

/// <param name="Statement">The statement that holds it.</param>
public sealed record TermListView(string Member, string Statement, IReadOnlyList<Term> Terms);
