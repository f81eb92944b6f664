using Comity.Node.Access;
using Comity.Record;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Comity.Node.Accounts;

/// <summary>What the sign-in and account pages send. Forms carry an antiforgery token as a field, the passkey script as a header.</summary>
/// <remarks>A form is checked because it binds a field: each takes at least one, if only where to go afterwards.</remarks>
public static class AccountsEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").ExcludeFromDescription();
        routes.MapPost("/sign-in/password", PasswordAsync).Needs(Need.Open);
        routes.MapPost("/sign-in/passkey/options", PasskeyOptionsAsync).Needs(Need.Open).AddEndpointFilter(ForgeryAsync);
        routes.MapPost("/sign-in/passkey", PasskeyAsync).Needs(Need.Open).AddEndpointFilter(ForgeryAsync);
        routes.MapPost("/sign-in/provider", AskProvider).Needs(Need.Open);
        routes.MapPost("/account/provider", LinkProvider).Needs(Need.SignedIn);
        routes.MapPost("/account/passkeys/options", NewPasskeyOptionsAsync).Needs(Need.SignedIn).AddEndpointFilter(ForgeryAsync);
        routes.MapPost("/account/passkeys", AddPasskeyAsync).Needs(Need.SignedIn).AddEndpointFilter(ForgeryAsync);
        routes.MapPost("/account/passkeys/statement", SignStatementAsync).Needs(Need.SignedIn).AddEndpointFilter(ForgeryAsync);
        routes.MapPost("/account/passkeys/remove", RemovePasskeyAsync).Needs(Need.SignedIn);
        routes.MapPost("/account/sessions/end", EndSessionAsync).Needs(Need.SignedIn);
        routes.MapPost("/account/sessions/end-all", EndAllAsync).Needs(Need.SignedIn);
        routes.MapPost("/account/tokens/revoke", RevokeTokenAsync).Needs(Need.SignedIn);
    }

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> PasswordAsync(
        HttpContext http, SignInDesk desk, [FromForm] string name, [FromForm] string password, [FromForm] string code, [FromForm] string? returnUrl)
    {
        switch (await desk.ByPasswordAsync(http, name, password, code))
        {
            case SignInAnswer.In:
                return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
            case SignInAnswer.Wait wait:
                return Busy(http, wait);
            default:
                return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(AccountPaths.Refused, "returnUrl", LocalUrl.OrHome(returnUrl)));
        }
    }

    private static async Task<ContentHttpResult> PasskeyOptionsAsync(SignInDesk desk) => TypedResults.Text(await desk.PasskeyOptionsAsync(), "application/json");

    private static async Task<Results<Ok<Moved>, UnauthorizedHttpResult, StatusCodeHttpResult>> PasskeyAsync(HttpContext http, SignInDesk desk, PasskeyAnswer answer) =>
        await desk.ByPasskeyAsync(http, answer.Credential) switch
        {
            SignInAnswer.In => TypedResults.Ok(new Moved(LocalUrl.OrHome(answer.ReturnUrl))),
            SignInAnswer.Wait wait => Busy(http, wait),
            _ => TypedResults.Unauthorized(),
        };

    private static Results<ChallengeHttpResult, NotFound> AskProvider(AccountsOptions options, [FromForm] string? returnUrl) => options.Provider is null
        ? TypedResults.NotFound()
        : TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalUrl.OrHome(returnUrl) }, [AccountsSetup.ProviderScheme]);

    private static async Task<Results<ChallengeHttpResult, NotFound>> LinkProvider(HttpContext http, AccountsOptions options, WayDesk ways, [FromForm] string? returnUrl) =>
        options.Provider is null || await ways.OfAsync(http) is not { } account
            ? TypedResults.NotFound()
            : TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalUrl.OrHome(returnUrl), Items = { [ProviderSetup.LinkItem] = account.Id } }, [AccountsSetup.ProviderScheme]);

    private static async Task<Results<ContentHttpResult, NotFound>> NewPasskeyOptionsAsync(HttpContext http, WayDesk ways) => await ways.OfAsync(http) is { } account
        ? TypedResults.Text(await ways.PasskeyOptionsAsync(account), "application/json")
        : TypedResults.NotFound();

    private static async Task<Results<Ok<Moved>, BadRequest>> AddPasskeyAsync(HttpContext http, WayDesk ways, PasskeyAnswer answer) =>
        await ways.OfAsync(http) is { } account && await ways.AddPasskeyAsync(account, answer.Credential, answer.Name ?? "")
            ? TypedResults.Ok(new Moved(await ways.RecoveryCodesLeftAsync(account) == 0 ? "/account/recovery-codes" : AccountPaths.Account))
            : TypedResults.BadRequest();

    private static async Task<Results<Ok<Moved>, BadRequest>> SignStatementAsync(HttpContext http, SignatureBook signatures, Rooms.IRoom room, StatementSigned answer) =>
        StatementId.TryParse(answer.Statement, out var id) && await signatures.KeepAsync(http, id, answer.Credential)
            ? TypedResults.Ok(new Moved($"/c/{room.Find(id)!.Statement.Channel}/record/statements/{id}"))
            : TypedResults.BadRequest();

    private static async Task<RedirectHttpResult> RemovePasskeyAsync(HttpContext http, WayDesk ways, [FromForm] string id)
    {
        var removed = await ways.OfAsync(http) is { } account && TryDecode(id) is { } credential && await ways.RemovePasskeyAsync(account, credential);
        return TypedResults.LocalRedirect(removed ? AccountPaths.Account : AccountPaths.Account + "?refused=last-way");
    }

    private static async Task<RedirectHttpResult> EndSessionAsync(HttpContext http, SessionBook sessions, [FromForm] string id)
    {
        await sessions.EndAsync(AccountClaims.AccountOf(http) ?? "", id);
        return TypedResults.LocalRedirect(AccountPaths.Account);
    }

    private static async Task<RedirectHttpResult> EndAllAsync(HttpContext http, SessionBook sessions, [FromForm] string? returnUrl)
    {
        await sessions.EndAllAsync(AccountClaims.AccountOf(http) ?? "");
        await sessions.EndThisAsync(http);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<RedirectHttpResult> RevokeTokenAsync(HttpContext http, TokenBook tokens, [FromForm] string id)
    {
        await tokens.RevokeAsync(AccountClaims.AccountOf(http) ?? "", id);
        return TypedResults.LocalRedirect(AccountPaths.Account);
    }

    private static StatusCodeHttpResult Busy(HttpContext http, SignInAnswer.Wait wait)
    {
        http.Response.Headers.RetryAfter = Seconds(wait.For);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    internal static string Seconds(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // JSON is not checked by the middleware, which looks at bound forms only.
    private static async ValueTask<object?> ForgeryAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await ((IAntiforgery)context.HttpContext.RequestServices.GetService(typeof(IAntiforgery))!).IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.BadRequest();

    private static byte[]? TryDecode(string text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <param name="Credential">What <c>navigator.credentials</c> gave, as JSON text.</param>
    internal sealed record PasskeyAnswer(string Credential, string? Name, string? ReturnUrl);

    /// <param name="Credential">The same, over the id of the statement as challenge.</param>
    internal sealed record StatementSigned(string Statement, string Credential);

    internal sealed record Moved(string Location);
}
