using System.Diagnostics;
using System.Globalization;
using Comity.Node;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Store;
using Comity.Tests.Cli;
using Comity.Tests.Node.Runtime;
using Xunit.Abstractions;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>Arda's node, in a process of its own, speaks and keeps in step with Bera's over HTTP, and is killed meanwhile, again and again.</summary>
[Trait("Category", "Slow")]
public sealed class SyncKillTests(ITestOutputHelper output)
{
    private const int PerForum = 24;

    private static readonly string[] Plan =
        [.. KillPlan.Points<WritePoint>().Concat(KillPlan.Points<GuardPoint>()).SelectMany((point, i) => i % 2 == 1 ? [point, KillPlan.AtRandom] : new[] { point })];

    [Fact]
    public async Task Whenever_a_syncing_node_is_killed_nothing_it_told_anybody_is_lost_and_nothing_is_half_there()
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.3, atLeast: 6);
        var random = new Random(seed);
        for (var from = 0; from < kills; from += PerForum)
        {
            using var forum = ForumFolder.Found(Arda, Bera);
            forum.SetPort(Arda, Arda, TestPorts.Row());
            forum.SetPort(Bera, Arda, forum.Port(Arda, Arda));
            forum.SetPort(Bera, Bera, TestPorts.Row());
            forum.SetPort(Arda, Bera, forum.Port(Bera, Bera));
            await using var bera = await NodeHost.StartAsync(forum.OptionsOf(Bera), forum.Port(Bera, Bera), assets: null);
            await bera.Record.ImportAsync([forum.Charter.Compact], default);
            var acknowledged = new SortedDictionary<long, StatementId>();
            for (var i = from; i < Math.Min(kills, from + PerForum); i++)
            {
                var (point, arrival) = (Plan[i % Plan.Length], random.Next(5, 40));
                try
                {
                    await KilledAsync(forum, bera, point, arrival, acknowledged);
                    await AuditAsync(forum, bera, acknowledged);
                }
                catch (Exception failed)
                {
                    throw new InvalidOperationException($"kill {i} at {point}, arrival {arrival}; COMITY_SEED={seed}", failed);
                }
            }

            await GoesOnAsync(forum, bera);
        }
    }

    // Bera speaks all the while, so that something comes in as well as goes out.
    private static async Task KilledAsync(ForumFolder forum, NodeHost bera, string point, int arrival, SortedDictionary<long, StatementId> acknowledged)
    {
        using var ends = new CancellationTokenSource();
        using var worker = ProcessWorker.Start("sync", forum.Path, point, arrival.ToString(CultureInfo.InvariantCulture));
        var speaking = SpeakAsync(bera, ends.Token);
        var isArmed = false;
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            if (point == KillPlan.AtRandom && !isArmed)
            {
                isArmed = true;
                _ = KillSoonAsync(worker, TimeSpan.FromMilliseconds(arrival * 10));
            }

            if (line.Split(' ') is [var index, var id] && StatementId.TryParse(id, out var parsed))
            {
                Assert.True(acknowledged.TryAdd(long.Parse(index, CultureInfo.InvariantCulture), parsed), $"index {index} was given twice");
            }
        }

        await worker.WaitForExitAsync();
        await ends.CancelAsync();
        await speaking;
        Assert.Equal(128 + 9, worker.ExitCode);
    }

    private static async Task SpeakAsync(NodeHost bera, CancellationToken cancellation)
    {
        for (var i = 0; !cancellation.IsCancellationRequested; i++)
        {
            await bera.Record.SayAsync(ChannelId.Plenary, LoneNode.Draft($"meanwhile {i}"), default);
            await Task.Delay(10, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task KillSoonAsync(Process worker, TimeSpan time)
    {
        await Task.Delay(time);
        worker.Kill();
    }

    // What was acknowledged, and what the peer was told, is in the store that was left; so is all that was seen (the audit looks).
    private static async Task AuditAsync(ForumFolder forum, NodeHost bera, SortedDictionary<long, StatementId> acknowledged)
    {
        var held = await NodeAudit.OfAsync(forum.OptionsOf(Arda), ChannelId.Plenary, Arda);
        Assert.All(acknowledged, a => Assert.True(a.Key < held.Count && held[(int)a.Key].Id == a.Value, $"acknowledged {a.Value} at {a.Key}, which is not held"));
        var told = bera.Record.Store.ReadJournal(ChannelId.Plenary, Arda, 0, int.MaxValue);
        Assert.All(told, t => Assert.True(t.Index < held.Count && held[(int)t.Index].Id == t.Id, $"told {t.Id} at {t.Index}, which is not held"));
        Assert.Empty(bera.Record.Evidence(ChannelId.Plenary));
    }

    private static async Task GoesOnAsync(ForumFolder forum, NodeHost bera)
    {
        await using (var arda = await NodeHost.StartAsync(forum.OptionsOf(Arda), forum.Port(Arda, Arda), assets: null))
        {
            await arda.Record.SayAsync(ChannelId.Plenary, LoneNode.Draft("going on"), default);
            await Until(arda, () => Heads(arda) == Heads(bera));
        }

        var verified = await Command.RunAsync("verify", forum.DataOf(Arda), "--every-signature");
        Assert.True(verified.Code == 0, verified.Output + verified.Error);
    }

    private static string Heads(NodeHost node) => node.Record.Read(r => string.Join(",", r.Find(ChannelId.Plenary)!.Journals.Select(j => $"{j.Size}:{j.Head.Root}")));
}
