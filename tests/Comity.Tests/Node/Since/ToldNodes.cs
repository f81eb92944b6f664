using System.Net;
using System.Text.RegularExpressions;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Since;

/// <summary>Three nodes that several classes share; each class keeps to channels, tracks and words of its own.</summary>
public sealed partial class ToldNodes : IAsyncLifetime
{
    public ThreeNodes Three { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Three = await FoundedAsync();
        await Three.StopAsync(Arda);
        await Three.StartAsync(Arda, options => options with { OfficersArePicked = true });
    }

    public async Task DisposeAsync() => await Three.DisposeAsync();

    /// <summary>A browser in which somebody of Arda has signed in; redirects followed.</summary>
    public async Task<HttpClient> BrowserAsync(string officer = "desk")
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{Three.PortOf(Arda)}") };
        (await PostAsync(browser, "/sign-in", "/sign-in/as", ("officer", officer), ("returnUrl", "/account"))).Dispose();
        return browser;
    }

    /// <summary>Opens a page for its antiforgery token, then posts a form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Forgery().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await browser.PostAsync(action, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();
}

[CollectionDefinition(Name)]
public sealed class WithToldNodes : ICollectionFixture<ToldNodes>
{
    public const string Name = "told";
}
