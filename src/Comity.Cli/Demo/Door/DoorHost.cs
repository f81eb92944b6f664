using Comity.Cli.Demo.Case.Stories;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Comity.Cli.Demo.Door;

/// <summary>The demo's door: choose a country, the public view or the tour, and play the record forward. Holds nothing of the record.</summary>
public sealed class DoorHost : IAsyncDisposable
{
    /// <summary>The door's name among cookies; it is no member.</summary>
    private static readonly MemberId Me = MemberId.Parse("door");

    private readonly WebApplication _app;

    private DoorHost(WebApplication app) => _app = app;

    /// <param name="folder">For the keys that protect its forms; created when missing.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DoorHost> StartAsync(int port, string folder, DoorView view, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddPageFiles();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.AddPageBasics(Me);
        builder.Services.AddPageKeys(Me, Path.Combine(folder, "page-keys"));
        builder.Services.AddSingleton(view).AddSingleton<DoorNews>().AddSingleton<Tour>();
        var app = builder.Build();
        Map(app);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
            return new DoorHost(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static void Map(WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.Use(PageHost.AnswerHeadAsync);
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseAntiforgery();
        app.MapPageFiles();
        app.MapRazorComponents<DoorApp>().WithPageFiles();
        app.MapPreferences();
        app.MapGet("/live", Listen);
        app.MapPost("/play/{move}", MoveAsync);
        app.MapPost("/story", ChooseAsync);
        app.MapFallback(() => TypedResults.LocalRedirect("/"));
    }

    /// <summary>An open stream would hold Kestrel until its shutdown timeout: it ends with the stop signal.</summary>
    private static ServerSentEventsResult<string> Listen(DoorNews news, HttpContext http, IHostApplicationLifetime lifetime)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(linked);
        return TypedResults.ServerSentEvents(news.ReadAsync(linked.Token));
    }

    // Another story that is on already is shown as it is: the page says which.
    private static async Task<Results<RedirectHttpResult, NotFound>> ChooseAsync(DoorView view, [FromForm] string? story, [FromForm] string? returnUrl, CancellationToken cancellation)
    {
        if (!CaseStories.TryParse(story, out var chosen))
        {
            return TypedResults.NotFound();
        }

        await view.Player.ChooseAsync(chosen, cancellation).ConfigureAwait(false);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> MoveAsync(string move, DoorView view, [FromForm] string? returnUrl, CancellationToken cancellation)
    {
        switch (move)
        {
            case "next-entry": await view.Player.NextEntryAsync(cancellation).ConfigureAwait(false); break;
            case "next-day": await view.Player.NextDayAsync(cancellation).ConfigureAwait(false); break;
            case "play": view.Player.Play(); break;
            case "pause": view.Player.Pause(); break;
            default: return TypedResults.NotFound();
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
