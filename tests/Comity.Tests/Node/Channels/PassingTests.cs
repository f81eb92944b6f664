using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Search;
using Comity.Record;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Channels;

/// <summary>Bera's words to Arda, which Arda would carry to Cirra: refused without leave, carried with it, and provable afterwards to all three.</summary>
[Trait("Category", "Slow")]
public sealed partial class PassingTests : IAsyncLifetime
{
    private static readonly ChannelId ArdaBera = ChannelId.Of(Arda, Bera);
    private static readonly ChannelId ArdaCirra = ChannelId.Of(Arda, Cirra);

    private ThreeNodes _three = null!;

    public async Task InitializeAsync()
    {
        _three = await FoundedAsync();
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await _three.StopAsync(member);
            await _three.StartAsync(member, options => options with { OfficersArePicked = true });
        }
    }

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task What_was_said_to_one_is_carried_to_another_with_leave_and_refused_without_it()
    {
        var item = await _three.ActAsync(Bera, "Glass might be licensed again", ArdaBera);
        await Holds(_three[Arda], item, ArdaBera);
        using var arda = _three.Api(Arda);
        using var bera = _three.Api(Bera);
        var path = $"/api/v1/channels/arda+bera/passing/{item}";

        // Refused, with the reason; Cirra's node receives nothing.
        var target = Target(await arda.GetFromJsonAsync<JsonElement>(path), "arda+cirra");
        Assert.Equal((false, "none-by-default", "cirra"), (target.GetProperty("may").GetBoolean(), target.GetProperty("why").GetString(), Assert.Single(target.GetProperty("newReaders").EnumerateArray()).GetString()));
        using var refused = await arda.PostAsJsonAsync(path + "/passages", new { to = "arda+cirra" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("passing.none-by-default", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Asked: it is the originator's turn, and nobody else's.
        var request = await SaidAsync(await arda.PostAsJsonAsync(path + "/requests", new { to = "arda+cirra", purpose = "To prepare the visit", language = "en" }));
        await Holds(_three[Bera], request, ArdaBera);
        Assert.Contains((await bera.GetFromJsonAsync<JsonObject>("/api/v1/turns"))!["turns"]!.AsArray(), t => (string?)t!["what"] == "channels.answer" && (string?)t["about"] == request.ToString());
        Assert.Equal("waiting", Target(await arda.GetFromJsonAsync<JsonElement>(path), "arda+cirra").GetProperty("why").GetString());
        using var foreign = await arda.PostAsJsonAsync(path + "/leaves", new { request });
        Assert.Contains("passing.not-ours", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Granted, carried: Cirra checks item and leave alone, Bera is told.
        var leave = await SaidAsync(await bera.PostAsJsonAsync(path + "/leaves", new { request, until = "2030-02-01" }));
        await Holds(_three[Arda], leave, ArdaBera);
        var passage = await SaidAsync(await arda.PostAsJsonAsync(path + "/passages", new { to = "arda+cirra", note = "With Bera's leave", language = "en" }));
        await Holds(_three[Cirra], passage, ArdaCirra);
        var carried = Assert.Single(_three[Cirra].Room.Findings<ChannelsFindings>(ArdaCirra)!.Passages);
        Assert.Equal((item, Bera, ArdaBera, leave, true, "channels.passage.by-leave"), (carried.Item, carried.Of, carried.From, carried.Leave, carried.Effective, carried.Rule));
        Assert.Null(_three[Cirra].Room.Find(item));
        var (title, texts) = BodyWords.Of(BodyCodec.Read(_three[Cirra].Room.Find(passage)!.Statement));
        Assert.Equal(("Glass might be licensed again", "With Bera's leave"), (title, texts[^1]));
        Assert.DoesNotContain(texts, t => t.Contains("eyJ", StringComparison.Ordinal));
        using var cirra = await SignedInAsync(Cirra);
        foreach (var page in new[] { "/c/arda+cirra/passing", $"/c/arda+cirra/record/statements/{passage}" })
        {
            Assert.Contains("Glass might be licensed again", await cirra.GetStringAsync(page), StringComparison.Ordinal);
        }

        await Until(_three[Bera], () => _three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reports.Count == 1);
        var report = Assert.Single(_three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reports);
        Assert.Equal((item, ArdaCirra, leave, passage, true), (report.Item, report.To, report.Leave, report.Passage, report.Effective));
        using var atBera = await SignedInAsync(Bera);
        Assert.Contains("arda carried it to arda, cirra", WebUtility.HtmlDecode(await atBera.GetStringAsync($"/c/arda+bera/disputes/acts/{item}")), StringComparison.Ordinal);

        // Twice is refused, and narrowing ends the leave without undoing what was carried.
        using var again = await arda.PostAsJsonAsync(path + "/passages", new { to = "arda+cirra" });
        Assert.Contains("passing.carried", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var narrowed = await SaidAsync(await bera.PostAsJsonAsync(path + "/right", new { right = "none" }));
        await Holds(_three[Arda], narrowed, ArdaBera);
        Assert.Equal("channels.leave.narrowed", _three[Arda].Room.Findings<ChannelsFindings>(ArdaBera)!.Requests[0].Rule);
        Assert.True(_three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reports[0].Effective);
        Assert.True(_three[Cirra].Room.Findings<ChannelsFindings>(ArdaCirra)!.Passages[0].Effective);
    }

    [Fact]
    public async Task A_node_signs_no_passage_without_leave_and_another_that_does_is_found_out_by_whoever_receives_it()
    {
        var item = await _three.ActAsync(Bera, "Not for others", ArdaBera);
        await Holds(_three[Arda], item, ArdaBera);
        var text = _three[Arda].Room.Find(item)!.Statement.Compact;
        var body = new ItemPassed(text, null, _three.RosterOf(Bera), null, null, "en", new DateOnly(2030, 1, 2));

        using var arda = _three.Api(Arda);
        using var said = await arda.PostAsJsonAsync("/api/v1/channels/arda+cirra/statements", new { kind = "channels.item-passed/1", track = "economy", body = JsonNode.Parse(BodyCodec.Write(body).ToJsonString()), cites = Array.Empty<string>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, said.StatusCode);
        Assert.Contains("passing.none-by-default", await said.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Past the node's own refusal, as a node of another make might.
        var draft = new StatementDraft("channels.item-passed/1", "economy", null, [], BodyCodec.Write(body), Desk.Office, Desk.Level, FixedClock.Start);
        var foreign = await _three[Arda].Record.SayAsync(ArdaCirra, draft, default);
        await Holds(_three[Cirra], foreign.Id, ArdaCirra);
        var found = Assert.Single(_three[Cirra].Room.Findings<ChannelsFindings>(ArdaCirra)!.Passages);
        Assert.Equal((false, "channels.passage.without-leave"), (found.Effective, found.Rule));
        using var cirra = await SignedInAsync(Cirra);
        Assert.Contains("Carried without its originator", WebUtility.HtmlDecode(await cirra.GetStringAsync("/c/arda+cirra/passing")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_forms_without_script_leave_is_asked_for_granted_and_used_once_the_readers_stand_there_in_words()
    {
        var item = await _three.ActAsync(Bera, "A date in May", ArdaBera);
        await Holds(_three[Arda], item, ArdaBera);
        using var arda = await SignedInAsync(Arda);
        using var bera = await SignedInAsync(Bera);
        var path = $"/c/arda+bera/passing/{item}";

        Assert.Contains("not carried without leave of bera", WebUtility.HtmlDecode(await arda.GetStringAsync(path)), StringComparison.Ordinal);
        Assert.Contains("1 to 1,000 characters", await FaultyAsync(arda, path, ("do", "ask:arda+cirra")), StringComparison.Ordinal);
        await DoAsync(arda, path, ("do", "ask:arda+cirra"), ("purpose-arda+cirra", "To settle the date"));
        await Until(_three[Bera], () => _three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Requests.Count == 1);
        var request = _three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Requests[0].Id;
        await DoAsync(bera, path, ("do", $"grant:{request}"), ($"until-{request}", "2030-01-09"));
        await Until(_three[Arda], () => _three[Arda].Room.Findings<ChannelsFindings>(ArdaBera)!.Requests[0].Standing == RequestStanding.Granted);

        var confirm = WebUtility.HtmlDecode(await arda.GetStringAsync(path + "?to=arda%2Bcirra"));
        Assert.Contains("It will be heard by arda, cirra.", confirm, StringComparison.Ordinal);
        Assert.Contains("Newly, by cirra. This cannot be undone.", confirm, StringComparison.Ordinal);
        await DoAsync(arda, path, ("do", "carry"), ("to", "arda+cirra"), ("note", ""));
        await Until(_three[Cirra], () => _three[Cirra].Room.Findings<ChannelsFindings>(ArdaCirra)!.Passages is [{ Effective: true }]);
    }

    private static JsonElement Target(JsonElement item, string channel) => item.GetProperty("targets").EnumerateArray().Single(t => t.GetProperty("to").GetString() == channel);

    private static async Task<StatementId> SaidAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        answer.Dispose();
        return StatementId.Parse(JsonNode.Parse(text)!["id"]!.GetValue<string>());
    }

    private static async Task DoAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(browser, path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> FaultyAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(browser, path, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(path)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Concat([("_handler", "passing"), ("__RequestVerificationToken", token)]).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await browser.PostAsync(path, form);
    }

    private async Task<HttpClient> SignedInAsync(MemberId member)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_three.PortOf(member)}") };
        var token = Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("officer", Desk.Id), new("returnUrl", "/")]);
        (await browser.PostAsync("/sign-in/as", form)).Dispose();
        return browser;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
