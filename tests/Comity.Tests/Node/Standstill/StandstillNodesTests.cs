using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Standstill;

/// <summary>A standstill floated, offered, accepted, confirmed and alleged under, by forms without script and by the API, on three nodes.</summary>
[Trait("Category", "Slow")]
public sealed partial class StandstillNodesTests : IAsyncLifetime
{
    private static readonly (string, string)[] Terms =
    [
        ("terms.title", "Standstill on glass"), ("terms.language", "en"), ("terms.bound", "arda"), ("terms.bound", "bera"), ("terms.start", "2030-01-02"), ("terms.lastDay", "2030-03-02"),
        ("terms.covered[1].track", "economy"), ("terms.covered[1].text", "Lists of goods"), ("terms.baseline.date", "2030-01-01"),
        ("terms.carveOuts[0].kind", "courts"), ("terms.carveOuts[0].text", "Judgments"), ("terms.talks", "Talks on glass"), ("terms.extension.by", "none"), ("terms.extension.days", "0"),
        ("terms.days.priorNotice", "7"), ("terms.days.reply", "5"), ("terms.days.check", "6"), ("terms.days.leave", "10"), ("terms.check.by", "joint"), ("terms.consequences", "consultation"),
        ("public", "existence"), ("terms.withoutPrejudice", "true"), ("terms.clock.zone", "Asia/Tokyo"), ("terms.clock.hour", "24:00"), ("terms.clock.count", "calendar"), ("terms.clock.roll", "false"),
        ("date", "2030-01-01"), ("until", "2030-01-20"), ("envelope", "economy"),
    ];

    private ThreeNodes _three = null!;

