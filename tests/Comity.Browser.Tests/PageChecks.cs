using System.Text.Json;

namespace Comity.Browser.Tests;

/// <summary>What every page is held to.</summary>
public static class PageChecks
{
    private static readonly Lazy<string> AxeScript = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    /// <summary>WCAG 2.2 AA and axe's best practices: no finding at all. About 2 s a page.</summary>
    public static async Task Axe(this IPage page)
    {
        // Turbo marks the page busy while it moves to the next one.
        await page.Locator("html:not([aria-busy])").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // Evaluated by the driver, so that the page's own policy need not allow it.
        await page.EvaluateAsync(AxeScript.Value);
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .map(v => ({ id: v.id, help: v.help, at: v.nodes.slice(0, 5).map(n => n.target.join(" ")) }))
            """);
        var findings = found.EnumerateArray()
            .Select(v => $"{v.GetProperty("id")}: {v.GetProperty("help")} at {string.Join(" | ", v.GetProperty("at").EnumerateArray())}")
            .ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>Keeps the whole page as .build/shots/NAME.png of the source tree, for people to look at.</summary>
    public static Task Shot(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(SourceTree.Root, ".build", "shots", name + ".png"), FullPage = true });
}
