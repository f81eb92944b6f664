namespace Comity.Browser.Tests;

/// <summary>One browser for the whole run; each test takes a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Chromium { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            // The system's own: nothing is ever downloaded.
            ExecutablePath = Environment.GetEnvironmentVariable("COMITY_BROWSER") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A fresh page in a fresh context, as an officer at a desk sees it unless told otherwise.</summary>
    public async Task<Visit> VisitAsync(BrowserNewContextOptions? options = null)
    {
        var context = await Chromium.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        return new(await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (Chromium is not null)
        {
            await Chromium.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
