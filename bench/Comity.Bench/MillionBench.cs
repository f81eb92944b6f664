using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>A node with a million statements in five thousand matters: how long it takes to start, what it keeps in memory, how fast its pages are, how fast it catches up.</summary>
internal static class MillionBench
{
    /// <summary>Statements made beyond those in the store, for catching up.</summary>
    public const int More = 60_000;
    private const int Batch = 2000;
    private const int Asked = 100;
    private const string Served = "-served";

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.FirstOrDefault(a => a.StartsWith('/')) ?? Path.Combine(Path.GetTempPath(), "comity-million");
        var count = args.FirstOrDefault(a => int.TryParse(a, out _)) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
        var forum = await MillionForum.InAsync(folder, count, More);
        switch (args)
        {
            case ["node", ..]:
                return await ServeAsync(forum, forum.Data + Served);
            case ["catch-up", ..]:
                return await CatchUpAsync(forum, forum.Data + "-copy");
            default:
                return await MeasureAsync(forum, folder, args.Contains("--json"));
        }
    }

    private static async Task<int> MeasureAsync(MillionForum forum, string folder, bool json)
    {
        Copy(forum.Data, forum.Data + Served);    // without an index file, which the first start makes
        var (_, without) = await StartedAsync(forum, folder, (_, _) => Task.FromResult(0));
        var (pages, started) = await StartedAsync(forum, folder, (address, process) => PagesAsync(forum, address, process));
        var caughtUp = await OutputOfAsync("catch-up", folder, forum.Statements);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { forum.Statements, startSeconds = started.Seconds, startWithoutIndexSeconds = without.Seconds, residentMegabytes = pages.ResidentMegabytes, pages = pages.Rows, catchUp = JsonSerializer.Deserialize<CaughtUp>(caughtUp, JsonSerializerOptions.Web) },
                JsonSerializerOptions.Web));
            return 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{forum.Statements:#,0} statements; start {started.Seconds:0.0} s, without the index file {without.Seconds:0.0} s; resident {started.ResidentMegabytes:0} MB at the start, {pages.ResidentMegabytes:0} MB after the pages"));
        Console.WriteLine(caughtUp);
        Console.WriteLine();
        Console.WriteLine("| page | bytes | first ms | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var row in pages.Rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Page} | {row.Bytes:#,0} | {row.First:0} | {row.P50:0.0} | {row.P99:0.0} |"));
        }

        return 0;
    }

    /// <summary>Serves a copy of the forum's node in a process of its own for as long as it is measured.</summary>
    public static async Task<T> ServedAsync<T>(MillionForum forum, string folder, Func<Uri, Process, Task<T>> measure)
    {
        Copy(forum.Data, forum.Data + Served);
        var (result, _) = await StartedAsync(forum, folder, measure);
        return result;
    }

    private static async Task<(T Result, Started Started)> StartedAsync<T>(MillionForum forum, string folder, Func<Uri, Process, Task<T>> then)
    {
        using var process = Child("node", folder, forum.Statements);
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the node did not start");
        var started = JsonSerializer.Deserialize<Started>(line, JsonSerializerOptions.Web)!;
        var result = await then(new Uri(started.Address), process);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (result, started);
    }

    private static async Task<int> ServeAsync(MillionForum forum, string data)
    {
        var clock = Stopwatch.StartNew();
        await using var node = await NodeHost.StartAsync(Options(forum, data), 0, assets: null);
        Console.WriteLine(JsonSerializer.Serialize(new Started(node.Address.ToString(), clock.Elapsed.TotalSeconds, Resident(Environment.ProcessId)), JsonSerializerOptions.Web));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    // Copies are served and imported into, so that the next run finds what this one found: a node served says things of its own.
    private static void Copy(string folder, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        File.Delete(to + ".guard");
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static async Task<int> CatchUpAsync(MillionForum forum, string copy)
    {
        Copy(forum.Data, copy);
        var texts = await File.ReadAllLinesAsync(forum.MoreFile);
        var raw = RawVerify(forum, texts);
        await using var record = NodeRecord.Open(Options(forum, copy) with { Member = MemberId.Parse("cirra") }, SqliteStatementStore.Open(Path.Combine(copy, NodeHost.DatabaseName)));
        var clock = Stopwatch.StartNew();
        var admitted = 0;
        foreach (var batch in texts.Chunk(Batch))
        {
            admitted += (await record.ImportAsync(batch, default)).Admitted;
        }

        var rate = admitted / clock.Elapsed.TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new CaughtUp(admitted, rate, raw, rate / raw, Resident(Environment.ProcessId)), JsonSerializerOptions.Web));
        return admitted == texts.Length ? 0 : 1;
    }

    private static double RawVerify(MillionForum forum, string[] texts)
    {
        using var key = SigningKey.FromPem(forum.KeyPem);
        var own = texts.Take(20_000).Select(t => StatementGate.TryRead(t, out _, out var jws, out _) && jws.KeyId == key.Public.Thumbprint ? jws : null).OfType<Jws>().ToList();
        own.Take(500).ToList().ForEach(jws => jws.HoldsFor(key.Public));
        var clock = Stopwatch.StartNew();
        own.ForEach(jws => jws.HoldsFor(key.Public));
        return own.Count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<Pages> PagesAsync(MillionForum forum, Uri address, Process process)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
        await PageBench.SignInAsync(http, "desk");
        await OpenedAsync(http);
        var acts = forum.Acts.Take(Asked).ToList();
        (string Page, Func<int, string> Path)[] asked =
        [
            ("Room", _ => "/c/plenary/room"),
            ("Disputes, timeline", _ => "/c/plenary/disputes"),
            ("Disputes, timeline, any part", i => $"/c/plenary/disputes?page={i * 7 + 2}"),
            ("Disputes, table by title", _ => "/c/plenary/disputes?view=table&sort=what"),
            ("Disputes, chains", _ => "/c/plenary/disputes?tab=chains"),
            ("Disputes, ledger", _ => "/c/plenary/disputes?tab=ledger"),
            ("Act, another each time", i => $"/c/plenary/disputes/acts/{acts[i % acts.Count]}"),
            ("Record", _ => "/c/plenary/record"),
            ("Journal, end", _ => "/c/plenary/record/journals/bera"),
            ("Journal, anywhere", i => $"/c/plenary/record/journals/cirra?from={i * 3001}"),
            ("Statement, another each time", i => $"/c/plenary/record/statements/{acts[^(i % acts.Count + 1)]}"),
            ("Strategy", _ => "/c/plenary/strategy"),
            ("Room, another day", i => $"/c/plenary/room?asOf=2020-{i % 12 + 1:00}-{i % 28 + 1:00}"),
        ];
        var rows = new List<PageRow>();
        foreach (var (page, path) in asked)
        {
            rows.Add(await MeasureAsync(http, page, path));
        }

        return new Pages(rows, Resident(process.Id));
    }

    // The node gives its first officer a mandate once it may sign.
    public static async Task OpenedAsync(HttpClient http)
    {
        for (var left = 600; left > 0; left--)
        {
            using var answer = await http.GetAsync("/c/plenary/room");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("the officer was given no mandate within a minute");
    }

    private static async Task<PageRow> MeasureAsync(HttpClient http, string page, Func<int, string> path)
    {
        var times = new List<double>();
        var bytes = 0;
        for (var i = 0; i <= Asked; i++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path(i));
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path(i)}: expected 200, found {(int)answer.StatusCode}");
            }
        }

        var sorted = times.Skip(1).Order().ToList();
        return new PageRow(page, bytes, times[0], sorted[Asked / 2], sorted[Asked * 99 / 100]);
    }

    private static NodeOptions Options(MillionForum forum, string data) => new(
        MemberId.Parse("arda"), StatementGate.TryRead(forum.CharterText, out var charter, out _) ? charter.Id : default, SigningKey.FromPem(forum.KeyPem), forum.RosterText, data,
        [new Officer("desk", "Desk", "working", MaySign: true)], new Dictionary<Hash256, Officer>(), [], new BenchClock(), OfficersArePicked: true, AcceptLoss: true)   // written straight into the store: no guard knows it
    {
        FirstMandates = [new MandateGiven("desk", new MandateTerms(MandateRole.Head, "Desk", "working", null, null, new BenchClock().Day, null), null, new BenchClock().Day)],
    };

    private static async Task<string> OutputOfAsync(string what, string folder, int count)
    {
        using var process = Child(what, folder, count);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{what} ended with {process.ExitCode}: {output}");
    }

    private static Process Child(string what, string folder, int count) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!, [typeof(MillionBench).Assembly.Location, "million", what, folder, count.ToString(CultureInfo.InvariantCulture), "--json"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    private static double Resident(int process) =>
        File.ReadLines($"/proc/{process}/status").Where(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Select(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).Single();

    private sealed record Started(string Address, double Seconds, double ResidentMegabytes);

    private sealed record PageRow(string Page, int Bytes, double First, double P50, double P99);

    private sealed record Pages(List<PageRow> Rows, double ResidentMegabytes);

    private sealed record CaughtUp(int Statements, double PerSecond, double RawVerifyOneCore, double Ratio, double ResidentMegabytes);

    private sealed class BenchClock : IRoomClock
    {
        public DateTimeOffset Now => new(2030, 6, 1, 9, 0, 0, TimeSpan.Zero);

        public DateOnly Day => new(2030, 6, 1);
    }
}
