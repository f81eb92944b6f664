using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Accounts;

/// <summary>Coming in and going without a browser: by password with a code, or by a link. The answer sets the session's cookie, as the pages do.</summary>
/// <remarks>
/// Passkeys and the member's provider need a browser. With a session alone a program does what no token may: mandates, tokens, ways in.
/// A code or a link lets in once, so that a request repeated is refused and starts no second session.
/// </remarks>
public static class SignInApi
{
    public static void MapSignInApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("accounts");
        api.MapPost("/sessions", SignInAsync).AllowAnonymous().Needs(Need.Open).Repeats(Repeating.Refused).WithName("SignIn").WithSummary("Sign in by password and a code of the authenticator, or a recovery code; the answer sets the session's cookie");
        api.MapPost("/enrolments", EnrolAsync).AllowAnonymous().Needs(Need.Open).Repeats(Repeating.Refused).WithName("Enrol").WithSummary("Come in by a one-time link's code; every earlier way in ends, and a way in has to be set before anything else");
        api.MapDelete("/me/session", SignOutAsync).Needs(Need.Session).WithName("SignOut").WithSummary("End the session this request comes with");
    }

    private static async Task<Results<Created<SessionStarted>, ProblemHttpResult>> SignInAsync(HttpContext http, SignInDesk desk, SignInRequest request)
    {
        var faults = Missing(("name", request.Name), ("password", request.Password), ("code", request.Code));
        if (faults.Count > 0)
        {
            return Problems.Faults(faults);
        }

        return await desk.ByPasswordAsync(http, request.Name!, request.Password!, request.Code!) switch
        {
            SignInAnswer.In known => Started(known.Account),
            SignInAnswer.Wait wait => Busy(http, wait.For),
            _ => Refused("expected a name, its password and a code that was not used before"),
        };
    }

    private static async Task<Results<Created<SessionStarted>, ProblemHttpResult>> EnrolAsync(HttpContext http, AccountDesk desk, SessionBook sessions, AttemptBook attempts, EnrolRequest request)
    {
        var faults = Missing(("code", request.Code));
        if (faults.Count > 0)
        {
            return Problems.Faults(faults);
        }

        return await EnrolDesk.UseAsync(http, desk, sessions, attempts, request.Code!) is { } account ? Started(account) : Refused("expected the code of a link that was not used and has not ended");
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http, SessionBook sessions)
    {
        await sessions.EndThisAsync(http);
        return TypedResults.NoContent();
    }

    private static Created<SessionStarted> Started(Account account) => TypedResults.Created("/api/v1/me", new SessionStarted(account.UserName!, account.Officer));

    private static ProblemHttpResult Refused(string expected) => Problems.One(StatusCodes.Status401Unauthorized, "Nobody was let in", "accounts.refused", expected);

    private static ProblemHttpResult Busy(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = AccountsEndpoints.Seconds(wait);
        return Problems.One(StatusCodes.Status429TooManyRequests, "Too many attempts from this address", "accounts.wait", $"expected no attempt for another {AccountsEndpoints.Seconds(wait)} s");
    }

    private static List<Fault> Missing(params (string Name, string? Value)[] fields) =>
        [.. fields.Where(f => string.IsNullOrEmpty(f.Value)).Select(f => new Fault(f.Name, "api.missing", "expected text, found nothing"))];
}

/// <param name="Code">Six digits of the authenticator, or a recovery code.</param>
public sealed record SignInRequest(string? Name, string? Password, string? Code);

/// <param name="Code">Of the link: what stands behind <c>code=</c>.</param>
public sealed record EnrolRequest(string? Code);

public sealed record SessionStarted(string SignInName, string Officer);
