using Comity.Node.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Rooms;

public static class VisitEndpoint
{
    public static void MapVisits(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/c/{channel}/room/read", MarkRead).Needs(Need.Read).ExcludeFromDescription();

    private static RedirectHttpResult MarkRead(LastVisit visit, ReadMarks marks, [FromForm] string? track, [FromForm] string? returnUrl)
    {
        if (track is null)
        {
            visit.MarkRead();
        }
        else
        {
            marks.MarkRead(track);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
