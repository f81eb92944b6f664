using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Since;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Brief;

[Collection(WithToldNodes.Name)]
[Trait("Category", "Slow")]
public sealed class BriefTests(ToldNodes told)
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);

    [Fact]
    public async Task Every_line_of_the_brief_names_its_statement_and_only_what_is_confirmed_and_uncontested_may_be_said()
    {
        var own = await SayAsync(Act(Arda, "Survey ships sailed"));
        var joint = await SayAsync(Act(Arda, "Joint survey") with { Actors = [new Actor(Arda, null, null), new Actor(Bera, null, null)] });
        var rumour = await SayAsync(Act(Arda, "A rumour of a ban") with { Actors = [new Actor(Bera, null, null)], Basis = Basis.PublicSource, Reported = true, Sources = [new Source("A newspaper", Confidence.Unconfirmed)] });
        using var api = told.Three.Api(Arda);
        using var set = await api.PostAsJsonAsync("/api/v1/channels/arda/terms", new { track = "economy", terms = new[] { new { phrase = "embargo", instead = "licensing" } } });
        Assert.Equal(HttpStatusCode.Created, set.StatusCode);

        var brief = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/{Pair}/brief"))!;
        Assert.Equal(new[] { own, joint, rumour }.Select(i => i.ToString()).Order(), Sources(brief, "changed").Order());
        Assert.Equal([own.ToString()], Sources(brief, "say"));
        Assert.Equal(new[] { joint, rumour }.Select(i => i.ToString()).Order(), Sources(brief, "due").Order());
        Assert.Equal(("embargo", "licensing", "arda"), ((string?)brief["notSay"]![0]!["phrase"], (string?)brief["notSay"]![0]!["instead"], (string?)brief["notSay"]![0]!["owner"]));
        Assert.All(new[] { "changed", "due", "say" }.SelectMany(part => brief[part]!.AsArray()), l => Assert.StartsWith("arda:", (string?)l!["place"]));

        // A week later nothing is new, and what may be said still may.
        var later = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/{Pair}/brief?asOf=2030-01-20"))!;
        Assert.Empty(Sources(later, "changed"));
        Assert.Equal([own.ToString()], Sources(later, "say"));
        Assert.Equal(HttpStatusCode.BadRequest, (await api.GetAsync($"/api/v1/channels/{Pair}/brief?asOf=soon")).StatusCode);

        using var browser = await told.BrowserAsync();
        foreach (var (language, word) in new[] { ("en", "What we may say"), ("ja", "言えること"), ("ko", "말할 수 있는 것") })
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/c/{Pair}/brief") { Headers = { { "Accept-Language", language } } };
            using var answer = await browser.SendAsync(ask);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.All([word, "Survey ships sailed", "A rumour of a ban", "→ licensing"], part => Assert.Contains(part, page, StringComparison.Ordinal));
        }
    }

    private static List<string> Sources(JsonObject brief, string part) => [.. brief[part]!.AsArray().Select(l => (string)l!["source"]!)];

    private async Task<StatementId> SayAsync(ActRecorded act) =>
        Assert.IsType<SayResult.Said>(await told.Three[Arda].Room.SayAsync(Pair, act, "economy", null, [], Desk, default)).Id;
}
