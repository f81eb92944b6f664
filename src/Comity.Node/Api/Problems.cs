using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Api;

/// <summary>Problem details (RFC 9457) that list every field at fault, each with a stable code.</summary>
public static class Problems
{
    public static ProblemHttpResult Faults(IEnumerable<Fault> faults, int status = StatusCodes.Status422UnprocessableEntity) => TypedResults.Problem(
        title: "What was sent has faults; nothing was said or stored",
        statusCode: status,
        type: "about:blank",
        extensions: new Dictionary<string, object?> { ["faults"] = faults.Select(f => new { field = f.Field, code = f.Code, message = f.Message }).ToArray() });

    public static ProblemHttpResult One(int status, string title, string code, string message) => TypedResults.Problem(
        title: title,
        statusCode: status,
        detail: message,
        type: "about:blank",
        extensions: new Dictionary<string, object?> { ["code"] = code });

    public static ProblemHttpResult NotFound(string what) => One(StatusCodes.Status404NotFound, "Not held here", "api.not-found", what);

    public static async Task WriteAsync(HttpResponse response, int status, string title, string code, string message) =>
        await One(status, title, code, message).ExecuteAsync(response.HttpContext).ConfigureAwait(false);
}
