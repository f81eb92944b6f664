using System.Net;
using System.Text.RegularExpressions;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Fakes;

namespace Comity.Tests.Node.Shared;

public sealed partial class PagesTests : IAsyncLifetime
{
    private PagesHost _host = null!;

    public static TheoryData<string> Pages => ["/", "/c/plenary/room", "/c/jp+kr/room", "/c/jp/room", "/c/public/room", "/c/plenary/record", "/c/plenary/record/journals/kr", Statement, "/c/plenary/search", "/c/plenary/dates", "/c/plenary/dates?month=2031-01", "/c/plenary/search?q=%E6%97%A5%E9%9F%93"];

    private static string Statement => $"/c/plenary/record/statements/{FakeEntries.Id("export-announce")}";

    public async Task InitializeAsync() => _host = await PagesHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_has_its_landmarks_and_the_disclaimer(string path)
    {
        var page = await (await _host.SignedInAsync()).GetStringAsync(path);

        Assert.Matches("<main id=\"main\"", page);
        Assert.Equal(1, Regex.Count(page, "<h1"));
        Assert.Matches("<header", page);
        Assert.Matches("<nav class=\"rail\" aria-label=\"Sections\"", page);
        Assert.Contains("Reconstructed from public sources; signed with demonstration keys; issued by no government", page);
        Assert.DoesNotContain("style=\"", page);
        Assert.DoesNotContain("<script>", page);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_shows_the_name_of_a_missing_text(string path)
    {
        foreach (var language in new[] { "en", "ja", "ko" })
        {
            var page = await (await _host.SignedInAsync(language: language)).GetStringAsync(path);

            Assert.Contains($"<html lang=\"{language}\"", page);
            var shown = TextNode().Matches(page).Select(m => m.Groups[1].Value.Trim()).Concat(Named().Matches(page).Select(m => m.Groups[1].Value));
            Assert.DoesNotContain(shown, text => KeyLike().IsMatch(text) && !text.StartsWith("disputes.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_node_names_its_own_party_first()
    {
        await using var korea = await PagesHost.StartAsync(FakeRoom.Korea);
        var ours = await (await _host.SignedInAsync()).GetStringAsync("/");
        var theirs = await (await korea.SignedInAsync()).GetStringAsync("/");

        Assert.Contains("heard by Japan, Republic of Korea, United States", ours);
        Assert.Contains("heard by Republic of Korea, Japan, United States", theirs);
        Assert.Equal(["Japan", "Korea", "United States"], Bars().Matches(ours).Select(m => m.Groups[1].Value));
        Assert.Equal(["Korea", "Japan", "United States"], Bars().Matches(theirs).Select(m => m.Groups[1].Value));
    }

    [Theory]
    [InlineData("ja", "2019年8月2日(金)")]
    [InlineData("ko", "2019년 8월 2일(금)")]
    [InlineData("en", "2 Aug 2019 (Fri)")]
    public async Task Dates_are_written_as_the_language_does(string language, string date) =>
        Assert.Contains(date, await (await _host.SignedInAsync(language: language)).GetStringAsync("/"));

    [Fact]
    public async Task A_month_known_alone_shows_no_day()
    {
        var page = await (await _host.SignedInAsync()).GetStringAsync("/?asOf=2016-07-31");

        Assert.Contains("datetime=\"2016-07\"", page);
        Assert.DoesNotContain("28 Jul 2016", page);
    }

    [Fact]
    public async Task A_page_of_another_day_says_so()
    {
        var browser = await _host.SignedInAsync();

        Assert.Contains("This page shows 1 Jul 2019 (Mon).", await browser.GetStringAsync("/?asOf=2019-07-01"));
        Assert.DoesNotContain("another-day", await browser.GetStringAsync("/?asOf=2019-08-02"));
    }

    [Fact]
    public async Task A_peer_not_reached_is_told_quietly()
    {
        _host.Room.Peers = [.. _host.Room.Peers.Select(p => p.Member == FakeRoom.Korea ? p with { State = PeerState.NotReached, SamePicture = null } : p)];

        var page = await (await _host.SignedInAsync()).GetStringAsync("/");

        Assert.Contains("node not reached since 10:12; everything here still works.", page);
        Assert.Contains("Same picture on 2 of 3 nodes", page);
    }

    [Fact]
    public async Task Before_the_founding_every_page_waits()
    {
        _host.Room.Forum = null;

        Assert.Contains("The forum is being founded", await (await _host.SignedInAsync()).GetStringAsync("/"));
    }

    [Fact]
    public async Task Verify_tells_its_steps_in_words()
    {
        var browser = await _host.SignedInAsync();
        var before = await browser.GetStringAsync(Statement);
        var handler = Regex.Match(before, "name=\"_handler\" value=\"([^\"]+)\"").Groups[1].Value;

        var answer = await PagesHost.PostAsync(browser, Statement, Statement, ("_handler", handler));
        var after = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("This statement is as it was signed.", before);
        Assert.Contains("This statement is as it was signed.", after);
    }

    [Fact]
    public async Task A_statement_is_shown_in_its_own_channel_only()
    {
        var elsewhere = Statement.Replace("plenary", "public", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await (await _host.SignedInAsync()).GetAsync(elsewhere)).StatusCode);
    }

    [Fact]
    public async Task What_was_read_is_not_new_any_more()
    {
        var browser = await _host.SignedInAsync();
        Assert.Contains("The last thirty days", await browser.GetStringAsync("/"));

        await PagesHost.PostAsync(browser, "/", "/c/plenary/room/read");
        Assert.Contains("Nothing new has been said.", await browser.GetStringAsync("/"));

        _host.Room.MoveTo(new DateOnly(2019, 8, 12));
        var page = await browser.GetStringAsync("/");
        Assert.Contains("New since you were here", page);
        Assert.Contains("Korea announces it will move Japan to a new, stricter list group", page);
    }

    [Fact]
    public async Task A_track_marked_as_read_is_read_in_every_browser_of_its_officer_and_other_tracks_are_not()
    {
        await PagesHost.PostAsync(await _host.SignedInAsync(), "/", "/c/plenary/room/read", ("track", "economy"));

        var elsewhere = await (await _host.SignedInAsync()).GetStringAsync("/");
        Assert.DoesNotContain("<section class=\"track-group\" aria-label=\"Economy\"", elsewhere);
        Assert.Contains("<section class=\"track-group\"", elsewhere);
        Assert.Contains("aria-label=\"Economy\"", await (await _host.SignedInAsync("head")).GetStringAsync("/"));
        Assert.Contains("aria-label=\"Economy\"", await (await _host.SignedInAsync()).GetStringAsync("/c/public/room"));
    }

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex TextNode();

    [GeneratedRegex("(?:title|aria-label)=\"([^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("^[a-z][a-z-]*(\\.[a-z0-9-]+)+$")]
    private static partial Regex KeyLike();

    [GeneratedRegex("<span class=\"bars-name\">([^<]+)<")]
    private static partial Regex Bars();
}
