using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Api;

/// <summary>An answer as it went out, so that it can go out again.</summary>
/// <param name="Request">Digest of the request it answers.</param>
/// <param name="Location">Null where it named none.</param>
/// <param name="Type">Content type; null where there was no content.</param>
internal sealed record KeptAnswer(string Request, int Status, string? Location, string? Type, string Body) : IResult
{
    public static KeptAnswer? Read(string text) => JsonSerializer.Deserialize<KeptAnswer>(text);

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Lets a result answer, and keeps what it answered; null when it answered that nothing was done.</summary>
    public static async Task<KeptAnswer?> OfAsync(HttpContext http, IResult result, string request)
    {
        var wire = http.Response.Body;
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        try
        {
            await result.ExecuteAsync(http).ConfigureAwait(false);
        }
        finally
        {
            http.Response.Body = wire;
        }

        var answer = new KeptAnswer(request, http.Response.StatusCode, http.Response.Headers.Location, http.Response.ContentType, System.Text.Encoding.UTF8.GetString(copy.ToArray()));
        await answer.WriteAsync(http).ConfigureAwait(false);
        return answer.Status is >= 200 and < 300 ? answer : null;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        httpContext.Response.ContentType = Type;
        return WriteAsync(httpContext);
    }

    private Task WriteAsync(HttpContext http) => Body.Length > 0 ? http.Response.WriteAsync(Body, http.RequestAborted) : Task.CompletedTask;
}
