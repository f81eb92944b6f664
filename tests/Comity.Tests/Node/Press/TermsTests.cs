using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Press;

/// <summary>A party's own words: heard by its delegation alone, set beside what others wrote, and nobody's text is changed.</summary>
[Trait("Category", "Slow")]
public sealed partial class TermsTests
{
    [Fact]
    public async Task Our_words_stand_beside_what_another_wrote_and_no_other_node_holds_them()
    {
        await using var three = await FoundedAsync();
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
            await three.StartAsync(member, options => options with { OfficersArePicked = true });
        }

        var act = await three.ActAsync(Bera, "Patrols in Glass Bay");
        await Holds(three[Arda], act);
        await Holds(three[Cirra], act);
        using var api = three.Api(Arda);

        using var set = await api.PostAsJsonAsync("/api/v1/channels/arda/terms", new { track = "economy", terms = new[] { new { phrase = "glass bay", instead = "Whispering Sound" } } });
        Assert.Equal(HttpStatusCode.Created, set.StatusCode);
        var lists = await api.GetFromJsonAsync<JsonElement>("/api/v1/channels/arda/terms");
        Assert.Equal("Whispering Sound", lists.GetProperty("lists")[0].GetProperty("terms")[0].GetProperty("instead").GetString());

        var page = await PageAsync(three, Arda, act);
        Assert.Contains("Patrols in Glass Bay", page, StringComparison.Ordinal);
        Assert.Contains("glass bay → Whispering Sound", WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        foreach (var other in new[] { Bera, Cirra })
        {
            Assert.DoesNotContain(ChannelId.Of(Arda), three[other].Room.Channels);
            Assert.DoesNotContain("Whispering", await PageAsync(three, other, act), StringComparison.Ordinal);
            using var theirs = three.Api(other);
            Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync("/api/v1/channels/arda/terms")).StatusCode);
        }
    }

    [Fact]
    public async Task Every_fault_of_a_list_is_told_at_once_and_nothing_is_said()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);

        using var answer = await api.PostAsJsonAsync("/api/v1/channels/arda/terms", new { track = "economy", terms = new object[] { new { phrase = "a", instead = "a" }, new { phrase = " b" }, new { phrase = "A" } } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All(["terms.instead.same", "terms.text.length", "terms.phrase.repeated"], code => Assert.Contains(code, text, StringComparison.Ordinal));
        Assert.Empty((await api.GetFromJsonAsync<JsonElement>("/api/v1/channels/arda/terms")).GetProperty("lists").EnumerateArray());
    }

    private static async Task<string> PageAsync(ThreeNodes three, MemberId member, StatementId act)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{three.PortOf(member)}") };
        var token = Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("officer", Desk.Id), new("returnUrl", "/")]);
        using var signedIn = await browser.PostAsync("/sign-in/as", form);
        return await browser.GetStringAsync($"/c/plenary/disputes/acts/{act}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
