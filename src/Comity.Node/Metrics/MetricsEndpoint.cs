using System.Net;
using Comity.Node.Access;
using Comity.Node.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Metrics;

/// <summary><c>GET /metrics</c>, for programs on this machine or with a token.</summary>
public static class MetricsEndpoint
{
    private static readonly string[] Gateways = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", async (HttpContext http, PrometheusText text) =>
        IsFromHere(http) || (await http.AuthenticateAsync(TokenAuthentication.SchemeName).ConfigureAwait(false)).Succeeded
            ? Results.Text(text.Write(), PrometheusText.ContentType)
            : Results.NotFound()).Needs(Need.Operator).ExcludeFromDescription();

    /// <summary>Whether a program on this machine asks.</summary>
    /// <remarks>A gateway on this machine makes all the world look like here; it says so in a header, and the name asked for is not a loopback number.</remarks>
    public static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IPAddress.TryParse(http.Request.Host.Host, out var asked) && IPAddress.IsLoopback(asked)
        && !Gateways.Any(http.Request.Headers.ContainsKey);
}
