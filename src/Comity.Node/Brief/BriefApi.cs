using System.Globalization;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Brief;

/// <summary>The one-page brief for programs; in the language of Accept-Language.</summary>
public static class BriefApi
{
    public static void MapBriefApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/channels/{channel}/brief", Brief).Needs(Need.Read).WithName("GetBrief").WithSummary("The one-page brief as of a day: what changed, where it hurts, what is due, what may be said and what not, each line with its statement");

    private static Results<Ok<MinisterBrief>, ProblemHttpResult> Brief(BriefDesk desk, string? asOf = null) =>
        asOf is null || DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? TypedResults.Ok(desk.Draw())
            : Problems.Faults([new Fault("asOf", "api.as-of", $"expected a date as 2019-08-02, found {asOf}")], StatusCodes.Status400BadRequest);
}
