using System.Diagnostics;
using System.Globalization;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Store;
using Comity.Tests.Cli;
using Comity.Tests.Node.Processes;
using Xunit.Abstractions;

namespace Comity.Tests.Node.Runtime;

/// <summary>
/// A node whose callers speak is killed (SIGKILL) at every named point of store and guard, and at random moments. COMITY_KILLS says how often
/// in all drills together, COMITY_SEED repeats a run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsPerNode = 24;
    private const string AtRandom = KillPlan.AtRandom;

    // Each point in turn, and a random moment after every second one.
    private static readonly string[] Plan =
        [.. KillPlan.Points<WritePoint>().Concat(KillPlan.Points<GuardPoint>()).SelectMany((point, i) => i % 2 == 1 ? [point, AtRandom] : new[] { point })];

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_there_whenever_a_node_is_killed()
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.4, atLeast: 12);
        var random = new Random(seed);
        for (var from = 0; from < kills; from += KillsPerNode)
        {
            using var node = LoneNode.Founded();
            var acknowledged = new SortedDictionary<long, StatementId>();
            for (var i = from; i < Math.Min(kills, from + KillsPerNode); i++)
            {
                var (point, arrival) = (Plan[i % Plan.Length], random.Next(3, 20));
                try
                {
                    await KillAsync(node, point, arrival, acknowledged);
                }
                catch (Exception failed)
                {
                    throw new InvalidOperationException($"kill {i} at {point}, arrival {arrival}; COMITY_SEED={seed}", failed);
                }
            }

            await GoesOnAsync(node, acknowledged);
        }
    }

    private static async Task KillAsync(LoneNode node, string point, int arrival, SortedDictionary<long, StatementId> acknowledged)
    {
        var before = acknowledged.Count;
        using var worker = NodeWorker.Start(node.Folder, point, arrival);
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            if (point == AtRandom && acknowledged.Count == before)
            {
                _ = KillSoonAsync(worker, TimeSpan.FromMilliseconds(arrival * 7));
            }

            // The last line may be torn: what it would have said was acknowledged to nobody.
            if (line.Split(' ') is [var index, var id] && StatementId.TryParse(id, out var parsed))
            {
                Assert.True(acknowledged.TryAdd(long.Parse(index, CultureInfo.InvariantCulture), parsed), $"index {index} was given twice");
            }
        }

        await worker.WaitForExitAsync();
        Assert.Equal(128 + 9, worker.ExitCode);
        await AuditAsync(node, acknowledged);
    }

    private static async Task KillSoonAsync(Process worker, TimeSpan time)
    {
        await Task.Delay(time);
        worker.Kill();
    }

    // Everything acknowledged is at its index, and whoever said two together has both or none.
    private static async Task<int> AuditAsync(LoneNode node, SortedDictionary<long, StatementId> acknowledged)
    {
        var held = await node.AuditAsync(ChannelId.Plenary);
        Assert.All(acknowledged, a => Assert.True(a.Key < held.Count && held[(int)a.Key].Id == a.Value, $"acknowledged {a.Value} at {a.Key}, which is not held"));
        Assert.Equal(held.Skip(1).Select((_, i) => $"half {i % NodeWorker.Together}"), held.Skip(1).Select(LoneNode.Words));
        Assert.Equal(0, (held.Count - 1) % NodeWorker.Together);
        return held.Count;
    }

    private static async Task GoesOnAsync(LoneNode node, SortedDictionary<long, StatementId> acknowledged)
    {
        var held = await AuditAsync(node, acknowledged);
        await using (var record = await node.OpenAsync())
        {
            Assert.Equal(held, (await record.SayAsync(ChannelId.Plenary, LoneNode.Draft("going on"), default)).Index);
            Assert.Null(record.Stopped);
        }

        var verified = await Command.RunAsync("verify", node.Folder, "--every-signature");
        Assert.True(verified.Code == 0, verified.Output + verified.Error);
    }
}
