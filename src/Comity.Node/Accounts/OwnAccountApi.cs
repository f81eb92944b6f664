using System.Buffers.Text;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Accounts;

/// <summary>One's own account for programs: ways in, sessions, tokens. Most of it asks for a session: a token does not make another, nor change how its person comes in.</summary>
public static class OwnAccountApi
{
    public static void MapOwnAccountApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/me").WithTags("accounts");
        api.MapGet("/ways", WaysAsync).Needs(Need.Session).WithName("ListWays").WithSummary("Your ways in: passkeys, password with an authenticator, recovery codes, the member's provider");
        api.MapGet("/authenticator", AuthenticatorAsync).Needs(Need.Session).WithName("GetAuthenticator").WithSummary("The key for your authenticator (TOTP), as text and as the address a QR code holds");
        api.MapPost("/password", SetPasswordAsync).Needs(Need.Session).Repeats(Repeating.Refused).WithName("SetPassword").WithSummary("Set a password together with a code of the authenticator; your other sessions end");
        api.MapPost("/recovery-codes", NewCodesAsync).Needs(Need.Session).Repeats(Repeating.Told).WithName("MakeRecoveryCodes").WithSummary("New recovery codes in the place of the old ones, told this once");
        api.MapDelete("/passkeys/{passkey}", RemovePasskeyAsync).Needs(Need.Session).WithName("RemovePasskey").WithSummary("Take a passkey away, unless it is the last way in");
        api.MapGet("/sessions", SessionsAsync).Needs(Need.Session).WithName("ListSessions").WithSummary("Your sessions on this node, latest first");
        api.MapDelete("/sessions/{session}", EndAsync).Needs(Need.Session).WithName("EndSession").WithSummary("End one of your sessions");
        api.MapDelete("/sessions", EndAllAsync).Needs(Need.Session).WithName("EndSessions").WithSummary("End all your sessions, this one too");
        api.MapPost("/tokens", MakeTokenAsync).Needs(Need.Session).Repeats(Repeating.Told).WithName("MakeToken").WithSummary("Make a token; its text is told this once");
        api.MapDelete("/tokens/{id}", RevokeAsync).Needs(Need.SignedIn).WithName("RevokeToken").WithSummary("Revoke one of your own tokens");
    }

    private static async Task<Results<Ok<WaysInAnswer>, ProblemHttpResult>> WaysAsync(HttpContext http, WayDesk ways) => await ways.OfAsync(http) is not { } account
        ? NoAccount()
        : TypedResults.Ok(new WaysInAnswer(
            [.. (await ways.PasskeysAsync(account)).Select(p => new PasskeyView(Base64Url.EncodeToString(p.CredentialId), p.Name, p.CreatedAt))],
            account is { TwoFactorEnabled: true, PasswordHash: not null }, await ways.RecoveryCodesLeftAsync(account), await ways.HasProviderAsync(account)));

    private static async Task<Results<Ok<AuthenticatorAnswer>, ProblemHttpResult>> AuthenticatorAsync(HttpContext http, WayDesk ways, IRoom room)
    {
        if (await ways.OfAsync(http) is not { } account)
        {
            return NoAccount();
        }

        var (key, address) = await ways.AuthenticatorAsync(account, room.Me.ToString());
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new AuthenticatorAnswer(key, address));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetPasswordAsync(HttpContext http, WayDesk ways, PasswordRequest request)
    {
        if (await ways.OfAsync(http) is not { } account)
        {
            return NoAccount();
        }

        // A program that types it once has typed it: "again" is for fingers.
        var faults = await ways.SetPasswordAsync(http, account, request.Password ?? "", request.Password ?? "", request.Code ?? "");
        return faults.Count > 0 ? Problems.Faults(faults) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<RecoveryCodesAnswer>, ProblemHttpResult>> NewCodesAsync(HttpContext http, WayDesk ways)
    {
        if (await ways.OfAsync(http) is not { } account)
        {
            return NoAccount();
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RecoveryCodesAnswer([.. await ways.NewRecoveryCodesAsync(account)]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePasskeyAsync(HttpContext http, WayDesk ways, string passkey) =>
        await ways.OfAsync(http) is not { } account || !(await ways.PasskeysAsync(account)).Any(p => Base64Url.EncodeToString(p.CredentialId) == passkey) ? Problems.NotFound($"no passkey {passkey} of yours")
        : await ways.RemovePasskeyAsync(account, Base64Url.DecodeFromChars(passkey)) ? TypedResults.NoContent()
        : Problems.Faults([new Fault("passkey", "ways.last", "expected another way in to remain")]);

    private static async Task<Results<Ok<SessionsAnswer>, ProblemHttpResult>> SessionsAsync(HttpContext http, SessionBook sessions) => AccountClaims.AccountOf(http) is { } account
        ? TypedResults.Ok(new SessionsAnswer([.. (await sessions.OfAsync(account)).Select(s => SessionAnswer.Of(s, SessionBook.IdOf(http.User)))]))
        : NoAccount();

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(HttpContext http, SessionBook sessions, string session)
    {
        if (AccountClaims.AccountOf(http) is not { } account || (await sessions.OfAsync(account)).All(s => s.Id != session))
        {
            return Problems.NotFound($"no session {session} of yours");
        }

        await sessions.EndAsync(account, session);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAllAsync(HttpContext http, SessionBook sessions)
    {
        if (AccountClaims.AccountOf(http) is not { } account)
        {
            return NoAccount();
        }

        await sessions.EndAllAsync(account);
        await sessions.EndThisAsync(http);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Created<TokenMade>, ProblemHttpResult>> MakeTokenAsync(HttpContext http, TokenBook tokens, IRoom room, TokenRequest request)
    {
        if (AccountClaims.AccountOf(http) is not { } account)
        {
            return NoAccount();
        }

        var (text, faults) = await TokenAsked.MakeAsync(tokens, account, room, request.Name, request.Scopes ?? [], request.Channels, request.Days ?? 0);
        if (text is null)
        {
            return Problems.Faults(faults);
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created("/api/v1/me", new TokenMade(text));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(HttpContext http, TokenBook tokens, string id) =>
        await tokens.RevokeAsync(AccountClaims.AccountOf(http) ?? "", id) ? TypedResults.NoContent() : Problems.NotFound($"no token {id} of yours");

    private static ProblemHttpResult NoAccount() => Problems.NotFound("whoever asks has no account on this node");
}

public sealed record WaysInAnswer(ValueList<PasskeyView> Passkeys, bool Password, int RecoveryCodesLeft, bool Provider);

/// <param name="Id">Of its credential, Base64url.</param>
public sealed record PasskeyView(string Id, string? Name, DateTimeOffset Made);

/// <param name="Key">Base32, in groups of four.</param>
/// <param name="Address">As <c>otpauth://totp/…</c></param>
public sealed record AuthenticatorAnswer(string Key, string Address);

/// <param name="Password">12 to 256 characters.</param>
/// <param name="Code">Six digits that the authenticator shows now.</param>
public sealed record PasswordRequest(string? Password, string? Code);

public sealed record RecoveryCodesAnswer(ValueList<string> Codes);

public sealed record SessionsAnswer(ValueList<SessionAnswer> Sessions);

/// <param name="Way"><c>passkey</c>, <c>password</c>, <c>recovery-code</c>, <c>provider</c> or <c>link</c>.</param>
/// <param name="Here">Whether this request comes with it.</param>
public sealed record SessionAnswer(string Id, string Way, string Address, string Browser, DateTimeOffset Started, DateTimeOffset Seen, DateTimeOffset Ends, bool Here)
{
    public static SessionAnswer Of(SessionRow row, string? here) => new(row.Id, row.Way, row.Address, row.Browser, row.StartedAt, row.SeenAt, row.EndsAt, row.Id == here);
}

/// <param name="Scopes">Any of <c>read</c>, <c>draft</c>, <c>release</c>, <c>administer-accounts</c>.</param>
/// <param name="Channels">Null for wherever the mandate reaches.</param>
/// <param name="Days">1 to 366.</param>
public sealed record TokenRequest(string? Name, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Channels, int? Days);

/// <param name="Token">Its text.</param>
public sealed record TokenMade(string Token);
