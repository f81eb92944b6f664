using System.Text.Json.Nodes;
using Comity.Domain.Pictures;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>Nodes of two software versions in one forum.</summary>
[Trait("Category", "Slow")]
public sealed class TwoVersionsTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("1", 1)]
    [InlineData("1, 2", 1)]
    [InlineData("3,1,2", 1)]
    [InlineData("2", null)]
    [InlineData("11", null)]
    [InlineData("", null)]
    public void The_highest_version_that_both_speak_is_spoken(string? theirs, int? common) => Assert.Equal(common, SyncVersions.Common(theirs));

    [Theory]
    [InlineData("2, 1", System.Net.HttpStatusCode.Unauthorized)]   // understood, and not signed
    [InlineData("2", System.Net.HttpStatusCode.Unauthorized)]
    public async Task A_node_says_what_it_speaks_also_to_whom_it_does_not_understand(string theirs, System.Net.HttpStatusCode expected)
    {
        await using var three = await FoundedAsync();
        using var http = three.Anonymous(Arda);
        http.DefaultRequestHeaders.TryAddWithoutValidation(SyncVersions.Header, theirs);
        using var answer = await http.GetAsync(new Uri("/sync/v1/heads", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues(SyncVersions.Header)));
    }

    /// <summary>The later version's own kinds, of a capability and of the record, and a second version of a known one.</summary>
    [Theory]
    [InlineData("weather.cloud-sighted/1")]
    [InlineData("disputes.act-recorded/2")]
    [InlineData("record.seal-broken/1")]
    public async Task A_later_kind_is_kept_relayed_and_judged_by_nobody(string kind)
    {
        await using var three = await FoundedAsync();
        var said = await three[Arda].Record.SayAsync(ChannelId.Plenary, new StatementDraft(
            kind, "economy", null, [], new JsonObject { ["title"] = "Of a later version" }, "Desk", "working", FixedClock.Start), default);
        await Task.WhenAll(Holds(three[Bera], said.Id), Holds(three[Cirra], said.Id));

        var kept = three[Cirra].Room.Find(said.Id)!.Statement;
        Assert.Equal((said.Compact, kind), (kept.Compact, kept.Kind));
        var cut = new Cut(three[Arda].Room.Journals(ChannelId.Plenary).ToDictionary(j => j.Member, j => j.Member == Arda ? said.Index + 1 : 1));
        Assert.Single(new[] { Arda, Bera, Cirra }.Select(m => three[m].Room.Picture(ChannelId.Plenary, Day, cut).Digest).Distinct());
        Assert.Empty(three[Bera].Room.Picture(ChannelId.Plenary, Day).Disputes.Acts);
    }

    [Fact]
    public async Task A_peer_of_another_edition_is_told_apart_from_one_whose_picture_differs()
    {
        var heads = new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>>();
        var (board, peer) = (new PeerBoard([Bera]), default(PeerRow));
        using var forum = Processes.ForumFolder.Found(Arda, Bera);
        var options = forum.OptionsOf(Arda, peers: false);
        var record = NodeRecord.Open(options, Comity.Store.Sqlite.SqliteStatementStore.Open(Path.Combine(options.Data, "record.db")));
        board.Heard(Bera, FixedClock.Start, PictureJson.Edition + "x", heads);
        peer = Assert.Single(board.Rows(record));
        Assert.Equal((true, null), (peer.OtherEdition, peer.SamePicture));
        board.Heard(Bera, FixedClock.Start, PictureJson.Edition, heads);
        peer = Assert.Single(board.Rows(record));
        Assert.Equal((false, true), (peer.OtherEdition, peer.SamePicture));
        board.Heard(Bera, FixedClock.Start, PictureJson.Edition, new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> { [ChannelId.Plenary] = new Dictionary<MemberId, long> { [Arda] = 7 } });
        Assert.Equal((false, false), (board.Rows(record)[0].OtherEdition, board.Rows(record)[0].SamePicture));
        await record.DisposeAsync();
    }

    private static readonly DateOnly Day = new(2030, 1, 2);
}