    public async Task InitializeAsync()
    {
        _three = await FoundedAsync();
        foreach (var member in new[] { Arda, Bera })
        {
            await _three.StopAsync(member);
            await _three.StartAsync(member, options => options with { OfficersArePicked = true });
        }
    }

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task A_standstill_comes_to_bind_by_forms_and_an_allegation_under_it_is_answered()
    {
        using var arda = await SignedInAsync(Arda);
        using var bera = await SignedInAsync(Bera, "ja");

        var floated = await SaysAsync(arda, "arda+bera", "terms-floated", null, Terms);
        await Holds(_three[Bera], floated, ChannelId.Of(Arda, Bera));
        await SaysAsync(bera, "arda+bera", "float-commented", floated, ("stance", "with-changes"), ("text", "六十日"), ("language", "ja"), ("date", "2030-01-01"));

        // What was floated to Bera alone shows nowhere else; an offer begins with its own words.
        Assert.DoesNotContain("Standstill on glass", await bera.GetStringAsync("/c/plenary/standstill"), StringComparison.Ordinal);
        Assert.Contains("Standstill on glass", await arda.GetStringAsync($"/c/plenary/standstill/say/terms-offered?about={floated}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Standstill on glass", await bera.GetStringAsync($"/c/plenary/standstill/say/terms-offered?about={floated}"), StringComparison.Ordinal);

        var offer = await SaysAsync(arda, "plenary", "terms-offered", null, Terms);
        Assert.Contains("#say-acceptances", await FaultyAsync(arda, "plenary", "offer-confirmed", offer, ("date", "2030-01-02")), StringComparison.Ordinal);
        await Holds(_three[Bera], offer);
        var acceptance = await SaysAsync(bera, "plenary", "offer-accepted", offer, ("until", "2030-01-20"), ("date", "2030-01-02"));
        await Holds(_three[Arda], acceptance);
        var confirmation = await SaysAsync(arda, "plenary", "offer-confirmed", offer, ("date", "2030-01-02"));
        Assert.Contains(acceptance, _three[Arda].Room.Find(confirmation)!.Statement.Cites);
        Assert.Equal(offer, _three[Arda].Room.Find(confirmation)!.Statement.Subject);

        await Holds(_three[Bera], confirmation);
        var life = Assert.Single(_three[Bera].Room.Standstills(ChannelId.Plenary).Standstills);
        Assert.Equal((1, 60, LifeStanding.Running), (life.Day, life.Of, life.Standing));
        Assert.Contains("60日中 1日目", WebUtility.HtmlDecode(await bera.GetStringAsync($"/c/plenary/standstill/{offer}")), StringComparison.Ordinal);
        Assert.Contains("Day 1 of 60", await arda.GetStringAsync("/c/plenary/room"), StringComparison.Ordinal);

        var allegation = await SaysAsync(arda, "plenary", "allegation-made", offer,
            ("against", "bera"), ("clause", "subject-2"), ("text", "A list grew."), ("language", "en"), ("confidence", "unconfirmed"), ("sources[0].text", "A paper"), ("sources[0].confidence", "unconfirmed"), ("delivered", "2030-01-02"), ("date", "2030-01-02"));
        await Holds(_three[Bera], allegation);
        await SaysAsync(bera, "plenary", "allegation-answered", allegation, ("answer", "denies"), ("text", "None did."), ("language", "en"), ("date", "2030-01-02"));
        var page = WebUtility.HtmlDecode(await bera.GetStringAsync($"/c/plenary/standstill/{offer}"));
        Assert.Contains("A list grew.", page, StringComparison.Ordinal);
        Assert.Equal(AllegationStanding.AwaitingCheck, Assert.Single(_three[Bera].Room.Standstills(ChannelId.Plenary).Allegations).Standing);

        // Dates and turns know of it.
        using var api = _three.Api(Bera);
        Assert.Contains((await api.GetFromJsonAsync<JsonObject>("/api/v1/dates"))!["dates"]!.AsArray(), d => (string?)d!["what"] == "standstill.ends" && (string?)d["date"] == "2030-03-02");
        Assert.Contains((await api.GetFromJsonAsync<JsonObject>("/api/v1/turns"))!["turns"]!.AsArray(), t => (string?)t!["what"] == "standstill.check");
        Assert.StartsWith("since,owner,step", await bera.GetStringAsync($"/c/plenary/standstill/{offer}/steps.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_form_stand_at_once_at_their_fields_and_nothing_typed_is_lost()
    {
        using var arda = await SignedInAsync(Arda);
        var page = await FaultyAsync(arda, "plenary", "terms-offered", null,
            [.. Terms.Where(t => t.Item1 is not ("terms.title" or "terms.bound" or "terms.clock.zone")), ("terms.bound", "arda"), ("terms.clock.zone", "Glass/Town"), ("terms.covered[3].text", "Kept words")]);

        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        foreach (var field in new[] { "terms.title", "terms.bound", "terms.clock.zone", "terms.covered[3]" })
        {
            Assert.Contains($"#say-{field}", page, StringComparison.Ordinal);
        }

        Assert.Contains("Kept words", page, StringComparison.Ordinal);
        Assert.Contains("Glass/Town", page, StringComparison.Ordinal);
        Assert.Empty(_three[Arda].Room.Standstills(ChannelId.Plenary).Offers);
    }

    [Fact]
    public async Task Every_kind_can_be_said_from_its_page_and_an_unknown_one_is_not_found()
    {
        using var arda = await SignedInAsync(Arda);
        var offer = await SaysAsync(arda, "plenary", "terms-offered", null, Terms);
        foreach (var act in Comity.Node.Standstill.StandstillAct.All)
        {
            var page = await arda.GetStringAsync($"/c/plenary/standstill/say/{act.Name}?about={offer}");
            Assert.Contains("name=\"_handler\" value=\"say\"", page, StringComparison.Ordinal);
            Assert.All(act.Fields.Where(f => f.Shape is ActLine or Comity.Node.Standstill.ActShape.Day or Comity.Node.Standstill.ActShape.Area), f => Assert.Contains($"name=\"{f.Name}\"", page, StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await arda.GetAsync("/c/plenary/standstill/say/anything")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await arda.GetAsync($"/c/plenary/standstill/{ForumScriptId}")).StatusCode);
    }

    [Fact]
    public async Task A_program_reads_and_says_the_same_and_is_told_every_fault()
    {
        using var api = _three.Api(Arda);
        var body = Comity.Domain.BodyCodec.Write(new TermsOffered(Domain.Standstill.StandstillScript.SomeTerms(new(2030, 1, 2), new(2030, 3, 2), [Arda, Bera]), new(2030, 1, 20), new(2030, 1, 1)));
        body["track"] = "economy";
        using var said = await api.PostAsJsonAsync("/api/v1/channels/plenary/standstill/terms-offered", body);
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        var id = (string)(await said.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;

        var one = await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/plenary/standstill/{id}");
        Assert.Equal("offered", (string?)one!["offer"]!["standing"]);
        var terms = await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/plenary/standstill/{id}/terms?language=ko");
        Assert.Equal((string?)one["offer"]!["digest"], (string?)terms!["digest"]);
        Assert.Equal(17, terms["clauses"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.GetAsync($"/api/v1/channels/plenary/standstill/{id}/terms?language=xx")).StatusCode);

        // A body with a track of its own keeps it; the envelope's is that of what it is about.
        using var notified = await api.PostAsJsonAsync("/api/v1/channels/plenary/standstill/step-notified", new JsonObject
        {
            ["standstill"] = id, ["title"] = "A list", ["track"] = "history", ["kind"] = "export-list", ["planned"] = "2030-02-01", ["language"] = "en", ["date"] = "2030-01-02",
        });
        var step = _three[Arda].Room.Find(StatementId.Parse((string)(await notified.Content.ReadFromJsonAsync<JsonObject>())!["id"]!))!;
        Assert.Equal(("economy", "history"), (step.Statement.Track, ((StepNotified)step.Body).Track));

        using var bad = await api.PostAsJsonAsync("/api/v1/channels/plenary/standstill/offer-refused", new JsonObject { ["offer"] = "x", ["date"] = "tomorrow", ["language"] = "??" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal(4, (await bad.Content.ReadFromJsonAsync<JsonObject>())!["faults"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsJsonAsync("/api/v1/channels/plenary/standstill/surrender", new JsonObject())).StatusCode);
    }

    [Fact]
    public async Task Weights_of_the_curve_are_this_members_own_and_bad_ones_are_refused_together()
    {
        await _three.ActAsync(Arda, "Something");
        using var arda = await SignedInAsync(Arda);
        const string Page = "/c/plenary/standstill/curve";
        Assert.Contains("never a fact", await arda.GetStringAsync(Page), StringComparison.Ordinal);
        var bad = await PostAsync(arda, Page, "weights", ("event", "11"), ("measure", "much"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains("much", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(arda, Page, "weights", ("event", "-7.5"))).StatusCode);
        Assert.Contains("value=\"-7.5\"", await arda.GetStringAsync(Page), StringComparison.Ordinal);
        using var bera = await SignedInAsync(Bera);
        Assert.DoesNotContain("value=\"-7.5\"", await bera.GetStringAsync(Page), StringComparison.Ordinal);
    }

    private const Comity.Node.Standstill.ActShape ActLine = Comity.Node.Standstill.ActShape.Line;

    private static string ForumScriptId => Domain.ForumScript.Nowhere().ToString();

    private async Task<HttpClient> SignedInAsync(MemberId member, string language = "en")
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{_three.PortOf(member)}") };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        var token = Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("officer", Desk.Id), new("returnUrl", "/")]);
        Assert.Equal(HttpStatusCode.Found, (await browser.PostAsync("/sign-in/as", form)).StatusCode);
        return browser;
    }

    private static async Task<StatementId> SaysAsync(HttpClient browser, string channel, string act, StatementId? about, params (string, string)[] fields)
    {
        var answer = await PostAsync(browser, Address(channel, act, about), "say", fields);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{act}: {(int)answer.StatusCode} {string.Join("; ", Fault().Matches(text).Select(m => m.Value))}");
        return StatementId.Parse(Said().Match(answer.Headers.Location!.OriginalString).Groups[1].Value);
    }

    private static async Task<string> FaultyAsync(HttpClient browser, string channel, string act, StatementId? about, params (string, string)[] fields)
    {
        var answer = await PostAsync(browser, Address(channel, act, about), "say", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token)).Append(new("_handler", handler)));
        return await browser.PostAsync(page, form);
    }

    private static string Address(string channel, string act, StatementId? about) => $"/c/{channel}/standstill/say/{act}{(about is { } id ? $"?about={id}" : "")}";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("said=([A-Za-z0-9_-]{43})")]
    private static partial Regex Said();

    [GeneratedRegex("<li>[^<]*<a[^>]*>[^<]*</a>[^/]*")]
    private static partial Regex Fault();
}
