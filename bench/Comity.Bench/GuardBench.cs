using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Node.Guard;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>Signed appends, durable with the guard, beside the same statements into the bare store and the guard's write alone.</summary>
internal static class GuardBench
{
    public static async Task RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("comity-bench-");
        try
        {
            var (appends, statements) = await AppendAsync(folder.FullName, count);
            var stores = await StoreAsync(folder.FullName, statements);
            var guards = Guards(folder.FullName, statements);
            var both = stores.Zip(guards, (s, g) => s + g).ToList();
            Console.WriteLine($"{count} statements, one at a time; milliseconds");
            Console.WriteLine();
            Console.WriteLine("| measured | median | p99 | per second |");
            Console.WriteLine("|---|---|---|---|");
            Row("signed append, stored, guarded, released", appends);
            Row("store alone, the same statements", stores);
            Row("guard alone: write, fsync, rename, fsync of the folder", guards);
            Row("store and guard, one after the other", both);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nsigned append runs at {both.Sum() / appends.Sum():0.00} of bare store plus guard"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(List<double> Times, List<StoredStatement> Statements)> AppendAsync(string folder, int count)
    {
        var (arda, bera) = (MemberId.Parse("arda"), MemberId.Parse("bera"));
        using var key = SigningKey.Generate();
        var roots = new[] { arda, bera }.ToDictionary(m => m, _ => SigningKey.Generate());
        var none = new Dictionary<string, string>();
        var roster = Roster.Sign(roots[arda], arda, 1, null, [key.Public]);
        var charter = Founding.SignCharter(
            new Charter("Bench", roots.Select(r => new CharterMember(r.Key, "party", r.Value.Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(), arda, ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", [arda], "", roster),
            arda, key, "Registry", "working", DateTimeOffset.UnixEpoch);
        var options = new NodeOptions(arda, charter.Id, key, roster, folder, [], new Dictionary<Hash256, Comity.Node.Rooms.Officer>(), [], new EpochClock(), Guard: Path.Combine(folder, "guard"));
        await using var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(folder, "record.db")));
        await record.ImportAsync([charter.Compact], default);
        var times = new List<double>();
        for (var i = -50; i < count; i++)
        {
            var draft = new StatementDraft("bench.words-said/1", "economy", null, [], new JsonObject { ["words"] = new string('w', 400) }, "First Department", "working", DateTimeOffset.UnixEpoch);
            var start = Stopwatch.GetTimestamp();
            await record.SayAsync(ChannelId.Plenary, draft, default);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return (times, [.. record.Store.ReadAll()]);
    }

    private static async Task<List<double>> StoreAsync(string folder, List<StoredStatement> statements)
    {
        await using var store = SqliteStatementStore.Open(Path.Combine(folder, "bare.db"));
        var times = new List<double>();
        foreach (var statement in statements)
        {
            var start = Stopwatch.GetTimestamp();
            await store.AppendAsync([statement], default);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times[^(statements.Count - 51)..];
    }

    private static List<double> Guards(string folder, List<StoredStatement> statements)
    {
        var file = new GuardFile(Path.Combine(folder, "bare.guard"));
        var content = GuardContent.New(statements[0].Id, statements[0].Member, unlistedIsUnknown: false);
        var times = new List<double>();
        foreach (var statement in statements.Skip(51))
        {
            var start = Stopwatch.GetTimestamp();
            content = content.With(statement.Channel, new GuardMark(statement.Index + 1, statement.Id));
            file.Write(content);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static void Row(string what, List<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {sorted[sorted.Count / 2]:0.000} | {sorted[sorted.Count * 99 / 100]:0.000} | {times.Count * 1000 / times.Sum():#,0} |"));
    }

    private sealed class EpochClock : IRoomClock
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public DateOnly Day => new(1970, 1, 1);
    }
}
