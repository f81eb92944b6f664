using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Domain.Answers;
using Comity.Domain.Drafts;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Api;

/// <summary>Lists of a node that grow, in parts for programs and as links for people.</summary>
[Trait("Category", "Slow")]
public sealed class ListPartsTests
{
    [Fact]
    public async Task Drafts_answers_notices_and_acts_come_in_parts_and_their_pages_lead_on_without_script()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Arda);
        await three.StartAsync(Arda, o => o with { OfficersArePicked = true });
        await Until(three[Arda], () => three[Arda].Record.Guard.Health.Hold == SigningHold.None);
        var room = three[Arda].Room;
        for (var i = 0; i < 53; i++)
        {
            var words = $"Words {i}";
            Assert.IsType<SayResult.Said>(await room.DraftAsync(
                new DraftOpened(ChannelId.Plenary, "disputes.act-recorded/1", "economy", words, DraftText.Of(Act(Arda, words)), null, [], Desk.Id, room.Day), "economy", Desk, default));
        }

        for (var i = 0; i < 21; i++)
        {
            await room.SayAsync(ChannelId.Of(Arda), new QuestionAsked($"Question {i}?", "en"), "history", null, [], Desk, default);
        }

        foreach (var n in Enumerable.Range(0, 3))
        {
            await three.ActAsync(Arda, $"Act {n}");
        }

        using var api = three.Api(Arda);
        foreach (var (path, name, count) in new[]
        {
            ("/api/v1/channels/arda/drafts", "drafts", 53), ("/api/v1/channels/arda/answers", "questions", 21), ("/api/v1/channels/plenary/disputes/acts", "acts", 3),
            ("/api/v1/channels/plenary/disputes/links", "links", 0), ("/api/v1/channels/plenary/disputes/chains", "chains", 0), ("/api/v1/channels/plenary/disputes/ledger", "measures", 0),
            ("/api/v1/dates", "dates", 0), ("/api/v1/strategy/arda/models", "models", 0), ("/api/v1/publications/planned", "planned", 0),
        })
        {
            Assert.Equal(count, (await JoinedAsync(api, path, name, 2)).Count);
        }

        var notices = await JoinedAsync(api, "/api/v1/notices", "notices", 1);
        Assert.Equal(notices, await JoinedAsync(api, "/api/v1/notices", "notices", 500));
        await JoinedAsync(api, "/api/v1/turns", "turns", 1);
        using var refused = await api.GetAsync("/api/v1/channels/arda/drafts?limit=0&after=nothing");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["limit", "after"], (await refused.Content.ReadFromJsonAsync<JsonObject>())!["faults"]!.AsArray().Select(f => (string)f!["field"]!));

        using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{three.PortOf(Arda)}") };
        await Accounts.House.PostAsync(browser, "/sign-in", "/sign-in/as", ("officer", Desk.Id));
        await LeadsOnAsync(browser, "/c/arda/drafts", "df-title", 50, 3);
        await LeadsOnAsync(browser, "/c/arda/press/answers", "Question \\d+\\?</", 20, 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/notices?after=gone")).StatusCode);
    }

    private static async Task<IReadOnlyList<string>> JoinedAsync(HttpClient api, string path, string name, int limit)
    {
        var all = new List<string>();
        for (var after = ""; ;)
        {
            var part = (await api.GetFromJsonAsync<JsonObject>($"{path}?limit={limit}{after}"))!;
            var items = part[name]!.AsArray().Select(i => i!.ToJsonString()).ToList();
            Assert.InRange(items.Count, 0, limit);
            all.AddRange(items);
            if ((string?)part["next"] is not { } next)
            {
                Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
                return all;
            }

            after = "&after=" + Uri.EscapeDataString(next);
        }
    }

    private static async Task LeadsOnAsync(HttpClient browser, string path, string item, int shown, int left)
    {
        var first = await browser.GetStringAsync(path);
        Assert.Equal(shown, Regex.Count(first, item));
        var link = WebUtility.HtmlDecode(Regex.Match(first, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value);
        var second = await browser.GetStringAsync(link);
        Assert.Equal(left, Regex.Count(second, item));
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
        Assert.Contains($"rel=\"first\" href=\"{path}\"", second, StringComparison.Ordinal);
    }
}
