using Comity.Node.Access;
using Comity.Node.Channels;
using Comity.Node.Disputes;
using Comity.Node.Dossier;
using Comity.Node.Evidence;
using Comity.Node.Import;
using Comity.Node.Live;
using Comity.Node.Notices;
using Comity.Node.Press;
using Comity.Node.Public;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Node.Standstill;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Comity.Node;

/// <summary>The pages' place in a node's pipeline.</summary>
public static class PageHost
{
    /// <summary>Adds middleware and endpoints. Call it before mapping other endpoints: it places routing and authentication.</summary>
    /// <param name="assets">Manifest of the static assets beside the entry assembly; null when styles and scripts are not served (tests).</param>
    public static WebApplication MapComityPages(this WebApplication app, string? assets = "Comity.Cli.staticwebassets.endpoints.json")
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseWhen(http => IsPagePath(http.Request.Path), pages =>
        {
            pages.Use(AnswerHeadAsync);
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem/500", CreateScopeForErrors = true });
            pages.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
            pages.Use(ReadOnlyAgainAsync);
        });
        app.UseRouting();
        app.UseRequestLocalization();
        app.UsePublicCaching();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AccessGate>();
        app.UseAntiforgery();
        app.Use(RefuseForgedAsync);

        var components = app.MapRazorComponents<App>();
        if (assets is not null)
        {
            app.MapPageFiles();
            components.WithPageFiles();
        }

        app.MapAccess();
        app.MapDisputesCsv();
        app.MapAsRecordedCsv();
        app.MapTermsFile();
        app.MapReads();
        app.MapEvidenceFile();
        app.MapDossierPage();
        app.MapStandstillCsv();
        app.MapPreferences();
        app.MapDemo();
        app.MapVisits();
        app.MapNoticesForm();
        app.MapLive();
        app.MapPublicFiles();
        return app;
    }

    /// <summary>Everything that is for people: not the API, not the wire between nodes, not the health check.</summary>
    public static bool IsPagePath(PathString path) =>
        !path.StartsWithSegments("/api") && !path.StartsWithSegments("/sync") && !path.StartsWithSegments("/openapi") && !path.StartsWithSegments("/healthz") && !path.StartsWithSegments("/metrics");

    /// <summary>Razor endpoints know GET and POST only; a HEAD is a GET whose body nobody sees.</summary>
    public static Task AnswerHeadAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Response.Body = Stream.Null;
        }

        return next(http);
    }

    /// <summary>A failed POST re-executes as the problem page, which takes GET only.</summary>
    private static Task ReadOnlyAgainAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            http.Request.Method = HttpMethods.Get;
        }

        return next(http);
    }

    /// <summary>A form without this site's token gets 400 before any handler reads it; handlers generated at compile time do not look for themselves.</summary>
    private static Task RefuseForgedAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
