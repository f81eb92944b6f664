using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Desk;
using Comity.Node.Public;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Exports;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Public;

[Trait("Category", "Slow")]
public sealed class PublicSiteTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private ThreeNodes _three = null!;

    public async Task InitializeAsync() => _three = await FoundedAsync();

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task Anybody_reads_checks_and_downloads_what_was_published_and_nothing_else()
    {
        var closed = await _three.ActAsync(Arda, "Said among ourselves");
        var open = await SaidAsync("アルダは発表した <b>", "全文", "ja");
        await TranslateAsync(open, "title", "Arda announced <i>");
        await PublishAsync(open);
        using var visitor = _three.Anonymous(Arda);

        var list = await visitor.GetStringAsync("/public/texts?lang=ja");
        Assert.Contains("アルダは発表した &lt;b&gt;", list);
        Assert.DoesNotContain("Said among ourselves", list);
        var text = await visitor.GetStringAsync($"/public/texts/{open}?lang=en");
        Assert.Contains("Worded by arda, in Japanese", text);
        Assert.Contains($"/public/verify/{open}", text);
        Assert.DoesNotContain("__RequestVerificationToken", text);
        var check = await visitor.GetStringAsync($"/public/verify/{open}?lang=en");
        Assert.Contains("stands in the public record as its author signed it", check);

        var jws = await visitor.GetStringAsync($"/public/texts/{open}/statement.jws");
        Assert.True(StatementGate.TryRead(jws, out var statement, out _));
        Assert.Equal(open, statement.Id);
        using var proof = new MemoryStream(await visitor.GetByteArrayAsync($"/public/texts/{open}/proof.comity"));
        var report = ExportAudit.Of(proof, everySignature: true, null, cancellation: default);
        Assert.True(report.Audit.IsSound);

        foreach (var path in new[] { $"/public/texts/{closed}", $"/public/verify/{closed}", $"/public/texts/{closed}/statement.jws", $"/public/texts/{closed}/proof.comity", "/public/texts/x" })
        {
            using var answer = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Caches_keep_a_page_until_the_public_record_or_the_language_is_another()
    {
        await PublishAsync(await SaidAsync("First", "", "en"));
        using var visitor = _three.Anonymous(Arda);
        using var first = await visitor.GetAsync("/public/texts?lang=en");
        Assert.Equal("public, must-revalidate, max-age=60", first.Headers.CacheControl!.ToString());
        Assert.False(first.Headers.Contains("Set-Cookie"));

        async Task<HttpStatusCode> Again(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await visitor.SendAsync(request);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await Again("/public/texts?lang=en"));
        Assert.Equal(HttpStatusCode.OK, await Again("/public/texts?lang=ko"));
        await PublishAsync(await SaidAsync("Second", "", "en"));
        Assert.Equal(HttpStatusCode.OK, await Again("/public/texts?lang=en"));
        Assert.Contains("Disallow: /", await visitor.GetStringAsync("/robots.txt"));
    }

    [Fact]
    public async Task The_feed_holds_what_the_standard_asks_for()
    {
        var open = await SaidAsync("Arda & Bera met <now>", "", "en");
        await PublishAsync(open);
        using var visitor = _three.Anonymous(Arda);
        var bytes = await visitor.GetByteArrayAsync("/public/feed.atom?lang=en");
        var feed = XDocument.Parse(Encoding.UTF8.GetString(bytes)).Root!;

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.All(new[] { "id", "title", "updated" }, name => Assert.Single(feed.Elements(Atom + name)));
        Assert.Contains(feed.Elements(Atom + "link"), l => (string?)l.Attribute("rel") == "self");
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.All(new[] { "id", "title", "updated", "published", "author", "content" }, name => Assert.Single(entry.Elements(Atom + name)));
        Assert.Equal($"tag:comity,2026:statement/{open}", (string?)entry.Element(Atom + "id"));
        Assert.Equal("Arda & Bera met <now>", (string?)entry.Element(Atom + "title"));
        Assert.EndsWith($"/public/texts/{open}?lang=en", (string?)entry.Element(Atom + "link")!.Attribute("href"));
        Assert.All(feed.Descendants().Where(e => e.Name == Atom + "updated" || e.Name == Atom + "published"), e => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", e.Value));
    }

    [ToolFact("xmllint", "libxml2-utils")]
    public async Task Another_program_finds_the_feed_well_formed()
    {
        await PublishAsync(await SaidAsync("日韓 & <수출>", "", "ja"));
        using var visitor = _three.Anonymous(Arda);

        var (code, _, errors) = Tool.Run("xmllint", await visitor.GetByteArrayAsync("/public/feed.atom"), "--noout", "-");
        Assert.True(code == 0, errors);
    }

    [Fact]
    public async Task A_text_for_a_later_day_is_nowhere_in_public_before_it_and_is_published_once()
    {
        var clock = new MovingClock { Now = FixedClock.Start };
        await _three.StopAsync(Arda);
        await _three.StartAsync(Arda, o => o with { Clock = clock });
        await Until(_three[Arda], r => r.IsFounded);
        var text = await SaidAsync("Not before the fourth", "", "en");
        using var api = _three.Api(Arda);
        using var planned = await api.PostAsJsonAsync($"/api/v1/statements/{text}/publication", new { on = "2030-01-04" });
        Assert.Equal(HttpStatusCode.Accepted, planned.StatusCode);
        using var visitor = _three.Anonymous(Arda);

        clock.Now = FixedClock.Start.AddDays(1);
        _three[Arda].Record.Announce();
        Assert.Single((await api.GetFromJsonAsync<JsonObject>("/api/v1/publications/planned"))!["planned"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/public/texts/{text}")).StatusCode);
        Assert.DoesNotContain("Not before", await visitor.GetStringAsync("/public/feed.atom"));

        clock.Now = FixedClock.Start.AddDays(2);
        _three[Arda].Record.Announce();
        await Until(_three[Arda], () => _three[Arda].Record.Store.ReadJournal(ChannelId.Public, Arda, 0, 3).Count == 2);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/public/texts/{text}")).StatusCode);
        using var again = await api.PostAsJsonAsync($"/api/v1/statements/{text}/publication", new { on = "now" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal(2, _three[Arda].Record.Read(r => r.Find(ChannelId.Public)![Arda].Size));
    }

    [Fact]
    public async Task Only_the_author_publishes_and_what_is_planned_may_be_taken_back()
    {
        var ours = await SaidAsync("Ours", "", "en");
        var theirs = await _three.ActAsync(Bera, "Theirs");
        await Holds(_three[Arda], theirs);
        using var api = _three.Api(Arda);
        using var reader = _three.Api(Arda, ReaderToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsJsonAsync($"/api/v1/statements/{theirs}/publication", new { on = "now" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync($"/api/v1/statements/{ours}/publication", new { on = "now" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await api.PostAsJsonAsync($"/api/v1/statements/{ours}/publication", new { on = "2031-01-01" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync($"/api/v1/statements/{ours}/publication")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync($"/api/v1/statements/{ours}/publication")).StatusCode);
    }

    [Fact]
    public void A_desk_keeps_what_is_put_on_it_and_all_or_none()
    {
        var path = Path.Combine(Path.GetTempPath(), $"comity-desk-test-{Path.GetRandomFileName()}.db");
        string key;
        using (var desks = new DeskBook(new(path)))
        {
            desks.Set("a", ("one", "1"), ("two", "2"));
            desks.Set("a", ("one", null));
            key = desks.FeedKey("a");
        }

        using (var desks = new DeskBook(new(path)))
        {
            Assert.Null(desks.Get("a", "one"));
            Assert.Equal("2", desks.Get("a", "two"));
            Assert.Null(desks.Get("b", "two"));
            Assert.Equal(key, desks.FeedKey("a"));
            Assert.Equal(Desk.Id, desks.OfficerOf(desks.FeedKey(Desk.Id)));
            Assert.Null(desks.OfficerOf(null));
        }

        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
        {
            File.Delete(file);
        }
    }

    private async Task<StatementId> SaidAsync(string title, string detail, string language) => Assert.IsType<SayResult.Said>(await _three[Arda].Room.SayAsync(
        ChannelId.Plenary, Act(Arda, title) with { Detail = detail, Language = language }, "economy", null, [], Desk, default)).Id;

    private async Task TranslateAsync(StatementId of, string field, string text) => Assert.IsType<SayResult.Said>(await _three[Arda].Room.SayAsync(
        ChannelId.Plenary, new TranslationSupplied(of, field, "en", text, TranslationQuality.Courtesy, "Language Service"), "economy", of, [of], Desk, default));

    private async Task PublishAsync(StatementId id)
    {
        using var api = _three.Api(Arda);
        using var answer = await api.PostAsJsonAsync($"/api/v1/statements/{id}/publication", new { on = "now" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private sealed class MovingClock : Comity.Node.Runtime.IRoomClock
    {
        public DateTimeOffset Now { get; set; }

        public DateOnly Day => DateOnly.FromDateTime(Now.UtcDateTime);
    }
}
