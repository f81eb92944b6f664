using Microsoft.AspNetCore.Http;

namespace Comity.Node;

/// <summary>What every answer tells a browser before its content, whatever its path and status.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// No inline script and no inline style. <c>data:</c> because Tabler draws select arrows and check marks as data images;
    /// the digest is the style of Turbo 8.0.23's progress bar and changes with Turbo.
    /// </summary>
    public const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For answers that are no pages: nothing in them runs or is framed.</summary>
    public const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>For files that somebody else made: saved, and should a browser show one all the same, nothing in it runs in this node's name.</summary>
    public const string FilePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static readonly object SomebodyElses = new();

    /// <summary>Says that this answer is a file that somebody else made.</summary>
    public static void Sandbox(HttpContext http) => http.Items[SomebodyElses] = true;

    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        // At the last moment: whoever handles a failure clears what was set before it.
        http.Response.OnStarting(Add, http);
        return next(http);
    }

    private static Task Add(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Items.ContainsKey(SomebodyElses) ? FilePolicy : PageHost.IsPagePath(http.Request.Path) ? ContentPolicy : DataPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
