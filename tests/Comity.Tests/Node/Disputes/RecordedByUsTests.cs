using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Disputes;

/// <summary>One member keeps the record while the others are away: what they did is recorded by it, with what shows it, until they come and answer for themselves.</summary>
[Trait("Category", "Slow")]
public sealed class RecordedByUsTests : IAsyncLifetime
{
    private const string Acts = "/api/v1/channels/plenary/disputes/acts";
    private static readonly byte[] Scan = Encoding.UTF8.GetBytes("%PDF-1.7\nA note verbale");
    private static readonly byte[] Mail = Encoding.UTF8.GetBytes("From: desk@bera.example\r\nTo: desk@arda.example\r\nSubject: Tolls\r\nDate: Wed, 2 Jan 2030 03:04:05 +0000\r\n\r\nWe shall raise the tolls.\r\n");

    private ThreeNodes _three = null!;

    public async Task InitializeAsync()
    {
        _three = await FoundedAsync();
        await Task.WhenAll(_three.StopAsync(Arda), _three.StopAsync(Bera), _three.StopAsync(Cirra));
        await StartAsync(Arda);
    }

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task Acts_of_the_absent_are_recorded_by_us_with_a_scan_or_an_email_and_each_is_adopted_corrected_or_disowned_by_the_one_who_comes()
    {
        using var arda = _three.Api(Arda);
        var adopted = await RecordAsync(arda, "Bera raised the tolls", Scan, "The note of 2 January");
        var corrected = await RecordAsync(arda, "Bera closed two locks", Scan, "The note of 3 January");
        using var browser = await SignedInAsync(Arda);
        var disowned = await RecordByPageAsync(browser, "Bera stopped a ferry", Mail, "Their e-mail");
        Assert.Equal(["application/pdf", "application/pdf", "message/rfc822"], (await Task.WhenAll(new[] { adopted, corrected, disowned }.Select(a => TypeAsync(arda, a)))).Order());
        Assert.Contains("Their e-mail", await browser.GetStringAsync($"/c/plenary/disputes/acts/{disowned}"), StringComparison.Ordinal);

        // Bera comes. What was recorded about it is there with what shows it, and waits for its word.
        await StartAsync(Bera);
        foreach (var act in new[] { adopted, corrected, disowned })
        {
            await Holds(_three[Bera], StatementId.Parse(act));
        }

        using var bera = _three.Api(Bera);
        using var theirs = await SignedInAsync(Bera);
        var page = await theirs.GetStringAsync($"/c/plenary/disputes/acts/{disowned}");
        Assert.Contains("Their e-mail", page, StringComparison.Ordinal);
        Assert.Contains("name=\"answer\"", page, StringComparison.Ordinal);
        Assert.Equal(Mail, await ContentAsync(bera, disowned));

        await AnswerAsync(bera, adopted, "adopted", null);
        await AnswerAsync(bera, corrected, "corrected", "One lock, for repair.");
        await AnswerAsync(bera, disowned, "disowned", "No office of ours did.");
        await Until(_three[Arda], () => Found().Count(a => a.Answers.Count == 1) == 3);
        Assert.Equal([RecordAnswer.Adopted, RecordAnswer.Corrected, RecordAnswer.Disowned], new[] { adopted, corrected, disowned }.Select(id => Assert.Single(Found().Single(a => a.Id.ToString() == id).Answers).Answer));
        Assert.Contains("One lock, for repair.", await browser.GetStringAsync($"/c/plenary/disputes/acts/{corrected}"), StringComparison.Ordinal);

        IEnumerable<ActFinding> Found() => _three[Arda].Room.Picture(ChannelId.Plenary, new DateOnly(2030, 1, 2)).Disputes.Acts;
    }

