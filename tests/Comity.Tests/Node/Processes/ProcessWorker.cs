using System.Diagnostics;
using System.Globalization;
using Comity.Node;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Store.Sqlite;
using Comity.Tests.Store;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>A process beside the tests that runs a real node, imports, backs up or restores, until it is told or killed.</summary>
internal static class ProcessWorker
{
    public const string Variable = "COMITY_PROCESS_WORKER";

    /// <summary>Statements brought together by one import.</summary>
    public const int Together = 7;

    public static Process Start(params string[] task) => StoreWorker.StartAs(Variable, task);

    public static Task RunAsync(string[] task) => task switch
    {
        ["serve", var folder, var member, var days] => ServedNode.RunAsync(ForumFolder.Of(folder), MemberId.Parse(member), TimeSpan.FromDays(int.Parse(days, CultureInfo.InvariantCulture))),
        ["sync", var folder, var point, var arrival] => SyncAsync(ForumFolder.Of(folder), Killing(point, arrival)),
        ["import", var folder, var file, var author, var point, var arrival] => ImportAsync(ForumFolder.Of(folder), file, MemberId.Parse(author), Killing(point, arrival)),
        ["backup", var from, var to, var point] => BackupAsync(from, to, Killing(point, "1")),
        ["restore", var from, var to, var point] => RestoreAsync(from, to, Killing(point, "1")),
        _ => throw new ArgumentException($"expected a worker's task, found {string.Join('|', task)}"),
    };

    // A whole node but for its pages: it listens to its peer, serves it, and two callers speak. Says "index id" of what was acknowledged.
    private static async Task SyncAsync(ForumFolder forum, KillingAt killing)
    {
        await using var host = await NodeHost.StartAsync(forum.OptionsOf(Arda), forum.Port(Arda, Arda), assets: null, faults: (killing, killing));
        await host.Record.ImportAsync([forum.Charter.Compact], default);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async caller =>
        {
            while (true)
            {
                var said = await host.Record.SayAsync(ChannelId.Plenary, Runtime.LoneNode.Draft($"caller {caller}"), default);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{said.Index} {said.Id}"));
            }
        }));
    }

    // Says how much of the author's journal is held, after each import that was acknowledged.
    private static async Task ImportAsync(ForumFolder forum, string file, MemberId author, KillingAt killing)
    {
        var lines = await File.ReadAllLinesAsync(file);
        var options = forum.OptionsOf(Arda, peers: false);
        await using var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(options.Data, NodeHost.DatabaseName), killing), killing);
        await record.ImportAsync([forum.Charter.Compact], default);
        while (true)
        {
            var size = record.Read(r => r.Find(ChannelId.Plenary)![author].Size);
            if (size == lines.Length)
            {
                Console.WriteLine("all");
                return;
            }

            await record.ImportAsync([.. lines.Skip((int)size).Take(Together - (int)(size % Together))], default);
            Console.WriteLine(record.Read(r => r.Find(ChannelId.Plenary)![author].Size).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Task BackupAsync(string from, string to, KillingAt killing)
    {
        for (var i = 0; ; i++)
        {
            Console.WriteLine($"{i} begun");
            Console.WriteLine($"{i} {SqliteBackup.Make(from, $"{to}.{i}", CopyDrill.IsSound, faults: killing)}");
        }
    }

    private static Task RestoreAsync(string from, string to, KillingAt killing)
    {
        for (var i = 0; ; i++)
        {
            Console.WriteLine($"{i} begun");
            Console.WriteLine($"{i} {SqliteBackup.Restore(from, Path.Combine($"{to}.{i}", NodeHost.DatabaseName), CopyDrill.IsSound, faults: killing)}");
        }
    }

    private static KillingAt Killing(string point, string arrival) => new(point, int.Parse(arrival, CultureInfo.InvariantCulture));
}
