using System.Net;
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

    private static StatementId Id(byte seed) => new(Hash256.Of([seed]));
}
