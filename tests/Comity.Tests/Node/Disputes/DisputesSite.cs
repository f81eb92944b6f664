using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Disputes;
using Comity.Node.Press;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Tests.Node.Disputes;

/// <summary>The pages of one member on a free port, with an officer signed in; no styles, no scripts.</summary>
public sealed partial class DisputesSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DisputesSite(WebApplication app, SayingRoom room, HttpClient browser)
    {
        _app = app;
        Room = room;
        Browser = browser;
    }

    internal SayingRoom Room { get; }

    public HttpClient Browser { get; }

    public static async Task<DisputesSite> OpenAsync(MemberId me, DateOnly day, string language = "en", string officer = "desk")
    {
        var room = new SayingRoom(new FakeRoom(me, day, Path.Combine(SourceTree.Root, "cases", "japan-korea", "chronology.json")));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(new WholeRoom(room));
        builder.Services.AddComityPages(me);
        var app = builder.Build();
        app.MapComityPages(assets: null);
        app.MapDisputesApi();
        app.MapPressApi();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        browser.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        var site = new DisputesSite(app, room, browser);
        if (officer.Length > 0)
        {
            await site.PostAsync("/sign-in", "/sign-in/as", [new("officer", officer)]);
        }

        return site;
    }

    public async Task<string> GetAsync(string path)
    {
        var answer = await Browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Fills the form of a page as a browser without script would; <paramref name="handler"/> is the form's name when the page has several.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string action, IEnumerable<KeyValuePair<string, string>> fields, string? handler = null)
    {
        var html = await (await Browser.GetAsync(page)).Content.ReadAsStringAsync();
        var token = Token().Match(html).Groups[1].Value;
        var all = fields.Append(new("__RequestVerificationToken", token));
        return await Browser.PostAsync(action, new FormUrlEncodedContent(handler is null ? all : all.Append(new("_handler", handler))));
    }

    /// <summary>The act of the case with this short name, as of a day long after it.</summary>
    internal StatementId Act(string reference) =>
        Room.Picture(ChannelId.Plenary).Disputes.Acts.First(a => a.Reference == reference).Id;

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
