using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Node.Evidence;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using Microsoft.AspNetCore.Routing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Hardening;

/// <summary>What a browser can be made to do in an officer's name, tried at every page, form and endpoint there is, so that a new one is tried too.</summary>
[Trait("Category", "Slow")]
public sealed class EveryEndpointTests
{
    private const string Script = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    // Between nodes, where requests are signed and no browser's session counts.
    private const string BetweenNodes = "/sync/";

    [Fact]
    public async Task Nothing_another_site_makes_an_officers_browser_post_is_done()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk", administers: true);
        await house.MandateAsync(person.Officer, MandateRole.Head);
        var act = await house.Three.ActAsync(Arda, "Said before", ChannelId.Of(Arda));
        var heads = Heads(house);
        var wrong = new List<string>();
        foreach (var (pattern, method) in Routes(house).Where(r => r.Method != "GET" && !r.Pattern.StartsWith(BetweenNodes, StringComparison.Ordinal)))
        {
            var path = Path(pattern, act.ToString());
            foreach (var content in Contents())
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
                request.Headers.Add("Origin", "https://elsewhere.example");
                request.Headers.Add("Sec-Fetch-Site", "cross-site");
                using var answer = await person.Browser.SendAsync(request);
                if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType))
                {
                    wrong.Add($"{method} {path} with {content.Headers.ContentType}: found {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(heads, Heads(house));
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Markup_in_anything_said_or_asked_for_is_shown_as_written_on_every_page()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk", administers: true);
        await house.MandateAsync(person.Officer, MandateRole.Head);
        var api = house.Api(await house.TokenAsync(person, ["read", "draft", "release"]));
        var said = await SaidAsync(api);
        var (pages, asked) = (0, Uri.EscapeDataString(Script));
        var wrong = new List<string>();
        foreach (var (pattern, _) in Routes(house).Where(r => r.Method == "GET" && !r.Pattern.StartsWith(BetweenNodes, StringComparison.Ordinal)))
        {
            var ids = pattern.Contains("{id}", StringComparison.OrdinalIgnoreCase) ? said : [said[0]];
            foreach (var path in ids.Select(id => $"{Path(pattern, id)}?q={asked}&track={asked}&from={asked}&returnUrl={asked}&code={asked}&sort={asked}&refused={asked}"))
            {
                using var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? api : person.Browser).GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    wrong.Add($"{path}: found {(int)answer.StatusCode}");
                }

                if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                    continue;
                }

                var text = await answer.Content.ReadAsStringAsync();
                pages += text.Contains("&lt;script&gt;alert(1)", StringComparison.Ordinal) ? 1 : 0;
                if (text.Contains("<script>alert", StringComparison.OrdinalIgnoreCase) || text.Contains("<img src=x", StringComparison.OrdinalIgnoreCase))
                {
                    wrong.Add(path);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(pages > 10, $"expected the words, as written, on many pages, found them on {pages}");
    }

    // An act, evidence of it, a draft, a question, a word of the list: what officers write, in the channel of their own member.
    private static async Task<List<string>> SaidAsync(HttpClient api)
    {
        const string own = "/api/v1/channels/arda";
        var act = await IdAsync(await api.PostAsJsonAsync(own + "/statements", new
        {
            kind = "disputes.act-recorded/1", track = "economy", cites = Array.Empty<string>(),
            body = new { date = "2030-01-02", precision = "day", type = "event", actors = new object[] { new { member = "arda" }, new { name = Script } }, addressees = Array.Empty<object>(), title = Script, detail = Script, language = "en", basis = "own-act", reported = false, sources = new[] { new { text = Script, confidence = "confirmed" } }, note = Script },
        }));
        using var scan = new ByteArrayContent([.. "%PDF-"u8, .. "1.7"u8]);
        var evidence = await IdAsync(await api.PostAsync($"{own}/evidence/{act}?title={Uri.EscapeDataString(Script)}&language=en", scan));
        var draft = await IdAsync(await api.PostAsJsonAsync(own + "/drafts", new { to = "arda+bera", kind = "terms.list-set/1", track = "economy", title = Script, body = new { terms = new[] { new { phrase = Script, instead = "Otherwise " + Script } } } }));
        var question = await IdAsync(await api.PostAsJsonAsync(own + "/answers", new { track = "economy", text = Script, language = "en" }));
        var terms = await IdAsync(await api.PostAsJsonAsync(own + "/terms", new { track = "economy", terms = new[] { new { phrase = Script, instead = "Otherwise " + Script } } }));
        return [act, evidence, draft, question, terms];
    }

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    // What a form of another site can send without being asked for leave first (the Fetch standard's simple requests), and JSON all the same.
    private static IEnumerable<HttpContent> Contents() =>
    [
        new FormUrlEncodedContent([new("_handler", "record"), new("id", "x"), new("title", "x")]),
        new StringContent("{\"title\":\"x\"}", new MediaTypeHeaderValue("text/plain")),
        new StringContent("{\"title\":\"x\"}", new MediaTypeHeaderValue("application/json")),
    ];

    private static List<(string Pattern, string Method)> Routes(House house) =>
    [
        .. house.Three[Arda].Endpoints.OfType<RouteEndpoint>().Where(e => e.DisplayName?.StartsWith("Blazor ", StringComparison.Ordinal) != true)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD").Select(m => ("/" + e.RoutePattern.RawText!.Trim('/'), m))).Distinct(),
    ];

    private static string Path(string pattern, string id) => string.Join('/', pattern.Split('/').Select(part => part.ToLowerInvariant() switch
    {
        "{channel}" => "arda",
        "{member}" => "arda",
        "{code:int}" => "404",
        "{size:long}" => "1",
        "{root}" => new string('A', 43),
        "{documentname}.json" => "v1.json",
        "{id}" => id,
        "{blob}" => Hash256.Of([]).ToString(),
        _ when part.StartsWith('{') => id,
        _ => part,
    }));

    // Of the own channel, where everything was asked for and nobody sends receipts.
    private static string Heads(House house) => string.Join(' ', house.Room.Journals(ChannelId.Of(Arda)).Select(j => j.Head.Root));
}
