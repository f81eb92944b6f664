using System.Diagnostics;
using System.Globalization;
using Comity.Domain.Drafts;
using Comity.Domain.Terms;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Tests.Node.Processes;
using Comity.Tests.Node.Runtime;
using Comity.Tests.Store;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Drafts;

/// <summary>Arda alone, which opens, releases and says drafts that are all alike; in this process, or in one of its own until it is killed.</summary>
internal static class OutboxWorker
{
    public const string Variable = "COMITY_OUTBOX_WORKER";
    public static readonly DateOnly Day = new(2030, 1, 2);

    public static Process Start(string folder, string point, int arrival) => StoreWorker.StartAs(Variable, folder, point, arrival.ToString(CultureInfo.InvariantCulture));

    // Says the id of every draft whose release was acknowledged.
    public static async Task RunAsync(string[] task)
    {
        var killing = new KillingAt(task[1], int.Parse(task[2], CultureInfo.InvariantCulture));
        using var node = LoneNode.At(task[0]);
        await using var record = await node.OpenAsync(killing, killing);
        var room = await RoomAsync(node.Options with { Outbox = TimeSpan.Zero }, record);
        while (true)
        {
            var draft = await OpenAsync(room);
            await ReleaseAsync(room, draft);
            Console.WriteLine(draft);
            await room.SayDueDraftsAsync(default);
        }
    }

    public static async Task<RoomNode> RoomAsync(NodeOptions options, NodeRecord record)
    {
        var room = new RoomNode(options, record, new([]));
        await record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        foreach (var mandate in room.Mandates.Mandates.Count == 0 ? Mandates : [])
        {
            Assert.IsType<SayResult.Said>(await room.MandateAsync(mandate with { Terms = mandate.Terms with { Level = "working" } }, default));
        }

        return room;
    }

    public static async Task<StatementId> OpenAsync(RoomNode room) => Assert.IsType<SayResult.Said>(await room.DraftAsync(
        new DraftOpened(ChannelId.Plenary, "terms.list-set/1", "economy", "Our words", DraftText.Of(new TermListSet([new Term("Glass Bay", null, null)])), null, [], "desk", Day), "economy", Desk, default)).Id;

    public static async Task<StatementId> ReleaseAsync(RoomNode room, StatementId draft) =>
        Assert.IsType<SayResult.Said>(await room.DraftAsync(new ReleaseAsked(draft, draft, "desk", Day), "economy", Desk, default)).Id;
}
