using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Comity.Node.Guard;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>Signed appends, durable with the guard, beside the same statements into the bare store with the guard's write after each.</summary>
/// <remarks>Both are measured in turns of some hundred, so that whatever else the machine does meets both.</remarks>
internal static class GuardBench
{
    private const int Callers = 64;
    private const int Rounds = 5;
    private const int Warm = 200;

    /// <param name="count">Statements one at a time, in all rounds; ten times as many by all callers together.</param>
    public static async Task RunAsync(int count, bool json)
    {
        await using var node = await BenchNode.StartAsync();
        await using var bare = new BareNode();
        var (ours, store, guard) = (new List<double>(), new List<double>(), new List<double>());
        await OneAtATimeAsync(node, bare, Warm, [], [], []);
        for (var round = 0; round < Rounds; round++)
        {
            await OneAtATimeAsync(node, bare, count / Rounds, ours, store, guard);
        }

        await TogetherAsync(node, Warm * Callers);
        var before = Environment.CpuUsage.TotalTime;
        var (perSecond, times) = await TogetherAsync(node, count * 10);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (count * 10);
        var both = store.Zip(guard, (s, g) => s + g).ToList();
        Measured[] rows =
        [
            Measured.Of("signed append, stored, guarded, released", ours),
            Measured.Of("bare store, then guard, of the same statements", both),
            Measured.Of("of these the store alone", store),
            Measured.Of("of these the guard alone: write, fsync, rename, fsync of the folder", guard),
            Measured.Of($"{Callers} callers together, each one at a time", times) with { PerSecond = perSecond },
        ];
        var ratio = rows[0].PerSecond / rows[1].PerSecond;
        Console.WriteLine(json ? JsonSerializer.Serialize(new { count, callers = Callers, ratio, processorMicrosecondsTogether = processor, rows }, JsonSerializerOptions.Web) : Table(count, ratio, processor, rows));
    }

    private static async Task OneAtATimeAsync(BenchNode node, BareNode bare, int count, List<double> ours, List<double> store, List<double> guard)
    {
        var said = new List<StoredStatement>(count);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var statement = await node.SayAsync();
            ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            said.Add(new StoredStatement(statement.Channel, statement.Member, statement.Index, statement.Id, statement.Compact));
        }

        await bare.CatchUpAsync(node, said[0].Index);
        foreach (var statement in said)
        {
            var start = Stopwatch.GetTimestamp();
            await bare.StoreAsync(statement);
            var stored = Stopwatch.GetTimestamp();
            bare.Guard(statement);
            store.Add(Stopwatch.GetElapsedTime(start, stored).TotalMilliseconds);
            guard.Add(Stopwatch.GetElapsedTime(stored).TotalMilliseconds);
        }
    }

    private static async Task<(double PerSecond, List<double> Times)> TogetherAsync(BenchNode node, int count)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>(count / Callers);
            for (var i = 0; i < count / Callers; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await node.SayAsync();
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return own;
        })));
        return (count / Callers * Callers / clock.Elapsed.TotalSeconds, [.. times.SelectMany(t => t)]);
    }

    private static string Table(int count, double ratio, double processor, Measured[] rows) => string.Join('\n',
    [
        $"{count} statements one at a time, {count * 10} by {Callers} callers; milliseconds",
        "",
        "| measured | p50 | p99 | per second |",
        "|---|---|---|---|",
        .. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"| {r.What} | {r.P50:0.000} | {r.P99:0.000} | {r.PerSecond:#,0} |")),
        "",
        string.Create(CultureInfo.InvariantCulture, $"signed append, one at a time, runs at {ratio:0.00} of bare store plus guard; a statement of {Callers} callers costs {processor:0} µs of processor time"),
    ]);

    /// <summary>A store and a guard and nothing else.</summary>
    private sealed class BareNode : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-bench-");
        private readonly SqliteStatementStore _store;
        private readonly GuardFile _file;
        private GuardContent? _content;

        public BareNode()
        {
            _store = SqliteStatementStore.Open(Path.Combine(_folder.FullName, "record.db"));
            _file = new GuardFile(Path.Combine(_folder.FullName, "guard"));
        }

        // What the journal held before the first statement measured.
        public async Task CatchUpAsync(BenchNode node, long index)
        {
            var missing = node.Record.Store.ReadAll().Where(s => s.Index < index && _store.Find(s.Id) is null).ToList();
            if (missing.Count > 0)
            {
                await _store.AppendAsync(missing, default);
            }
        }

        public Task StoreAsync(StoredStatement statement) => _store.AppendAsync([statement], default);

        public void Guard(StoredStatement statement)
        {
            _content = (_content ?? GuardContent.New(statement.Id, statement.Member, unlistedIsUnknown: false)).With(statement.Channel, new GuardMark(statement.Index + 1, statement.Id));
            _file.Write(_content);
        }

        public async ValueTask DisposeAsync()
        {
            await _store.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }
}
