using System.Reflection;
using Comity.Node.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace Comity.Node.Shared;

/// <summary>Styles and scripts of the pages, served compressed and kept by the browser, from any current directory.</summary>
/// <remarks>
/// What is called by name finds its list under any application name and beside any host, tests included.
/// Without this a host run from build output answers 200 with no bytes.
/// </remarks>
public static class PageFiles
{
    private static readonly string Lists = FindLists();

    /// <summary>Before the host is built.</summary>
    public static WebApplicationBuilder AddPageFiles(this WebApplicationBuilder builder)
    {
        // Otherwise each answer is compared with the source file and sent as gzip that is not compressed: 635 kB, not 80.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration[WebHostDefaults.StaticWebAssetsKey] = Lists + ".runtime.json";
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        return builder;
    }

    /// <summary>The endpoints, one for each file and each of its fingerprinted names.</summary>
    public static WebApplication MapPageFiles(this WebApplication app)
    {
        app.MapStaticAssets(Lists + ".endpoints.json").Needs(Need.Open);
        return app;
    }

    /// <summary>Lets pages write <c>@Assets["vendor/tabler.min.css"]</c> and get the fingerprinted name.</summary>
    public static RazorComponentsEndpointConventionBuilder WithPageFiles(this RazorComponentsEndpointConventionBuilder pages) =>
        pages.WithStaticAssets(Lists + ".endpoints.json");

    // A build lays down this library's own list; a published program has only its own, holding ours.
    private static string FindLists() =>
        new[] { typeof(PageFiles).Assembly, Assembly.GetEntryAssembly() }
            .Select(a => Path.Combine(AppContext.BaseDirectory, a?.GetName().Name + ".staticwebassets"))
            .FirstOrDefault(list => File.Exists(list + ".endpoints.json"))
        ?? throw new InvalidOperationException($"No list of static files in {AppContext.BaseDirectory}.");
}
