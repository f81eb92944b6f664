using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Domain.Terms;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Store;
using Comity.Tests.Node.Runtime;
using static Comity.Tests.Node.Drafts.OutboxWorker;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Drafts;

/// <summary>Whatever fails or is killed between approval and statement, a released draft is said exactly once.</summary>
[Trait("Category", "Slow")]
public sealed class OutboxTests
{
    // Every write from the approval on fails once, at each point: the statement's, and the note's.
    [Fact]
    public async Task Whichever_write_fails_the_draft_is_said_once_after_the_next_start()
    {
        foreach (var point in Enum.GetValues<WritePoint>())
        {
            for (var write = 0; write < 4; write++)
            {
                using var node = LoneNode.Founded(twoMembers: false);
                var draft = await ReleaseFailingAsync(node, new FailingAt(point, write));
                var statement = await AfterStartAsync(node, draft);
                var held = await node.AuditAsync(ChannelId.Plenary);
                var said = held.Where(s => s.Kind == "terms.list-set/1").Select(s => (StatementId?)s.Id).ToList();
                Assert.True(said.Count <= 1 && said.SingleOrDefault() == statement, $"{point}, write {write}: said {said.Count} times, noted {statement}");
                Assert.True(statement is not null || write == 0 || held.Count > 0, $"{point}, write {write}");
            }
        }
    }

    [Fact]
    public async Task Two_drafts_alike_become_two_statements_and_a_stop_comes_before_one_or_is_told_of_it()
    {
        using var node = LoneNode.Founded(twoMembers: false);
        await using var record = await node.OpenAsync();
        var room = await RoomAsync(node.Options with { Outbox = TimeSpan.FromHours(1) }, record);
        var (one, other) = (await OpenAsync(room), await OpenAsync(room));
        await ReleaseAsync(room, one);
        await ReleaseAsync(room, other);
        await room.SayDueDraftsAsync(default);
        Assert.All(room.Drafts.Drafts, d => Assert.Equal(DraftStanding.InOutbox, d.Standing));

        var hasty = await RoomAsync(node.Options with { Outbox = TimeSpan.Zero }, record);
        await hasty.SayDueDraftsAsync(default);
        await hasty.SayDueDraftsAsync(default);

        Assert.Equal(2, room.Drafts.Drafts.Select(d => d.Statement).OfType<StatementId>().Distinct().Count());
        Assert.Equal(2, room.Statements(ChannelId.Plenary, Arda, 0, 100).Count(s => s.Kind == "terms.list-set/1"));
        var late = Assert.IsType<SayResult.Faulty>(await room.DraftAsync(new ReleaseStopped(one, room.Drafts.Find(one)!.Release!.Id, null, "desk", Day), "economy", Desk, default));
        Assert.Equal("drafts.draft.closed", Assert.Single(late.Faults).Code);
    }

    [Fact]
    public async Task What_is_stopped_in_the_outbox_is_not_said_and_may_be_asked_for_again()
    {
        using var node = LoneNode.Founded(twoMembers: false);
        await using var record = await node.OpenAsync();
        var room = await RoomAsync(node.Options with { Outbox = TimeSpan.FromMilliseconds(300) }, record);
        var draft = await OpenAsync(room);
        var release = await ReleaseAsync(room, draft);
        Assert.IsType<SayResult.Said>(await room.DraftAsync(new ReleaseStopped(draft, release, "Not yet.", "desk", Day), "economy", Desk, default));
        Assert.Null(await room.SayDueDraftsAsync(default));
        Assert.Equal(DraftStanding.BeingWritten, room.Drafts.Find(draft)!.Standing);

        await ReleaseAsync(room, draft);
        for (var wait = await room.SayDueDraftsAsync(default); wait is not null; wait = await room.SayDueDraftsAsync(default))
        {
            await Task.Delay(wait.Value > TimeSpan.Zero ? wait.Value : TimeSpan.Zero);
        }

        Assert.Single(room.Statements(ChannelId.Plenary, Arda, 0, 100), s => s.Id == room.Drafts.Find(draft)!.Statement);
    }

    [Fact]
    public async Task A_mandate_withdrawn_while_the_draft_waits_keeps_it_from_being_said()
    {
        using var node = LoneNode.Founded(twoMembers: false);
        await using var record = await node.OpenAsync();
        var room = await RoomAsync(node.Options with { Outbox = TimeSpan.Zero }, record);
        var draft = await OpenAsync(room);
        await ReleaseAsync(room, draft);
        var mandate = room.Mandates.Mandates.Single(m => m.Officer == "desk");
        Assert.IsType<SayResult.Said>(await room.MandateAsync(new MandateWithdrawn(mandate.Id, "head", Day), default));
        await room.SayDueDraftsAsync(default);

        var found = room.Drafts.Find(draft)!;
        Assert.Equal((DraftStanding.BeingWritten, null), (found.Standing, found.Stops.Single().By));
        Assert.DoesNotContain(room.Statements(ChannelId.Plenary, Arda, 0, 100), s => s.Kind == "terms.list-set/1");
    }

    private static async Task<StatementId> ReleaseFailingAsync(LoneNode node, FailingAt faults)
    {
        await using var record = await node.OpenAsync(faults);
        var room = await RoomAsync(node.Options with { Outbox = TimeSpan.Zero }, record);
        var draft = await OpenAsync(room);
        var asked = await room.DraftAsync(new ReleaseAsked(draft, draft, "desk", Day), "economy", Desk, default);
        Assert.IsType<SayResult.Said>(asked);
        faults.Arm();
        try
        {
            await room.SayDueDraftsAsync(default);
        }
        catch (NodeStoppedException)
        {
            // As the disk failed.
        }

        return draft;
    }

    private static async Task<StatementId?> AfterStartAsync(LoneNode node, StatementId draft)
    {
        await using var record = await node.OpenAsync();
        var room = new RoomNode(node.Options with { Outbox = TimeSpan.Zero }, record, new([]));
        await room.SayDueDraftsAsync(default);
        await room.SayDueDraftsAsync(default);
        Assert.Equal(DraftStanding.Said, room.Drafts.Find(draft)!.Standing);
        return room.Drafts.Find(draft)!.Statement;
    }

    /// <summary>Fails the n-th arrival at a point after it is armed.</summary>
    private sealed class FailingAt(WritePoint point, int arrival) : IWriteFaults
    {
        private int _left = -1;

        public void Arm() => Volatile.Write(ref _left, arrival + 1);

        public void At(WritePoint reached)
        {
            if (reached == point && Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) == 0)
            {
                throw new IOException($"the disk failed at {point}");
            }
        }
    }
}
