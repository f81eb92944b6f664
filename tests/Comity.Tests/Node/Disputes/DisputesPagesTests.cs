using System.Net;
using System.Text.Json;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Fakes;

namespace Comity.Tests.Node.Disputes;

public sealed class DisputesPagesTests
{
    private static readonly DateOnly Day = new(2019, 11, 22);

    [Theory]
    [InlineData("/c/plenary/disputes", "Timeline")]
    [InlineData("/c/plenary/disputes?tab=chains", "longest line first")]
    [InlineData("/c/plenary/disputes?tab=ledger", "Not attributable to a government")]
    [InlineData("/c/plenary/disputes/record-act", "Record an act")]
    [InlineData("/c/plenary/disputes/about-us", "Recorded about us")]
    [InlineData("/c/plenary/disputes?asOf=2019-08-02&track=economy&type=measure&confidence=confirmed&view=table&sort=-whose", "Whose")]
    [InlineData("/c/plenary/disputes?asOf=nonsense&tab=nonsense&act=nonsense", "Timeline")]
    [InlineData("/c/jp/disputes", "Nothing has been recorded here yet")]
    public async Task Every_page_of_the_disputes_answers(string path, string words)
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        Assert.Contains(words, await site.GetAsync(path));
    }

    [Theory]
    [InlineData("jp", "Japan", "Republic of Korea")]
    [InlineData("kr", "Republic of Korea", "Japan")]
    public async Task The_own_party_stands_first_in_ledger_and_accounts(string me, string first, string second)
    {
        await using var site = await DisputesSite.OpenAsync(MemberId.Parse(me), Day);

        var ledger = await site.GetAsync("/c/plenary/disputes?tab=ledger");
        var act = await site.GetAsync($"/c/plenary/disputes/acts/{site.Act("export-announce")}");

        Assert.True(ledger.IndexOf($"<h2>{first}</h2>", StringComparison.Ordinal) < ledger.IndexOf($"<h2>{second}</h2>", StringComparison.Ordinal));
        Assert.True(act.IndexOf($"<h3>{first}</h3>", StringComparison.Ordinal) < act.IndexOf($"<h3>{second}</h3>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_denied_link_is_dashed_and_says_who_denies_it()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Korea, Day);

        var act = await site.GetAsync($"/c/plenary/disputes/acts/{site.Act("export-announce")}");
        var chains = await site.GetAsync("/c/plenary/disputes?tab=chains");

        Assert.Contains("dx-link standing-denied", act);
        Assert.Contains("denied by Japan", act);
        Assert.Contains("asserted by observers", act);
        Assert.Contains("dx-arrow denied", chains);
        Assert.Contains("without denied links", chains);
    }

    [Fact]
    public async Task The_picture_s_data_lay_the_own_lane_on_top_and_dash_what_is_denied()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Korea, Day);

        var page = await (await site.Browser.GetAsync("/c/plenary/disputes?asOf=2019-08-02")).Content.ReadAsStringAsync();
        var json = page.Split("data-picture>")[1].Split("</script>")[0];
        var picture = JsonDocument.Parse(json).RootElement;
        var lanes = picture.GetProperty("lanes").EnumerateArray().Select(l => l.GetProperty("id").GetString());

        Assert.Equal(["kr", "jp", "us", "others"], lanes);
        Assert.Equal("2019-08-02", picture.GetProperty("day").GetString());
        Assert.Contains(picture.GetProperty("links").EnumerateArray(), l => l.GetProperty("denied").GetBoolean());
        Assert.Contains($"data-from=\"{picture.GetProperty("extent").GetProperty("from").GetString()}\"", page);
    }

    [Fact]
    public async Task An_officer_hears_before_speaking_who_will_hear_it()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        Assert.Contains(
            "This will be heard by Japan, Republic of Korea and United States, for good: a statement cannot be taken back, only answered.",
            await site.GetAsync("/c/plenary/disputes/record-act"));
        Assert.Contains("This stays with our delegation", await site.GetAsync("/c/jp/disputes/record-act"));
    }

    [Theory]
    [InlineData("reader", "", "signs nothing")]
    [InlineData("desk", "?asOf=2019-08-02", "go back to today")]
    public async Task There_is_no_form_for_readers_or_on_another_day_and_the_page_says_why(string officer, string query, string reason)
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day, officer: officer);

        var act = await site.GetAsync($"/c/plenary/disputes/acts/{site.Act("export-announce")}{query}");
        var record = await site.GetAsync($"/c/plenary/disputes/record-act{query}");

        Assert.Contains(reason, act);
        Assert.Contains(reason, record);
        Assert.DoesNotContain("_handler", act);
        Assert.DoesNotContain("_handler", record);
    }

    [Fact]
    public async Task Every_fault_of_a_form_is_shown_at_once_and_nothing_typed_is_lost()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.PostAsync("/c/plenary/disputes/record-act", "/c/plenary/disputes/record-act",
        [
            new("title", ""), new("date", "2 August"), new("precision", "day"), new("type", "measure"), new("track", "economy"), new("language", "en"),
            new("basis", "public-source"), new("detail", "Kept as typed."), new("reference", new string('x', 65)), new("actors[0].member", ""),
        ], "record");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(site.Room.Said);
        Assert.Contains("Kept as typed.", html);
        Assert.Contains("2 August", html);
        foreach (var field in new[] { "title", "date", "actors", "sources", "reference" })
        {
            Assert.Contains($"id=\"record-{field}-about\"", html);
        }
    }

    [Fact]
    public async Task One_more_row_is_asked_for_without_script_and_nothing_is_said()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.PostAsync(
            "/c/plenary/disputes/record-act", "/c/plenary/disputes/record-act", [new("sources[0].text", "Gazette"), new("do", "sources+")], "record");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"Gazette\"", html);
        Assert.Contains("sources[1].text", html);
        Assert.DoesNotContain("dx-fault\"", html);
        Assert.Empty(site.Room.Said);
    }

    [Fact]
    public async Task A_good_form_says_one_statement_and_leads_to_its_act()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.PostAsync("/c/plenary/disputes/record-act", "/c/plenary/disputes/record-act",
        [
            new("title", "Japan proposed consultations"), new("date", "2019-11-22"), new("precision", "day"), new("type", "offer"), new("track", "dialogue"),
            new("language", "en"), new("basis", "own-act"), new("actors[0].member", "jp"), new("addressees[0].member", "kr"),
        ], "record");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var said = Assert.Single(site.Room.Said);
        var act = Assert.IsType<ActRecorded>(said.Body);
        Assert.Equal("dialogue", said.Track);
        Assert.Equal(FakeRoom.Korea, act.Addressees[0].Member);
        Assert.StartsWith("/c/plenary/disputes/acts/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_party_whose_denial_is_only_reported_denies_in_its_own_words()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);
        var (from, to) = (site.Act("export-announce"), site.Act("ruling-nssmc"));
        var page = $"/c/plenary/disputes/acts/{from}";

        var silent = await site.PostAsync(page, page, [new("words", ""), new("language", "ja")], $"deny-answers-{to}");
        var spoken = await site.PostAsync(page, page, [new("words", "報復ではない。"), new("language", "ja")], $"deny-answers-{to}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, spoken.StatusCode);
        var denial = Assert.IsType<LinkDenied>(Assert.Single(site.Room.Said).Body);
        Assert.Equal((from, to, LinkRelation.Answers, AccountForm.OwnWords), (denial.From, denial.To, denial.Relation, denial.Form));
        Assert.Equal(2, site.Room.Said[0].Cites.Count);
    }

    [Fact]
    public async Task What_the_room_finds_at_fault_stands_at_its_field()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Korea, Day);
        site.Room.Answer = new SayResult.Faulty([new("text", "disputes.account.length", "too long")]);
        var page = $"/c/plenary/disputes/acts/{site.Act("export-announce")}";

        var answer = await site.PostAsync(
            page, page, [new("stance", "contests"), new("form", "own-words"), new("text", "No notice."), new("language", "en"), new("basis", "own-act")], "account");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"account-text-about\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_act_that_is_not_held_answers_404_in_words()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var answer = await site.Browser.GetAsync("/c/plenary/disputes/acts/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Nothing is held at this address", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_table_leaves_as_CSV_with_the_disclaimer_in_every_row()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        var csv = await (await site.Browser.GetAsync("/c/plenary/disputes/acts.csv?track=economy")).Content.ReadAsStringAsync();
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.True(lines.Length > 10);
        Assert.All(lines.Skip(1), line => Assert.Contains("issued by no government", line));
        Assert.All(lines.Skip(1), line => Assert.Contains("\"economy\"", line));
    }
}
