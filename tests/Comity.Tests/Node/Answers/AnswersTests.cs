using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Since;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Answers;

[Collection(WithToldNodes.Name)]
[Trait("Category", "Slow")]
public sealed class AnswersTests(ToldNodes told)
{
    private const string Path = "/api/v1/channels/arda/answers";

    [Fact]
    public async Task An_answer_rests_on_confirmed_facts_only_and_is_stale_when_one_is_contested()
    {
        var fact = await SayAsync(Act(Arda, "The ferry Whisperwind returned to port"));
        var claim = await SayAsync(Act(Arda, "A rumour of smuggling") with { Actors = [new Actor(Bera, null, null)], Reported = true, Basis = Basis.PublicSource, Sources = [new Source("A newspaper", Confidence.Unconfirmed)] });
        using var api = told.Three.Api(Arda);
        var question = await SaidAsync(api, Path, new { track = "economy", text = "Did the ferry return?", language = "en" });

        // A claim is refused, with the reason, beside every other fault; nothing is said.
        using var refused = await api.PostAsJsonAsync($"{Path}/{question}", new { language = "en", sentences = new object[] { new { text = "They smuggle.", restsOn = new[] { claim.ToString() } }, new { text = "", restsOn = Array.Empty<string>() } } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.All(["answers.not-confirmed", "answers.text.length", "answers.rests.count"], code => Assert.Contains(code, text, StringComparison.Ordinal));
        Assert.Equal("open", (string?)(await QuestionAsync(api, question))["standing"]);

        // The page proposes the fact, and the answer is given by the form.
        using var browser = await told.BrowserAsync();
        using var found = await ToldNodes.PostAsync(browser, "/c/arda/press/answers", "/c/arda/press/answers", ("_handler", "answers"), ("about", question), ("do", "find"), ("text", "The ferry Whisperwind returned to port."), ("rests", ""));
        Assert.Contains($"value=\"{fact}\"", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var given = await ToldNodes.PostAsync(browser, "/c/arda/press/answers", "/c/arda/press/answers", ("_handler", "answers"), ("about", question), ("do", "give"), ("text", "The ferry is back."), ("rests", $"/c/plenary/disputes/acts/{fact}"));
        var page = await given.Content.ReadAsStringAsync();
        Assert.Contains("The ferry is back.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("an-stale", page, StringComparison.Ordinal);
        Assert.False((bool)(await QuestionAsync(api, question))["stale"]!);

        // Bera contests it: the answer says so, and what changed.
        await Holds(told.Three[Bera], fact);
        var account = new AccountGiven(fact, AccountStance.Contests, AccountForm.OwnWords, "It did not.", "en", Basis.OwnAct, []);
        var contested = Assert.IsType<SayResult.Said>(await told.Three[Bera].Room.SayAsync(ChannelId.Plenary, account, "economy", fact, [fact], Desk, default));
        await Holds(told.Three[Arda], contested.Id);
        var stale = await QuestionAsync(api, question);
        Assert.True((bool)stale["stale"]!);
        Assert.Equal(("confirmed", "contested", "bera"), Rest(stale));
        Assert.Contains("an-stale", await browser.GetStringAsync("/c/arda/press/answers"), StringComparison.Ordinal);

        // Nobody else holds a word of it.
        Assert.DoesNotContain(ChannelId.Of(Arda), told.Three[Bera].Room.Channels);
        Assert.Null(told.Three[Bera].Room.Find(StatementId.Parse(question)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.GetAsync("/api/v1/channels/plenary/answers")).StatusCode);

        await SaidAsync(api, $"{Path}/{question}/closing", new { });
        Assert.Equal("closed", (string?)(await QuestionAsync(api, question))["standing"]);
        Assert.DoesNotContain("The ferry is back.", await browser.GetStringAsync("/c/arda/press/answers"), StringComparison.Ordinal);
    }

    private static (string, string, string) Rest(JsonObject question)
    {
        var rest = question["sentences"]![0]!["restsOn"]![0]!;
        return ((string)rest["then"]!, (string)rest["now"]!, (string)rest["by"]![0]!);
    }

    private static async Task<JsonObject> QuestionAsync(HttpClient api, string id) =>
        (await api.GetFromJsonAsync<JsonObject>(Path))!["questions"]!.AsArray().Single(q => (string?)q!["id"] == id)!.AsObject();

    private static async Task<string> SaidAsync(HttpClient api, string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private async Task<StatementId> SayAsync(ActRecorded act) =>
        Assert.IsType<SayResult.Said>(await told.Three[Arda].Room.SayAsync(ChannelId.Plenary, act, "economy", null, [], Desk, default)).Id;
}
