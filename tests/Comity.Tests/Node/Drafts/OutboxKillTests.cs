using Comity.Domain.Drafts;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Store;
using Comity.Tests.Node.Processes;
using Comity.Tests.Node.Runtime;
using Xunit.Abstractions;

namespace Comity.Tests.Node.Drafts;

/// <summary>A node that says drafts is killed (SIGKILL) at named points of store and guard. COMITY_KILLS says how often in all drills together, COMITY_SEED repeats a run.</summary>
[Trait("Category", "Slow")]
public sealed class OutboxKillTests(ITestOutputHelper output)
{
    private static readonly string[] Plan = [.. KillPlan.Points<WritePoint>().Concat(KillPlan.Points<GuardPoint>())];

    [Fact]
    public async Task Whenever_the_node_is_killed_every_released_draft_becomes_exactly_one_statement()
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.1, atLeast: 6);
        var random = new Random(seed);
        using var node = LoneNode.Founded(twoMembers: false);
        await using (var record = await node.OpenAsync())
        {
            await OutboxWorker.RoomAsync(node.Options, record);
        }

        var released = new HashSet<StatementId>();
        for (var i = 0; i < kills; i++)
        {
            var (point, arrival) = (Plan[i % Plan.Length], random.Next(2, 24));
            using (var worker = OutboxWorker.Start(node.Folder, point, arrival))
            {
                while (await worker.StandardOutput.ReadLineAsync() is { } line)
                {
                    // The last line may be torn.
                    released.UnionWith(StatementId.TryParse(line, out var id) ? [id] : []);
                }

                await worker.WaitForExitAsync();
                Assert.Equal(128 + 9, worker.ExitCode);
            }

            await AuditAsync(node, released, $"kill {i} at {point}, arrival {arrival}; COMITY_SEED={seed}");
        }

        Assert.NotEmpty(released);
    }

    private static async Task AuditAsync(LoneNode node, HashSet<StatementId> released, string where)
    {
        await using (var record = await node.OpenAsync())
        {
            var room = await OutboxWorker.RoomAsync(node.Options with { Outbox = TimeSpan.Zero }, record);
            await room.SayDueDraftsAsync(default);
            await room.SayDueDraftsAsync(default);
            var became = room.Drafts.Drafts.Select(d => d.Statement).OfType<StatementId>().ToList();
            Assert.True(released.All(id => room.Drafts.Find(id) is { Standing: DraftStanding.Said }), where + ": a released draft was not said");
            Assert.True(became.Distinct().Count() == became.Count, where + ": two drafts name one statement");
            var said = room.Statements(ChannelId.Plenary, ThreeNodes.Arda, 0, 10_000).Count(s => s.Kind == "terms.list-set/1");
            Assert.True(said == became.Count, $"{where}: {became.Count} drafts became {said} statements");
        }

        await node.AuditAsync(ChannelId.Plenary);
    }
}
