using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Since;

[Collection(WithToldNodes.Name)]
[Trait("Category", "Slow")]
public sealed class SinceTests(ToldNodes told)
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Cirra);

    [Fact]
    public async Task What_was_said_since_the_officer_was_here_is_listed_by_track_until_it_was_seen()
    {
        using var api = told.Three.Api(Arda);
        using var reader = told.Three.Api(Arda, ReaderToken);
        await SayAsync("Before the visit", "economy");
        Assert.True((bool)(await SinceAsync(api))["first"]!);
        await SeenAsync(api, null);
        Assert.Empty(await TitlesAsync(api));

        await SayAsync("Talks on fish", "economy");
        await SayAsync("An old map", "history");
        Assert.Equal(["Talks on fish", "An old map"], await TitlesAsync(api));
        Assert.Equal(["An old map"], await TitlesAsync(api, "?track=history"));

        using var browser = await told.BrowserAsync();
        var page = await browser.GetStringAsync($"/c/{Pair}/since?track=economy");
        Assert.Contains("Talks on fish", page, StringComparison.Ordinal);
        Assert.DoesNotContain("An old map", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Before the visit", page, StringComparison.Ordinal);

        await SeenAsync(api, "history");
        Assert.Equal(["Talks on fish"], await TitlesAsync(api));

        // Another officer's desk is another desk.
        Assert.Contains("Before the visit", await TitlesAsync(reader));

        (await ToldNodes.PostAsync(browser, $"/c/{Pair}/since", $"/c/{Pair}/room/read", ("returnUrl", "/account"))).Dispose();
        Assert.Empty(await TitlesAsync(api));
    }

    [Fact]
    public async Task The_list_goes_on_where_it_stopped_and_says_every_fault_at_once()
    {
        var channel = ChannelId.Of(Arda);
        foreach (var number in Enumerable.Range(1, 5))
        {
            Assert.IsType<SayResult.Said>(await told.Three[Arda].Room.SayAsync(channel, Act(Arda, $"Entry {number}"), "history", null, [], Desk, default));
        }

        using var api = told.Three.Api(Arda, ReaderToken);
        var titles = new List<string>();
        string? next = "";
        do
        {
            var page = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/arda/since?limit=2&track=history&after={next}"))!;
            titles.AddRange(page["items"]!.AsArray().Select(i => (string)i!["title"]!));
            next = (string?)page["next"];
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"Entry {n}"), titles.Where(t => t.StartsWith("Entry", StringComparison.Ordinal)));
        using var bad = await api.GetAsync("/api/v1/channels/arda/since?track=sport&after=x&limit=0");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(3, (await bad.Content.ReadFromJsonAsync<JsonObject>())!["faults"]!.AsArray().Count);
    }

    private async Task SayAsync(string title, string track) =>
        Assert.IsType<SayResult.Said>(await told.Three[Arda].Room.SayAsync(Pair, Act(Arda, title), track, null, [], Desk, default));

    private static async Task<JsonObject> SinceAsync(HttpClient api, string query = "") => (await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/{Pair}/since{query}"))!;

    private static async Task<List<string>> TitlesAsync(HttpClient api, string query = "") => [.. (await SinceAsync(api, query))["items"]!.AsArray().Select(i => (string)i!["title"]!)];

    private static async Task SeenAsync(HttpClient api, string? track)
    {
        using var answer = await api.PostAsJsonAsync($"/api/v1/channels/{Pair}/seen", new { track });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