    [Fact]
    public async Task Every_fault_of_the_act_and_of_its_evidence_is_told_at_once_and_nothing_is_said_or_kept()
    {
        using var arda = _three.Api(Arda);
        using var refused = await arda.PostAsJsonAsync(Acts, Recorded("", Encoding.UTF8.GetBytes("<svg/>"), ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var fields = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["faults"]!.AsArray().Select(f => (string)f!["field"]!).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["evidence.content", "evidence.title", "title"], fields);

        using var browser = await SignedInAsync(Arda);
        using var form = await browser.PostAsync("/c/plenary/disputes/record-act", await FormAsync(browser, "", Encoding.UTF8.GetBytes("MZ program"), ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.StatusCode);
        Assert.Equal(3, (await form.Content.ReadAsStringAsync()).Split("class=\"dx-fault\"").Length - 1);
        Assert.Empty(_three[Arda].Room.Picture(ChannelId.Plenary, new DateOnly(2030, 1, 2)).Disputes.Acts);
        Assert.False(Directory.Exists(Path.Combine(_three.FolderOf(Arda), "blobs")));
    }

    private static async Task<string> RecordAsync(HttpClient api, string title, byte[] content, string evidence)
    {
        using var said = await api.PostAsJsonAsync(Acts, Recorded(title, content, evidence));
        var text = await said.Content.ReadAsStringAsync();
        Assert.True(said.StatusCode == HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    private static object Recorded(string title, byte[] content, string evidence) => new
    {
        track = "economy", date = "2030-01-02", precision = "day", type = "event", actors = new[] { new { member = "bera" } }, addressees = Array.Empty<object>(),
        title, detail = "", language = "en", basis = "public-source", reported = true, sources = new[] { new { text = "A note", confidence = "confirmed" } },
        evidence = new { title = evidence, language = "en", content = Convert.ToBase64String(content) },
    };

    private static async Task<string> RecordByPageAsync(HttpClient browser, string title, byte[] content, string evidence)
    {
        using var said = await browser.PostAsync("/c/plenary/disputes/record-act", await FormAsync(browser, title, content, evidence));
        Assert.True(said.StatusCode == HttpStatusCode.SeeOther, await said.Content.ReadAsStringAsync());
        return said.Headers.Location!.OriginalString.Split('/', '?')[5];
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient browser, string title, byte[] content, string evidence)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        var form = new MultipartFormDataContent { { file, "evidence", "../../evidence.html" } };
        foreach (var (name, value) in new (string, string)[]
        {
            ("_handler", "record"), ("__RequestVerificationToken", await Accounts.House.ForgeryAsync(browser, "/c/plenary/disputes/record-act")), ("title", title), ("evidence-title", evidence), ("date", "2030-01-02"),
            ("precision", "day"), ("type", "event"), ("track", "economy"), ("language", "en"), ("basis", "public-source"), ("reported", "true"), ("actors[0].member", "bera"),
            ("sources[0].text", "A note"), ("sources[0].confidence", "confirmed"),
        })
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private async Task StartAsync(MemberId member)
    {
        await _three.StartAsync(member, o => o with { OfficersArePicked = true, AskFor = TimeSpan.FromSeconds(1) });
        await Until(_three[member], () => _three[member].Record.Guard.Health.Hold == SigningHold.None);
    }

    private async Task<HttpClient> SignedInAsync(MemberId member)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{_three.PortOf(member)}") };
        using var answer = await Accounts.House.PostAsync(browser, "/sign-in", "/sign-in/as", ("officer", "desk"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    private static async Task<JsonNode> EvidenceAsync(HttpClient api, string act) =>
        Assert.Single((await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/plenary/evidence/{act}"))!["evidence"]!.AsArray())!;

    private static async Task<string> TypeAsync(HttpClient api, string act) => (string)(await EvidenceAsync(api, act))["type"]!;

    private static async Task<byte[]> ContentAsync(HttpClient api, string act)
    {
        for (var tries = 0; ; tries++)
        {
            var evidence = await EvidenceAsync(api, act);
            if ((bool)evidence["held"]!)
            {
                return await api.GetByteArrayAsync($"/api/v1/channels/plenary/blobs/{evidence["blob"]}");
            }

            Assert.True(tries < 300, "expected the evidence to arrive within half a minute");
            await Task.Delay(100);
        }
    }

    private static async Task AnswerAsync(HttpClient api, string act, string answer, string? text)
    {
        using var said = await api.PostAsJsonAsync($"{Acts}/{act}/answers", new { track = "economy", answer, text, language = "en" });
        Assert.True(said.StatusCode == HttpStatusCode.Created, await said.Content.ReadAsStringAsync());
    }
}
