using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Domain.Mandates;
using Comity.Node.Api;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using Microsoft.AspNetCore.Routing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Api;

/// <summary>Every POST of the API takes an <c>Idempotency-Key</c>: a request repeated does nothing twice.</summary>
[Trait("Category", "Slow")]
public sealed class IdempotencyTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Every_post_declares_the_key_says_what_repeating_does_and_refuses_one_that_is_too_long()
    {
        using var anonymous = _house.Browser();
        var paths = JsonNode.Parse(await anonymous.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var posts = paths.Where(p => p.Value!["post"] is not null).ToList();
        Assert.True(posts.Count > 50, $"found {posts.Count}");
        var routed = _house.Three[Arda].Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.Contains("api/v1", StringComparison.Ordinal) && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"));
        Assert.Equal(routed.Select(r => "/" + r.RoutePattern.RawText!.Trim('/')).Order(StringComparer.Ordinal), posts.Select(p => p.Key).Order(StringComparer.Ordinal));

        var admin = await _house.AdminAsync();
        await _house.MandateAsync(await OfficerAsync(admin), MandateRole.Head);
        var wrong = new List<string>();
        foreach (var (path, operations) in posts)
        {
            var declared = operations!["post"]!["parameters"]?.AsArray().SingleOrDefault(p => (string?)p!["name"] == "Idempotency-Key" && (string?)p["in"] == "header");
            if (declared is null || !((string)declared["description"]!).StartsWith("Repeated", StringComparison.Ordinal))
            {
                wrong.Add($"{path}: declares no key");
            }

            var place = path.Replace("{channel}", path.Contains("draft", StringComparison.Ordinal) || path.Contains("answers", StringComparison.Ordinal) ? "arda" : "plenary", StringComparison.Ordinal);
            using var answer = await SendAsync(admin.Browser, System.Text.RegularExpressions.Regex.Replace(place, @"\{[^}]+\}", new string('A', 43)), [], new string('k', 201));
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !text.Contains("api.idempotency-key", StringComparison.Ordinal))
            {
                wrong.Add($"{path}: expected the key to be looked at, found {(int)answer.StatusCode} {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_was_said_is_said_once_whatever_the_capability_and_over_a_restart()
    {
        var requests = new (string Path, JsonObject Body)[]
        {
            ("/api/v1/channels/plenary/statements", new() { ["kind"] = "terms.list-set/1", ["track"] = "history", ["body"] = new JsonObject { ["terms"] = new JsonArray() } }),
            ("/api/v1/channels/arda/drafts", new() { ["to"] = "plenary", ["kind"] = "terms.list-set/1", ["track"] = "history", ["title"] = "Our words", ["body"] = new JsonObject { ["terms"] = new JsonArray() } }),
            ("/api/v1/channels/arda/answers", new() { ["track"] = "history", ["text"] = "What was asked?", ["language"] = "en" }),
            ("/api/v1/keys/node-keys", []),
        };
        using var api = _house.Three.Api(Arda);
        var first = await AllAsync(api, requests);
        Assert.All(first, a => Assert.InRange((int)a.Status, 200, 201));
        var (said, keys) = (SizeOf("plenary") + SizeOf("arda"), _house.Three[Arda].Record.Keys.Keys.Count);
        Assert.Equal(first, await AllAsync(api, requests));

        await _house.Three.StopAsync(Arda);
        await _house.Three.StartAsync(Arda, o => o with { Accounts = new(), OfficersArePicked = false });
        await Until(_house.Three[Arda], () => _house.Three[Arda].Record.Guard.Health.Hold == Comity.Node.Rooms.SigningHold.None);
        Assert.Equal(first, await AllAsync(api, requests));
        Assert.Equal((said, keys), (SizeOf("plenary") + SizeOf("arda"), _house.Three[Arda].Record.Keys.Keys.Count));

        using var another = await SendAsync(api, requests[2].Path, new() { ["track"] = "history", ["text"] = "Another?", ["language"] = "en" }, "key-of-" + requests[2].Path);
        Assert.Contains("api.idempotency-reused", await another.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_attached_once_and_other_content_under_the_key_is_refused()
    {
        using var api = _house.Three.Api(Arda);
        var act = await _house.Three.ActAsync(Arda, "To be shown");
        async Task<(HttpStatusCode, string)> Attach(string content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/channels/plenary/evidence/{act}?title=A%20note") { Content = new StringContent(content, Encoding.UTF8, "text/plain") };
            request.Headers.Add(IdempotencyBook.Header, "note-1");
            using var answer = await api.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var first = await Attach("What was seen.");
        Assert.Equal(HttpStatusCode.Created, first.Item1);
        Assert.Equal(first, await Attach("What was seen."));
        Assert.Contains("api.idempotency-reused", (await Attach("What was not seen.")).Item2, StringComparison.Ordinal);
        Assert.Single((await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/plenary/evidence/{act}"))!["evidence"]!.AsArray());
    }

    [Fact]
    public async Task A_secret_is_told_again_to_a_caller_in_doubt_and_is_kept_nowhere()
    {
        var person = await _house.PersonAsync("desk");
        JsonObject asked = new() { ["name"] = "for a program", ["scopes"] = new JsonArray("read"), ["days"] = 3 };
        async Task<(HttpStatusCode, string)> Make()
        {
            using var answer = await SendAsync(person.Browser, "/api/v1/me/tokens", asked, "token-1");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var first = await Make();
        Assert.Equal(HttpStatusCode.Created, first.Item1);
        Assert.Equal(first, await Make());
        var token = (string)JsonNode.Parse(first.Item2)!["token"]!;

        await _house.Three.StopAsync(Arda);
        Assert.All(Directory.EnumerateFiles(_house.Three.FolderOf(Arda), "*", SearchOption.AllDirectories), f => Assert.Equal(-1, File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(token))));
        await _house.Three.StartAsync(Arda, o => o with { Accounts = new(), OfficersArePicked = false });
        var later = await Make();
        Assert.Equal(HttpStatusCode.Conflict, later.Item1);
        Assert.DoesNotContain(token, later.Item2, StringComparison.Ordinal);
        Assert.Single((await person.Browser.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["tokens"]!.AsArray());
    }

    private long SizeOf(string channel) => _house.Three[Arda].Record.Read(r => r.Find(ChannelId.Parse(channel))?.Find(Arda)?.Size ?? 0);

    private static async Task<List<(HttpStatusCode Status, string Body, string? Location)>> AllAsync(HttpClient api, IEnumerable<(string Path, JsonObject Body)> requests)
    {
        var answers = new List<(HttpStatusCode, string, string?)>();
        foreach (var (path, body) in requests)
        {
            using var answer = await SendAsync(api, path, body, "key-of-" + path);
            answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString()));
        }

        return answers;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, JsonObject body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Comity", "test");
        request.Headers.Add(IdempotencyBook.Header, key);
        return await client.SendAsync(request);
    }

    private static async Task<string> OfficerAsync(Person person) => (string)(await person.Browser.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["officer"]!["id"]!;
}
