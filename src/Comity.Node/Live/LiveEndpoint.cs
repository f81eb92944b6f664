using Comity.Node.Access;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Live;

public static class LiveEndpoint
{
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/live/{channel}", Listen).Needs(Need.Read).ExcludeFromDescription();

    /// <summary>An open stream would hold Kestrel until its shutdown timeout: it ends with the stop signal.</summary>
    private static ServerSentEventsResult<string> Listen(string channel, LiveNews news, SightAccessor sights, HttpContext http, IHostApplicationLifetime lifetime)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(linked);
        return TypedResults.ServerSentEvents(news.ReadAsync(ChannelId.Parse(channel), () => sights.Sight.MayRead(ChannelId.Parse(channel)), linked.Token));
    }
}
