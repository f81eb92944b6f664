using System.Globalization;
using Comity.Node;
using Comity.Node.Guard;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;
using Comity.Tests.Node.Runtime;
using Xunit.Abstractions;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>A node that takes others' statements, or its own back, is killed at every named point of store and guard.</summary>
[Trait("Category", "Slow")]
public sealed class ImportKillTests(ITestOutputHelper output)
{
    private const int PerNode = 24;

    [Fact]
    public async Task A_killed_import_loses_nothing_acknowledged_and_leaves_nothing_half()
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.1, atLeast: 4);
        var random = new Random(seed);
        string[] plan = [.. KillPlan.Points<WritePoint>()];
        for (var from = 0; from < kills; from += PerNode)
        {
            using var forum = ForumFolder.Found(Arda, Bera);
            var texts = await SpokenAsync(forum, Bera, 2400);
            var held = 0;
            for (var i = from; i < Math.Min(kills, from + PerNode); i++)
            {
                var point = plan[i % plan.Length];
                var arrival = random.Next(2, 12) * (point == KillingAt.NameOf(WritePoint.BeforeStatement) ? ProcessWorker.Together - 1 : 1);
                var acknowledged = await KilledAsync(forum, texts, Bera, point, arrival);
                var now = await NodeAudit.OfAsync(forum.OptionsOf(Arda, peers: false), ChannelId.Plenary, Bera);
                Assert.True(now.Count >= Math.Max(acknowledged, held), $"seed {seed}, kill {i} at {point}: {acknowledged} acknowledged, {held} held before, {now.Count} held");
                Assert.True(now.Count % ProcessWorker.Together == 0, $"seed {seed}, kill {i} at {point}: {now.Count} held, half an import");
                held = now.Count;
            }
        }
    }

    /// <summary>Database and guard are put back from one old copy; what was said since comes back from others, and the process is killed meanwhile.</summary>
    [Fact]
    public async Task Whenever_a_node_is_killed_as_it_takes_its_own_statements_back_it_does_not_take_an_old_guards_word_afterwards()
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.05, atLeast: 8);
        using var forum = ForumFolder.Found(Arda, Bera);
        var options = forum.OptionsOf(Arda, peers: false);
        await OldCopyAsync(forum, options);
        var texts = await SpokenAsync(forum, Arda, 60);
        string[] plan = [.. KillPlan.Points<WritePoint>(), .. KillPlan.Points<GuardPoint>()];
        for (var i = 0; i < kills; i++)
        {
            PutBack(forum, options);
            var point = plan[i % plan.Length];
            await KilledAsync(forum, texts, Arda, point, 1);
            var held = await NodeAudit.OfAsync(options, ChannelId.Plenary, Arda);
            var guard = new GuardFile(options.GuardPath).TryRead(out _)!;
            Assert.True(held.Count == 4 || guard[ChannelId.Plenary].IsUnknown, $"seed {seed}, kill {i} at {point}: {held.Count} held, the guard says {guard[ChannelId.Plenary].Size}");

            // All of it comes back, and what is said then is the next one.
            await using var record = await TakenBackAsync(options, texts);
            record.Guard.Answered(Bera);
            record.Guard.StopAsking();
            Assert.Equal(61, (await record.SayAsync(ChannelId.Plenary, LoneNode.Draft("after all"), default)).Index);
        }
    }

    private static async Task<NodeRecord> TakenBackAsync(NodeOptions options, string texts)
    {
        var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(options.Data, NodeHost.DatabaseName)));
        await record.ImportAsync(await File.ReadAllLinesAsync(texts), default);
        Assert.Equal(61, record.Read(r => r.Find(ChannelId.Plenary)![Arda].Size));
        return record;
    }

    // Three statements after the charter, then the copy.
    private static async Task OldCopyAsync(ForumFolder forum, NodeOptions options)
    {
        await SpokenAsync(forum, Arda, 3);
        File.Copy(Path.Combine(options.Data, NodeHost.DatabaseName), Path.Combine(forum.Path, "old.db"));
        File.Copy(options.GuardPath, Path.Combine(forum.Path, "old.guard"));
    }

    private static void PutBack(ForumFolder forum, NodeOptions options)
    {
        foreach (var file in Directory.GetFiles(options.Data))
        {
            File.Delete(file);
        }

        File.Copy(Path.Combine(forum.Path, "old.db"), Path.Combine(options.Data, NodeHost.DatabaseName));
        File.Copy(Path.Combine(forum.Path, "old.guard"), options.GuardPath, overwrite: true);
    }

    // The member's own node says it, by itself; its journal is then a file of texts.
    private static async Task<string> SpokenAsync(ForumFolder forum, MemberId member, int upTo)
    {
        var options = forum.OptionsOf(member, peers: false);
        await using var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(options.Data, NodeHost.DatabaseName)));
        await record.ImportAsync([forum.Charter.Compact], default);
        record.Guard.StopAsking();
        await record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        var size = record.Read(r => r.Find(ChannelId.Plenary)![member].Size);
        if (size < upTo)
        {
            await record.SayAllAsync(ChannelId.Plenary, [.. Enumerable.Range(0, (int)(upTo + (member == Arda ? 1 : 0) - size)).Select(i => LoneNode.Draft($"words {i}"))], default);
        }

        var texts = Path.Combine(forum.Path, $"{member}.journal");
        await File.WriteAllLinesAsync(texts, record.Store.ReadJournal(ChannelId.Plenary, member, 0, int.MaxValue).Select(s => s.Compact));
        return texts;
    }

    private static async Task<int> KilledAsync(ForumFolder forum, string texts, MemberId author, string point, int arrival)
    {
        using var worker = ProcessWorker.Start("import", forum.Path, texts, author.ToString(), point, arrival.ToString(CultureInfo.InvariantCulture));
        var acknowledged = 0;
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            Assert.NotEqual("all", line);
            acknowledged = int.TryParse(line, CultureInfo.InvariantCulture, out var size) ? size : acknowledged;
        }

        await worker.WaitForExitAsync();
        Assert.Equal(128 + 9, worker.ExitCode);
        return acknowledged;
    }
}
