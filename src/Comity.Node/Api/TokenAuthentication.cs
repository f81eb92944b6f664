using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Comity.Node.Access;
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

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(options.Tokens.TryGetValue(Hash256.Of(Encoding.UTF8.GetBytes(header[7..].Trim())), out var officer)
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Caller.OfficerClaim, officer.Id)], SchemeName)), SchemeName))
            : AuthenticateResult.Fail("unknown token"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // The pipeline writes the problem: another scheme may be challenged after this one.
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
