using System.Net;
using System.Text.RegularExpressions;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Tests.Node.Shared;

/// <summary>The pages of one member over a <see cref="FakeRoom"/>, listening on a free loopback port. Styles and scripts are not served.</summary>
internal sealed partial class PagesHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PagesHost(WebApplication app, FakeRoom room) => (_app, Room) = (app, room);

    public FakeRoom Room { get; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<PagesHost> StartAsync(MemberId? me = null)
    {
        var room = new FakeRoom(me ?? FakeRoom.Japan, new DateOnly(2019, 8, 2), Chronology);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(new WholeRoom(room));
        builder.Services.AddComityPages(room.Me);
        var app = builder.Build();
        app.MapComityPages(assets: null);
        await app.StartAsync();
        return new(app, room);
    }

    /// <summary>A browser of its own: cookies kept, redirects not followed.</summary>
    public HttpClient Browser(string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    public async Task<HttpClient> SignedInAsync(string officer = "desk", string language = "en")
    {
        var browser = Browser(language);
        var answer = await PostAsync(browser, "/sign-in", "/sign-in/as", ("officer", officer));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    /// <summary>Opens a page for its token, then posts a form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        var form = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await browser.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Chronology => Path.Combine(AppContext.BaseDirectory, "cases", "japan-korea", "chronology.json");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
