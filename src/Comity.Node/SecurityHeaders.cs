using Microsoft.AspNetCore.Http;

namespace Comity.Node;

/// <summary>What every page tells the browser before its content.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// No inline script and no inline style. <c>data:</c> because Tabler draws select arrows and check marks as data images;
    /// the digest is the style of Turbo 8.0.23's progress bar and changes with Turbo.
    /// </summary>
    public const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(http);
    }
}
