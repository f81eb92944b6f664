using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Api;

/// <summary>Whether a node is well, for whoever watches it: without a token, so it says nothing of what anybody said, of channels or of peers.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapMethods("/healthz", ["GET", "HEAD"], Health).Needs(Need.Open).WithTags("health")
        .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable)
        .WithSummary("Whether the node is well, and whether it signs; 503 once it has stopped");

    private static JsonHttpResult<HealthAnswer> Health(NodeRecord record)
    {
        var health = record.Guard.Health;
        return health.Hold == SigningHold.Stopped
            ? TypedResults.Json(new HealthAnswer("stopped", false, Name(health.Hold), health.Words), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Json(new HealthAnswer("ok", health.Hold == SigningHold.None, Name(health.Hold), null));
    }

    private static string? Name(SigningHold hold) => hold switch
    {
        SigningHold.None => null,
        SigningHold.AnotherCopy => "another-copy",
        SigningHold.GuardLost => "guard-lost",
        _ => hold.ToString().ToLowerInvariant(),
    };
}

/// <param name="Status"><c>ok</c>: it shows, serves and receives. <c>stopped</c>: a write failed; it shows and serves, and takes nothing more until it is started again.</param>
/// <param name="Signs">Whether what its officers say is signed now.</param>
/// <param name="Hold">Why it does not sign: <c>stopped</c>, <c>different</c>, <c>another-copy</c>, <c>behind</c>, <c>guard-lost</c> or <c>asking</c>; null when it signs.</param>
/// <param name="Reason">What failed, when it has stopped; null otherwise.</param>
public sealed record HealthAnswer(string Status, bool Signs, string? Hold, string? Reason);
