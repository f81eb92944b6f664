using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Comity.Browser.Tests;

/// <summary>What an officer does at a node's pages, in steps a test can read.</summary>
public static class Desk
{
    /// <summary>Signs in as the first officer offered, in a language, and stands in the Room.</summary>
    public static async Task SignInAsync(this IPage page, Party party, string language = "en", string returnTo = "/c/plenary/room")
    {
        await page.GotoAsync(party.Page + "sign-in?returnUrl=" + Uri.EscapeDataString(returnTo));
        await page.Locator("button[name=officer]").First.ClickAsync();
        // Not the load of everything: news may replace the page while it loads, and what a test needs it waits for itself.
        await page.WaitForURLAsync("**" + returnTo, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        if (await page.Locator("html").GetAttributeAsync("lang") != language)
        {
            await page.Locator($"button[name=language][value={language}]").ClickAsync();
            await page.WaitForFunctionAsync("tag => document.documentElement.lang === tag", language);
        }
    }

    /// <summary>Id of the act a member filed under its own reference.</summary>
    public static async Task<string> ActAsync(this Party party, string reference) =>
        (string)(await party.GetAsync("/api/v1/channels/plenary/disputes/acts"))["acts"]!.AsArray().Single(a => (string?)a!["reference"] == reference)!["id"]!;

    public static async Task<JsonObject> GetAsync(this Party party, string path)
    {
        using var http = new HttpClient { BaseAddress = party.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", party.Token);
        return JsonNode.Parse(await http.GetStringAsync(path))!.AsObject();
    }

    /// <summary>Nothing may lie beyond the right edge: people do not scroll a chancery sideways.</summary>
    public static async Task FitsAsync(this IPage page)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url}: {over} px wider than the window");
    }
}
