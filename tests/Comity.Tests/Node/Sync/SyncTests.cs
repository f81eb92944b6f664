using System.Diagnostics;
using System.Net;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forum;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>Three real nodes over HTTP on loopback.</summary>
[Trait("Category", "Slow")]
public sealed class SyncTests
{
    [Fact]
    public async Task A_statement_reaches_the_other_two_nodes_and_shows_the_same_picture_there()
    {
        await using var three = await FoundedAsync();
        var said = await three.ActAsync(Arda, "Arda announced licensing");
        await Holds(three[Bera], said);
        await Holds(three[Cirra], said);

        // The same heads give the same picture; receipts may still come in, so compare at one cut.
        var cut = new Cut(new Dictionary<MemberId, long> { [Arda] = 2, [Bera] = 1, [Cirra] = 1 });
        var digests = new[] { Arda, Bera, Cirra }.Select(m => three[m].Room.Picture(ChannelId.Plenary, null, cut).Digest).Distinct().ToList();
        Assert.Single(digests);
        Assert.Single(three[Bera].Room.Picture(ChannelId.Plenary).Disputes.Acts);
    }

    [Fact]
    public async Task A_statement_travels_within_a_second()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Bera], await three.ActAsync(Arda, "Warm"));
        var clock = Stopwatch.StartNew();
        var said = await three.ActAsync(Arda, "Arda announced licensing");
        await Task.WhenAll(Holds(three[Bera], said), Holds(three[Cirra], said));

        // A promise to people, with room for a busy machine; the measured figure is in docs/benchmarks.md.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [Fact]
    public async Task A_node_that_was_away_catches_up_by_itself_and_others_go_on_meanwhile()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Cirra);
        var first = await three.ActAsync(Arda, "While Cirra was away");
        await Holds(three[Bera], first);
        var second = await three.ActAsync(Bera, "Bera answered");
        await Holds(three[Arda], second);
        await three.StartAsync(Cirra);
        await Holds(three[Cirra], first);
        await Holds(three[Cirra], second);
        Assert.Equal(2, three[Cirra].Room.Picture(ChannelId.Plenary).Disputes.Acts.Count);
    }

    [Fact]
    public async Task Any_member_serves_every_journal_so_the_author_may_be_away()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Cirra);
        var said = await three.ActAsync(Arda, "Heard by Bera alone at first");
        await Holds(three[Bera], said);
        await three.StopAsync(Arda);
        await three.StartAsync(Cirra);
        await Holds(three[Cirra], said);
    }

    [Fact]
    public async Task What_two_say_to_each_other_never_reaches_the_third()
    {
        await using var three = await FoundedAsync();
        var pair = ChannelId.Of(Arda, Bera);
        var said = await three.ActAsync(Arda, "For Bera only", pair);
        await Holds(three[Bera], said, pair);
        var later = await three.ActAsync(Arda, "For all");
        await Holds(three[Cirra], later);
        Assert.Null(three[Cirra].Record.Store.Find(said));
        Assert.DoesNotContain(pair, three[Arda].Record.HeadsFor(Cirra).Keys);
        Assert.DoesNotContain(pair, three[Cirra].Room.Channels);

        var asked = new PeerClient(new(Arda, three.Anonymous(Arda).BaseAddress!, []), three.KeyOf(Cirra), new HttpClient());
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => asked.JournalAsync(pair, Arda, 0, default));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Idle_nodes_fall_silent_after_each_has_given_its_receipt()
    {
        await using var three = await FoundedAsync();
        await three.ActAsync(Arda, "Said once");

        // Everybody's last statement comes to cover everything that is no receipt.
        foreach (var node in new[] { three[Arda], three[Bera], three[Cirra] })
        {
            await Until(node, r => r.Find(ChannelId.Plenary)!.Journals.All(j => j.Member == Arda || j.Last!.Seen[Arda].Size >= 2));
        }

        var sizes = Sizes(three);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var version = three[Bera].Record.Version;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            // Whatever still arrives in these seconds must not add a statement once all is covered.
            while (true)
            {
                version = await three[Bera].Record.NewsAsync(version, patience.Token);
            }
        });
        var after = Sizes(three);
        Assert.All(after.Zip(sizes), pair => Assert.True(pair.First <= pair.Second + 1, $"{string.Join(",", sizes)} → {string.Join(",", after)}"));
        Assert.True(after.Sum() <= 3 + 1 + 6, $"at most two receipts each: {string.Join(",", after)}");
        Assert.Empty(await three[Arda].Record.GiveReceiptsAsync(default));
        Assert.Empty(await three[Bera].Record.GiveReceiptsAsync(default));
        Assert.Empty(await three[Cirra].Record.GiveReceiptsAsync(default));
    }

    [Fact]
    public async Task Nobody_without_a_peers_key_is_served()
    {
        await using var three = await FoundedAsync();
        using var anonymous = three.Anonymous(Arda);
        foreach (var path in new[] { "/sync/v1/heads", "/sync/v1/knock", "/sync/v1/journals/plenary/arda" })
        {
            using var answer = await anonymous.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.True(answer.Headers.Contains(RequestSigning.NonceHeader));
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }

        using var stranger = Comity.Record.Signing.SigningKey.Generate();
        var asked = new PeerClient(new(Arda, anonymous.BaseAddress!, []), stranger, new HttpClient());
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => asked.JournalAsync(ChannelId.Plenary, Arda, 0, default));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_signed_request_counts_once_and_for_its_own_path_and_audience()
    {
        await using var three = await FoundedAsync();
        using var http = three.Anonymous(Arda);
        const string Path = "/sync/v1/journals/plenary/arda?from=0";

        async Task<HttpStatusCode> Send(string path, string signedPath, MemberId audience, string nonce)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new(RequestSigning.Scheme, RequestSigning.Sign(three.KeyOf(Bera), "GET", signedPath, audience, nonce, []));
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        async Task<string> Nonce()
        {
            using var answer = await http.GetAsync(Path);
            return answer.Headers.GetValues(RequestSigning.NonceHeader).First();
        }

        var nonce = await Nonce();
        Assert.Equal(HttpStatusCode.OK, await Send(Path, Path, Arda, nonce));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Path, Path, Arda, nonce));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Path, Path, Cirra, await Nonce()));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Path, Path + "1", Arda, await Nonce()));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(Path, Path, Arda, "invented-by-the-asker"));
    }

    [Fact]
    public async Task A_node_started_again_shows_what_it_showed_before()
    {
        await using var three = await FoundedAsync();
        var said = await three.ActAsync(Arda, "Kept");
        await three[Arda].Room.SayAsync(ChannelId.Plenary, new AccountGiven(said, AccountStance.Adds, AccountForm.OwnWords, "Our words", "en", Basis.OwnAct, []), "economy", said, [said], Desk, default);
        var cut = new Cut(three[Arda].Room.Journals(ChannelId.Plenary).ToDictionary(j => j.Member, j => j.Head.Size));
        var before = three[Arda].Room.Picture(ChannelId.Plenary, null, cut).Digest;
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        Assert.Equal(before, three[Arda].Room.Picture(ChannelId.Plenary, null, cut).Digest);
    }

    [Fact]
    public async Task What_an_author_publishes_is_seen_in_public_under_its_own_signature_and_by_it_alone()
    {
        await using var three = await FoundedAsync();
        var said = await three.ActAsync(Arda, "Told to all, then published");
        await Holds(three[Bera], said);
        var statement = three[Arda].Room.Find(said)!.Statement;
        await PublishAsync(three, Arda, statement);
        Assert.Equal(said, Assert.Single(three[Arda].Room.Picture(ChannelId.Public).Disputes.Acts).Id);

        await PublishAsync(three, Bera, statement);
        Assert.Empty(three[Bera].Room.Picture(ChannelId.Public, null, new Cut(new Dictionary<MemberId, long> { [Arda] = 0 })).Disputes.Acts);
    }

    private static Task PublishAsync(ThreeNodes three, MemberId publisher, Comity.Record.Statements.Statement statement) => three[publisher].Record.SayAsync(
        ChannelId.Public, new(RecordKinds.Published, "economy", null, [], Publication.BodyOf(statement), "First Department", "working", three[publisher].Room.Now), default);

    private static long[] Sizes(ThreeNodes three) => [.. new[] { Arda, Bera, Cirra }.Select(m => three[m].Record.Read(r => r.Find(ChannelId.Plenary)![m].Size))];
}
