using System.Net;
using Comity.Domain.Forks;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Tree;
using Comity.Tests.Node.Fakes;
using Comity.Tests.Node.Shared;

namespace Comity.Tests.Node.Journals;

/// <summary>What a holder's Record page says of forks and of sightings that do not match.</summary>
public sealed class ForkPageTests : IAsyncLifetime
{
    private PagesHost _pages = null!;

    public async Task InitializeAsync()
    {
        _pages = await PagesHost.StartAsync();
        var room = _pages.Room;
        var said = room.Statements(ChannelId.Plenary, FakeRoom.Korea, 0, 2);
        room.ForksHere =
        [
            new ForkRow(FakeRoom.Korea, 0, Hash256.Of([1]), room.Now, null,
            [
                new ForkSide(said[0].Id, said[0], HeldHere: true, []),
                new ForkSide(said[1].Id, said[1], HeldHere: false, [FakeRoom.America]),
            ]),
        ];
        room.SightingsHere = [new SightingRow(Id(2), FakeRoom.Korea, 7, FakeRoom.America, new TreeHead(12, Hash256.Of([3])), new TreeHead(12, Hash256.Of([4])))];
    }

    public async Task DisposeAsync() => await _pages.DisposeAsync();

    [Theory]
    [InlineData("en", "signed two different statements as no. 0 of its journal", "held by ", "says it saw another root of ", "at size 12 than the one held here")]
    [InlineData("ja", "異なる二つの声明に署名しました", "保持: ", "異なるルートを見たと述べています", "12件時点")]
    [InlineData("ko", "서로 다른 두 성명에 서명했습니다", "보유: ", "다른 루트를 보았다고 합니다", "12건 시점")]
    public async Task Two_stories_stand_side_by_side_with_who_holds_which_in_the_readers_language(string language, params string[] words)
    {
        using var browser = await _pages.SignedInAsync(language: language);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/c/plenary/record"));
        Assert.All(words, w => Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.All(_pages.Room.ForksHere[0].Sides, side => Assert.Contains(side.Id.ToString(), page, StringComparison.Ordinal));
        Assert.DoesNotContain(_pages.Room.ForksHere[0].Sides[0].Id.ToString(), await browser.GetStringAsync("/c/jp+kr/record"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_of_a_forked_journal_says_that_it_is_contested_and_why()
    {
        using var browser = await _pages.SignedInAsync();
        var page = await browser.GetStringAsync($"/c/plenary/record/statements/{_pages.Room.ForksHere[0].Sides[0].Id}");
        Assert.Contains("Contested: this statement stands in a journal with two stories", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_said_to_hold_a_statement_has_not_received_it_and_never_refused_it()
    {
        using var browser = await _pages.SignedInAsync();
        var last = _pages.Room.Statements(ChannelId.Plenary, FakeRoom.Korea, 0, 10_000)[^1];
        var page = await browser.GetStringAsync($"/c/plenary/record/statements/{last.Id}");
        Assert.Contains("not received, as far as it has said", page, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Another branch of ", "Binds its author: held by ", "What follows from the two stories")]
    [InlineData("ja", "の日誌の別の枝", "作成者を拘束します", "二つの記述から生じること")]
    [InlineData("ko", "의 일지의 다른 가지", "작성자를 구속합니다", "두 가지 기록에서 따르는 것")]
    public async Task A_branch_that_others_had_seen_is_read_on_a_page_of_its_own_with_what_follows(string language, string title, string effect, string follows)
    {
        var left = Leave();
        using var browser = await _pages.SignedInAsync(language: language);
        var record = WebUtility.HtmlDecode(await browser.GetStringAsync("/c/plenary/record"));
        var address = $"/c/plenary/record/branches/kr/2/{Hash256.Of([9])}";
        Assert.Contains(follows, record, StringComparison.Ordinal);
        Assert.Contains(address, record, StringComparison.Ordinal);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(address));
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(effect, page, StringComparison.Ordinal);
        var statement = WebUtility.HtmlDecode(await browser.GetStringAsync($"/c/plenary/record/statements/{left.Id}"));
        Assert.Contains(effect, statement, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/c/plenary/record/branches/kr/2/{Hash256.Of([8])}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address.Replace("plenary", "jp+kr", StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task Whoever_forked_says_on_the_page_which_branch_goes_on_once_it_says_that_it_is_meant()
    {
        _pages.Room.ForksHere = [_pages.Room.ForksHere[0] with { Member = FakeRoom.Japan }];
        using var browser = await _pages.SignedInAsync();
        Assert.Contains("still binds us", await browser.GetStringAsync("/c/plenary/record"), StringComparison.Ordinal);
        var unmeant = await PagesHost.PostAsync(browser, "/c/plenary/record", "/c/plenary/record", ("_handler", "declare-0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unmeant.StatusCode);
        Assert.Contains("Nothing was said", await unmeant.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_pages.Room.Declared);

        var meant = await PagesHost.PostAsync(browser, "/c/plenary/record", "/c/plenary/record", ("_handler", "declare-0"), ("declare-0-meant", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, meant.StatusCode);
        Assert.Equal(ChannelId.Plenary, Assert.Single(_pages.Room.Declared).Channel);
    }

    [Fact]
    public async Task Nobody_declares_for_another_and_a_reader_declares_nothing()
    {
        using var other = await _pages.SignedInAsync();
        Assert.DoesNotContain("declare-0", await other.GetStringAsync("/c/plenary/record"), StringComparison.Ordinal);
        _pages.Room.ForksHere = [_pages.Room.ForksHere[0] with { Member = FakeRoom.Japan }];
        using var visitor = _pages.Browser();
        Assert.DoesNotContain("declare-0", await (await visitor.GetAsync("/c/plenary/record")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journals_list_says_who_has_not_received_a_statement_and_never_that_anybody_refused()
    {
        using var browser = await _pages.SignedInAsync();
        var page = await browser.GetStringAsync("/c/plenary/record/journals/kr");
        Assert.Contains("not received by ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", page, StringComparison.Ordinal);
    }

    private Comity.Record.Statements.Statement Leave()
    {
        var left = _pages.Room.Statements(ChannelId.Plenary, FakeRoom.Korea, 1, 1)[0] with { Id = Id(7) };
        _pages.Room.BranchHere = [left];
        _pages.Room.FollowsHere = new(
            [new(FakeRoom.Korea, [1], [], [new(2, Hash256.Of([9]).ToString(), [FakeRoom.America], true)])],
            [new(left.Id, FakeRoom.Korea, 1, left.Kind, [FakeRoom.America], ForkRuleNames.Binding)], [], []);
        return left;
    }

    private static StatementId Id(byte seed) => new(Hash256.Of([seed]));
}
