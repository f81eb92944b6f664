using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Api;

/// <summary>Problem details (RFC 9457) that list every field at fault, each with a stable code.</summary>
public static class Problems
{
    public static ProblemHttpResult Faults(IEnumerable<Fault> faults, int status = StatusCodes.Status422UnprocessableEntity)
    {
        var all = faults.ToList();
        return TypedResults.Problem(
            title: "What was sent has faults; nothing was said or stored",
            statusCode: status,
            type: "about:blank",
            extensions: new Dictionary<string, object?>
            {
                ["faults"] = all.Select(f => new { field = f.Field, code = f.Code, message = f.Message }).ToArray(),

                // The same by field, as common clients of ASP.NET read it.
                ["errors"] = all.GroupBy(f => f.Field).ToDictionary(f => f.Key, f => f.Select(fault => fault.Message).ToArray()),
            });
    }

    public static ProblemHttpResult One(int status, string title, string code, string message) => TypedResults.Problem(
        title: title,
        statusCode: status,
        detail: message,
        type: "about:blank",
        extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>Words for the problems the framework finds itself: a missing token, a parameter of the wrong type, a body that is no JSON.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest => "expected parameters and a JSON body as /openapi/v1.json describes them",
            StatusCodes.Status401Unauthorized => "expected Authorization: Bearer and a token of this node, or a signed-in session",
            StatusCodes.Status404NotFound => "expected a path that /openapi/v1.json lists",
            StatusCodes.Status415UnsupportedMediaType => "expected Content-Type: application/json",
            _ => null,
        };
        context.ProblemDetails.Extensions.Remove("traceId");
    }

    public static ProblemHttpResult MayNotSign() =>
        One(StatusCodes.Status403Forbidden, "This officer reads and does not sign", "api.may-not-sign", "expected a token or session of an officer who may sign");

    public static ProblemHttpResult NotFound(string what) => One(StatusCodes.Status404NotFound, "Not held here", "api.not-found", what);
}
