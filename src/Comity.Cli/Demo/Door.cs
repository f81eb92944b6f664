using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Comity.Cli.Demo;

/// <summary>The demo's door: choose a country, the public view, or the tour. Holds nothing of the record.</summary>
public sealed class Door : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Door(WebApplication app) => _app = app;

    public static async Task<Door> StartAsync(int port, IReadOnlyDictionary<MemberId, int> nodes, CasePlayer player, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var app = builder.Build();
        app.MapGet("/", () => Results.Text(string.Join("\n", nodes.Select(n => DemoRun.PageOf(n.Key, n.Value)))));
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return new Door(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
