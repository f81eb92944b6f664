using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Comity.Node.Api;

/// <summary>Bearer tokens (RFC 6750) for programs. The node keeps only their digests.</summary>
public sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory log, UrlEncoder encoder, NodeOptions options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, log, encoder)
{
    public const string SchemeName = "ComityToken";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var text = header[7..].Trim();
        if (options.Tokens.TryGetValue(Hash256.Of(Encoding.UTF8.GetBytes(text)), out var officer))
        {
            return Known([new Claim(Caller.OfficerClaim, officer.Id)]);
        }

        return Context.RequestServices.GetService(typeof(TokenBook)) is TokenBook tokens && await tokens.FindAsync(text).ConfigureAwait(false) is { } known
            ? Known(ClaimsOf(known))
            : AuthenticateResult.Fail("unknown token");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // The pipeline writes the problem: another scheme may be challenged after this one.
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static AuthenticateResult Known(IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));

    private static IEnumerable<Claim> ClaimsOf(CallerCache.Known known)
    {
        yield return new(AccountClaims.Account, known.AccountId);
        yield return new(Caller.OfficerClaim, known.Caller.Officer);
        yield return new(Caller.ScopesClaim, string.Join(' ', known.Caller.Scopes ?? new HashSet<string>()));
        if (known.Caller.Channels is { } channels)
        {
            yield return new(Caller.ChannelsClaim, string.Join(' ', channels));
        }

        if (known.Caller.Administers)
        {
            yield return new(Caller.AdministersClaim, "");
        }
    }
}
