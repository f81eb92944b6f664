using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Tests.Node.Fakes;

namespace Comity.Tests.Node.Disputes;

public sealed class DisputesApiTests
{
    private const string Root = "/api/v1/channels/plenary/disputes";
    private static readonly DateOnly Day = new(2019, 11, 22);

    [Fact]
    public async Task Acts_are_listed_as_of_a_day_and_by_track_and_type()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.Browser.GetFromJsonAsync<JsonElement>($"{Root}/acts?asOf=2019-08-02&track=economy&type=measure&type=countermeasure");

        Assert.Equal("2019-08-02", answer.GetProperty("asOf").GetString());
        Assert.All(answer.GetProperty("acts").EnumerateArray(), act => Assert.Equal("economy", act.GetProperty("track").GetString()));
        Assert.All(answer.GetProperty("acts").EnumerateArray(), act => Assert.Contains(act.GetProperty("type").GetString(), new[] { "measure", "countermeasure" }));
    }

    [Theory]
    [InlineData("ledger", "measures")]
    [InlineData("chains", "chains")]
    [InlineData("links", "links")]
    public async Task Findings_answer_in_kebab_case(string path, string list)
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var text = await site.Browser.GetStringAsync($"{Root}/{path}");

        Assert.NotEqual(0, JsonDocument.Parse(text).RootElement.GetProperty(list).GetArrayLength());
        Assert.DoesNotContain("\"InForce\"", text);
        Assert.DoesNotContain("\"standing\":2", text);
    }

    [Fact]
    public async Task A_faulty_body_names_every_field_and_nothing_is_said()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.Browser.PostAsJsonAsync($"{Root}/acts", new { title = "", date = "2 August", track = "weather", surprise = 1 });
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var fields = problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ToList();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Superset(new HashSet<string> { "title", "date", "track", "type", "actors", "surprise" }, fields.ToHashSet());
        Assert.Empty(site.Room.Said);
    }

    [Fact]
    public async Task A_good_body_is_said_once_and_answers_where_it_lies()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);
        var act = site.Act("export-announce");

        var answer = await site.Browser.PostAsJsonAsync(
            $"{Root}/acts/{act}/accounts",
            new { stance = "contests", form = "own-words", text = "No notice was received.", language = "en", basis = "own-act", sources = Array.Empty<object>() });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.StartsWith("/api/v1/statements/", answer.Headers.Location!.ToString());
        var said = Assert.Single(site.Room.Said);
        Assert.Equal(act, Assert.IsType<AccountGiven>(said.Body).Act);
        Assert.Equal("economy", said.Track);
    }

    [Fact]
    public async Task A_node_that_cannot_sign_says_so_and_nothing_else()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);
        site.Room.Answer = new SayResult.Stopped("store.full", "the disk is full");
        var link = new { from = site.Act("export-announce"), to = site.Act("ruling-nssmc"), relation = "answers", track = "economy" };

        var answer = await site.Browser.PostAsJsonAsync($"{Root}/links/withdrawals", link);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("store.full", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("reader", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Only_an_officer_who_may_sign_says_anything(string officer, HttpStatusCode expected)
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day, officer: officer);

        var answer = await site.Browser.PostAsJsonAsync($"{Root}/acts", new { });

        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(site.Room.Said);
    }
}
