using System.Text.Json;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Store;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Guard;

/// <summary>What goes wrong with a node's folder is played back: afterwards no index of a journal has been told twice, and nothing acknowledged is lost.</summary>
[Trait("Category", "Slow")]
public sealed class GuardTests
{
    private static readonly ChannelId Own = ChannelId.Of(Arda);

    [Fact]
    public async Task An_old_database_is_pulled_back_before_anything_is_signed()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        var lost = await ActsAsync(three, 3);
        await three.StopAsync(Arda);
        PutBack(three, folder, withGuard: false);

        await three.StartAsync(Arda);
        await HoldIsAsync(three[Arda], SigningHold.None);
        var next = await three.ActAsync(Arda, "After the restore");
        await NothingToldTwiceAsync(three, [.. lost, next]);
    }

    [Fact]
    public async Task An_old_database_alone_shows_and_receives_but_does_not_sign()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        var lost = await ActsAsync(three, 3);
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
        }

        PutBack(three, folder, withGuard: false);
        await three.StartAsync(Arda);
        var stopped = Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        Assert.Equal("room.behind", stopped.Code);
        var health = three[Arda].Room.Signing;
        Assert.Equal(SigningHold.Behind, health.Hold);
        Assert.Equal(health.Expected - 3, health.Held);
        Assert.Equal([Bera, Cirra], health.Members);
        Assert.Contains($"expected {health.Expected} statements of its own, found {health.Held}", stopped.Message, StringComparison.Ordinal);
        Assert.Null(three[Arda].Record.Stopped);

        // One member is enough to have them back, since the guard says how many there were.
        await three.StartAsync(Cirra);
        await HoldIsAsync(three[Arda], SigningHold.None);
        var next = await three.ActAsync(Arda, "After the restore");
        await three.StartAsync(Bera);
        await NothingToldTwiceAsync(three, [.. lost, next]);
    }

    [Fact]
    public async Task Database_and_guard_from_one_old_snapshot_wait_for_every_member()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        var lost = await ActsAsync(three, 2);
        await three.StopAsync(Cirra);
        await three.StopAsync(Arda);
        PutBack(three, folder, withGuard: true);

        await three.StartAsync(Arda);
        await Holds(three[Arda], lost[^1]);
        await HoldIsAsync(three[Arda], SigningHold.GuardLost);
        Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));

        // That the guard was old is not forgotten by starting again.
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        Assert.Equal([Cirra], three[Arda].Room.Signing.Members);

        await three.StartAsync(Cirra);
        await HoldIsAsync(three[Arda], SigningHold.None);
        var next = await three.ActAsync(Arda, "After the restore");
        await NothingToldTwiceAsync(three, [.. lost, next]);
    }

    [Fact]
    public async Task An_old_snapshot_that_signed_while_all_were_away_stops_when_it_meets_them()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        var kept = await ActsAsync(three, 2);
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
        }

        PutBack(three, folder, withGuard: true);
        await three.StartAsync(Arda);
        Assert.IsType<SayResult.Said>(await SayAsync(three[Arda]));
        await three.StartAsync(Bera);

        // Both stories are signed with its key: that is evidence of a fork, and its journal stands still until it says which goes on.
        await Until(three[Arda], r => r.Find(ChannelId.Plenary)![Arda].Forks.Open is not null);
        Assert.IsNotType<SayResult.Said>(await SayAsync(three[Arda]));
        Assert.All(kept, id => Assert.NotNull(three[Bera].Record.Store.Find(id)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_its_guard_a_node_signs_where_every_other_member_has_answered(bool damaged)
    {
        await using var three = await FoundedAsync();
        var before = await ActsAsync(three, 1);
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
        }

        if (damaged)
        {
            var bytes = await File.ReadAllBytesAsync(three.GuardOf(Arda));
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(three.GuardOf(Arda), bytes);
        }
        else
        {
            File.Delete(three.GuardOf(Arda));
        }

        await three.StartAsync(Arda);
        var stopped = Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        Assert.Contains(damaged ? "that are no guard" : "no file", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(SigningHold.GuardLost, three[Arda].Room.Signing.Hold);
        await three.StartAsync(Bera);
        await AskingIsAsync(three[Arda], [Cirra]);
        Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        var pair = await three.ActAsync(Arda, "For Bera, who has answered", ChannelId.Of(Arda, Bera));

        await three.StartAsync(Cirra);
        await HoldIsAsync(three[Arda], SigningHold.None);
        var next = await three.ActAsync(Arda, "All have answered");
        Assert.Equal(damaged, File.Exists(three.GuardOf(Arda) + ".damaged"));
        await Holds(three[Bera], pair, ChannelId.Of(Arda, Bera));
        await NothingToldTwiceAsync(three, [.. before, next]);
    }

    [Fact]
    public async Task An_administrator_may_accept_the_loss_and_the_gap_is_there_for_all_to_read()
    {
        await using var three = await FoundedAsync();
        await LevelAsync(three);
        await three.StopAsync(Cirra);
        await three.StopAsync(Arda);
        File.Delete(three.GuardOf(Arda));
        await three.StartAsync(Arda, o => o with { AcceptLoss = true });
        var next = await three.ActAsync(Arda, "Going on");
        var gap = three[Arda].Room.Find(next)!.Statement.Index - 1;
        Assert.Equal(RecordKinds.GapRecorded, three[Arda].Room.Statements(ChannelId.Plenary, Arda, gap, 1)[0].Kind);
        await three.StartAsync(Cirra);
        await NothingToldTwiceAsync(three, [next]);
    }

    [Fact]
    public async Task Starting_while_all_others_are_away_is_normal()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Bera);
        await three.StopAsync(Cirra);
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        var alone = await three.ActAsync(Arda, "Said alone");
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        var again = await three.ActAsync(Arda, "And again");
        await three.StartAsync(Bera);
        await three.StartAsync(Cirra);
        await NothingToldTwiceAsync(three, [alone, again]);
    }

    [Fact]
    public async Task Of_two_copies_at_once_the_second_refuses_to_sign_until_the_first_has_gone()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        var first = await three.ActAsync(Arda, "By the first");
        var copy = await three.StartCopyAsync(Arda, folder);
        var stopped = Assert.IsType<SayResult.Stopped>(await SayAsync(copy));
        Assert.Equal("room.behind", stopped.Code);
        Assert.Equal(SigningHold.AnotherCopy, copy.Room.Signing.Hold);
        var second = await three.ActAsync(Arda, "By the first again");
        await Holds(copy, second);

        await three.StopAsync(Arda);
        await HoldIsAsync(copy, SigningHold.None);
        var third = Assert.IsType<SayResult.Said>(await SayAsync(copy)).Id;

        // The others know the first one's address: the second moves there.
        await copy.DisposeAsync();
        PutBack(three, folder, withGuard: true);
        await three.StartAsync(Arda);
        await NothingToldTwiceAsync(three, [first, second, third]);
    }

    [Fact]
    public async Task On_one_machine_a_second_copy_of_a_node_does_not_start_from_the_same_folder()
    {
        await using var three = await FoundedAsync();
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => three.StartCopyAsync(Arda, three.FolderOf(Arda)));
        Assert.Equal(StoreOpenFault.InUse, refused.Fault);
        await three.ActAsync(Arda, "The first goes on");
    }

    [Fact]
    public async Task Of_two_copies_that_both_signed_out_of_each_others_sight_one_stops_as_soon_as_it_meets_a_peer_of_the_other()
    {
        await using var three = await FoundedAsync();
        var folder = await CopyAsync(three);
        await three.StopAsync(Bera);
        await three.StopAsync(Cirra);
        await three.ActAsync(Arda, "By the first, nobody near");
        await three.StopAsync(Arda);
        var copy = await three.StartCopyAsync(Arda, folder);
        Assert.IsType<SayResult.Said>(await SayAsync(copy));

        // Nothing can tell while nobody has met both; what the second said was told to nobody else.
        await three.StartAsync(Arda);
        await three.StartAsync(Bera);
        await Until(copy, () => copy.Room.Forks(ChannelId.Plenary).Count > 0 || copy.Room.Signing.Hold != SigningHold.None, "the copy to stop signing", 40);
        Assert.IsNotType<SayResult.Said>(await SayAsync(copy));
        await copy.DisposeAsync();
    }

    [Fact]
    public async Task A_new_node_whose_peers_hold_statements_of_its_own_is_none()
    {
        await using var three = await FoundedAsync();
        var lost = await ActsAsync(three, 2);
        await three.StopAsync(Cirra);
        await three.StopAsync(Arda);
        Directory.Delete(three.FolderOf(Arda), recursive: true);
        File.Delete(three.GuardOf(Arda));
        await three.StartAsync(Arda);
        await Holds(three[Arda], lost[^1]);
        Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        await three.StartAsync(Cirra);
        await HoldIsAsync(three[Arda], SigningHold.None);
        await NothingToldTwiceAsync(three, [.. lost, await three.ActAsync(Arda, "Back")]);
    }

    [Fact]
    public async Task In_its_own_channel_a_node_records_what_nobody_holds_any_more_and_goes_on()
    {
        await using var three = await FoundedAsync();
        await three.ActAsync(Arda, "A first draft", Own);
        var folder = await CopyAsync(three);
        await three.ActAsync(Arda, "Lost", Own);
        var last = await three.ActAsync(Arda, "Lost too", Own);
        await LevelAsync(three);
        await three.StopAsync(Arda);
        PutBack(three, folder, withGuard: false);
        await three.StartAsync(Arda);
        var next = await three.ActAsync(Arda, "A new draft", Own);

        // The mandates a member sets itself up with lie in its own channel too.
        var whole = three[Arda].Room.Statements(Own, Arda, 0, 100);
        var journal = whole.Where(s => !s.Kind.StartsWith("mandates.", StringComparison.Ordinal)).ToList();
        var mandates = whole.Count - journal.Count;
        Assert.Equal([RecordKinds.RosterAdopted, "disputes.act-recorded/1", RecordKinds.GapRecorded, "disputes.act-recorded/1"], journal.Select(s => s.Kind));
        Assert.Equal(next, journal[3].Id);
        Assert.Equal($$"""{"from":{{mandates + 2}},"to":{{mandates + 4}},"last":"{{last}}"}""", JsonSerializer.Serialize(journal[2].Body));

        // Once is enough.
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        await three.ActAsync(Arda, "And another", Own);
        Assert.Equal(mandates + 5, three[Arda].Room.Statements(Own, Arda, 0, 100).Count);
    }

    [Fact]
    public async Task A_guard_that_cannot_be_written_lets_nothing_out()
    {
        await using var three = await FoundedAsync();
        await LevelAsync(three);
        var size = Size(three[Bera]);

        // A folder in the way of the guard's next file fails the write for any user, root too.
        var inTheWay = Directory.CreateDirectory(three.GuardOf(Arda) + ".new");
        var stopped = Assert.IsType<SayResult.Stopped>(await SayAsync(three[Arda]));
        Assert.Equal("room.stopped", stopped.Code);
        Assert.Equal(SigningHold.Stopped, three[Arda].Room.Signing.Hold);
        using var http = three.Anonymous(Arda);
        var served = await new PeerClient(new(Arda, http.BaseAddress!, []), three.KeyOf(Bera), http).JournalAsync(ChannelId.Plenary, Arda, 0, default);
        Assert.Equal(size, served.Count);
        Assert.Equal(size, three[Arda].Room.Statements(ChannelId.Plenary, Arda, 0, 100).Count);

        // It was stored and never shown: at a start the guard has to follow first.
        await three.StopAsync(Arda);
        await Assert.ThrowsAsync<StoreOpenException>(() => three.StartAsync(Arda));
        Assert.Equal(size, Size(three[Bera]));
        inTheWay.Delete();
        await three.StartAsync(Arda);
        await NothingToldTwiceAsync(three, [await three.ActAsync(Arda, "With room on the disk")]);
        Assert.Equal(size + 2, Size(three[Bera]));
    }

    [Fact]
    public async Task A_peer_that_claims_more_and_shows_nothing_is_believed_once()
    {
        await using var three = await FoundedAsync();
        await LevelAsync(three);
        var guard = three[Arda].Record.Guard;
        var claim = new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> { [ChannelId.Plenary] = new Dictionary<MemberId, long> { [Arda] = 1000 } };
        guard.Told(Cirra, claim, anotherCopy: false);
        Assert.Equal((SigningHold.Behind, 1000L), (guard.Health.Hold, guard.Health.Expected));
        guard.Settled(Cirra);
        Assert.Equal(SigningHold.None, guard.Health.Hold);
        guard.Told(Cirra, claim, anotherCopy: false);
        Assert.Equal(SigningHold.None, guard.Health.Hold);
    }

    private static async Task<SayResult> SayAsync(NodeHost node) => await node.Room.SayAsync(ChannelId.Plenary, Act(Arda, "Said"), "economy", null, [], Desk, default);

    /// <summary>Acts of Arda in plenary, held by all.</summary>
    private static async Task<List<StatementId>> ActsAsync(ThreeNodes three, int count)
    {
        var said = new List<StatementId>();
        for (var i = 0; i < count; i++)
        {
            said.Add(await three.ActAsync(Arda, $"Act {i}"));
        }

        await LevelAsync(three);
        return said;
    }

    /// <summary>Arda's folder and guard as they are now, beside the others; Arda runs again afterwards.</summary>
    private static async Task<string> CopyAsync(ThreeNodes three)
    {
        await LevelAsync(three);
        await three.StopAsync(Arda);
        var copy = three.FolderOf(Arda) + "-copy";
        CopyFolder(three.FolderOf(Arda), copy);
        File.Copy(three.GuardOf(Arda), copy + ".guard");
        await three.StartAsync(Arda);
        return copy;
    }

    private static void PutBack(ThreeNodes three, string copy, bool withGuard)
    {
        Directory.Delete(three.FolderOf(Arda), recursive: true);
        CopyFolder(copy, three.FolderOf(Arda));
        if (withGuard)
        {
            File.Copy(copy + ".guard", three.GuardOf(Arda), overwrite: true);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>Waits until all hold the same of plenary and nobody owes a receipt there.</summary>
    private static async Task LevelAsync(ThreeNodes three)
    {
        NodeHost[] nodes = [three[Arda], three[Bera], three[Cirra]];
        await SameHeadsAsync(nodes);
        foreach (var node in nodes)
        {
            await HoldIsAsync(node, SigningHold.None);
            await node.Record.GiveReceiptsAsync(default);
        }

        await SameHeadsAsync(nodes);
    }

    private static async Task SameHeadsAsync(NodeHost[] nodes)
    {
        for (var sizes = Sizes(nodes); ; sizes = Sizes(nodes))
        {
            foreach (var node in nodes)
            {
                await Until(node, r => r.Find(ChannelId.Plenary)!.Journals.All(j => j.Size >= sizes[j.Member]) && Released(node, sizes));
            }

            if (sizes.SequenceEqual(Sizes(nodes)))
            {
                return;
            }
        }
    }

    private static bool Released(NodeHost node, SortedDictionary<MemberId, long> sizes) =>
        node.Record.Snapshot(ChannelId.Plenary) is var (_, heads, _, _) && heads.All(h => h.Value.Size >= sizes[h.Key]);

    private static SortedDictionary<MemberId, long> Sizes(NodeHost[] nodes) => new(nodes
        .SelectMany(n => n.Record.Snapshot(ChannelId.Plenary)!.Value.Heads).GroupBy(h => h.Key).ToDictionary(h => h.Key, h => h.Max(s => s.Value.Size)));

    private static long Size(NodeHost node) => node.Record.Snapshot(ChannelId.Plenary)!.Value.Heads[Arda].Size;

    private static Task HoldIsAsync(NodeHost node, SigningHold hold) => HealthAsync(node, g => g.Hold == hold);

    private static Task AskingIsAsync(NodeHost node, MemberId[] members) => HealthAsync(node, g => g.Members.SequenceEqual(members));

    private static async Task HealthAsync(NodeHost node, Func<SigningHealth, bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            for (var version = node.Record.Version; !holds(node.Room.Signing); version = await node.Record.NewsAsync(version, patience.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"stays {node.Room.Signing}");
        }
    }

    /// <summary>Everything acknowledged reaches everybody, and at no index of any journal do two nodes hold two statements.</summary>
    private static async Task NothingToldTwiceAsync(ThreeNodes three, IReadOnlyList<StatementId> acknowledged)
    {
        NodeHost[] nodes = [three[Arda], three[Bera], three[Cirra]];
        foreach (var node in nodes)
        {
            foreach (var id in acknowledged)
            {
                await Holds(node, id);
            }
        }

        var places = nodes.SelectMany(n => n.Record.Store.ReadAll()).Select(s => (s.Channel, s.Member, s.Index, s.Id)).Distinct().ToList();
        Assert.Equal(places.Count, places.DistinctBy(p => (p.Channel, p.Member, p.Index)).Count());
        Assert.All(nodes, n => Assert.DoesNotContain(SigningHold.Different, new[] { n.Room.Signing.Hold }));
    }
}
