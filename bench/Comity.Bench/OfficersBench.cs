using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Comity.Bench;

/// <summary>Fifty officers at one node of a forum of 100,000 statements, each on a page of their own choice every five seconds; then all as fast as they can.</summary>
/// <remarks>
/// The client shares the machine with the node and its time is counted along. Processor time is the node's process alone, so that a machine
/// that others use too says something all the same.
/// </remarks>
internal static class OfficersBench
{
    private const int Officers = 50;
    private const int Rounds = 12;
    private const int Alone = 20;

    // Whoever reads what they opened asks no faster.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.FirstOrDefault(a => a.StartsWith('/')) ?? Path.Combine(Path.GetTempPath(), "comity-officers");
        var count = args.FirstOrDefault(a => int.TryParse(a, out _)) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        var forum = await MillionForum.InAsync(folder, count, MillionBench.More);
        var measured = await MillionBench.ServedAsync(forum, folder, (address, process) => MeasureAsync(forum, address, process));
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(measured with { Load = Load() }, JsonSerializerOptions.Web));
            return 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{forum.Statements:#,0} statements, {Officers} officers at once; load of the machine {Load()}"));
        Console.WriteLine();
        Console.WriteLine("| page | alone p50 ms | the node's processor ms | fifty, a page every five seconds: p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (cost, row) in measured.Alone.Zip(measured.Alone.Select(c => measured.Paced.Single(r => r.Page == c.Page))))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {cost.Page} | {cost.P50:0.0} | {cost.ProcessorMilliseconds:0.0} | {row.P50:0.0} | {row.P99:0.0} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all | | {measured.PacedProcessorMilliseconds:0.0} | {measured.Paced[^1].P50:0.0} | {measured.Paced[^1].P99:0.0} |"));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"as fast as they can: {measured.HurriedPerSecond:0} pages a second, p50 {measured.Hurried.P50:0} ms, p99 {measured.Hurried.P99:0} ms"));
        return 0;
    }

    private static async Task<Measured> MeasureAsync(MillionForum forum, Uri address, Process process)
    {
        var people = new List<HttpClient>();
        for (var i = 0; i < Officers; i++)
        {
            var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
            await PageBench.SignInAsync(http, "desk");
            people.Add(http);
        }

        await MillionBench.OpenedAsync(people[0]);
        var asked = Pages(forum);
        await SettledAsync(process);
        var alone = new List<Cost>();
        foreach (var (page, path) in asked)
        {
            alone.Add(await AloneAsync(people[0], process, page, path));
        }

        var (paced, _, processor) = await TogetherAsync(people, asked, process, Pace);
        var (hurried, seconds, _) = await TogetherAsync(people, asked, process, TimeSpan.Zero);
        people.ForEach(p => p.Dispose());
        return new(
            alone, [.. paced.GroupBy(h => h.Page).Select(g => RowOf(g.Key, [.. g.Select(h => h.Milliseconds)])), RowOf("all", [.. paced.Select(p => p.Milliseconds)])],
            processor / paced.Count, hurried.Count / seconds, RowOf("all", [.. hurried.Select(p => p.Milliseconds)]), "");
    }

    // After a start every signature is looked at and the search index made: not what is measured here.
    private static async Task SettledAsync(Process process)
    {
        for (var quiet = 0; quiet < 3;)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            await Task.Delay(TimeSpan.FromSeconds(1));
            process.Refresh();
            quiet = process.TotalProcessorTime - before < TimeSpan.FromMilliseconds(50) ? quiet + 1 : 0;
        }
    }

    private static async Task<Cost> AloneAsync(HttpClient http, Process process, string page, Func<int, string> path)
    {
        for (var i = 0; i < Alone; i++)
        {
            await TimeAsync(http, path(i));
        }

        process.Refresh();
        var before = process.TotalProcessorTime;
        var times = new List<double>();
        for (var i = 0; i < Alone; i++)
        {
            times.Add(await TimeAsync(http, path(Alone + i)));
        }

        process.Refresh();
        return new(page, RowOf(page, times).P50, (process.TotalProcessorTime - before).TotalMilliseconds / Alone);
    }

    private static async Task<(List<(string Page, double Milliseconds)> Times, double Seconds, double ProcessorMilliseconds)> TogetherAsync(
        List<HttpClient> people, (string Page, Func<int, string> Path)[] asked, Process process, TimeSpan pace)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var each = await Task.WhenAll(people.Select(async (http, officer) =>
        {
            var times = new List<(string, double)>();
            // Spread over the first moment, as people are.
            await Task.Delay(pace * officer / people.Count);
            for (var round = 0; round < Rounds; round++)
            {
                var (page, path) = asked[(officer + round) % asked.Length];
                var took = await TimeAsync(http, path(officer * Rounds + round));
                times.Add((page, took));
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, pace.TotalMilliseconds - took)));
            }

            return times;
        }));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return ([.. each.SelectMany(t => t)], seconds, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    private static (string Page, Func<int, string> Path)[] Pages(MillionForum forum) =>
    [
        ("Room", _ => "/c/plenary/room"),
        ("Disputes, timeline", _ => "/c/plenary/disputes"),
        ("Disputes, timeline, any part", i => $"/c/plenary/disputes?page={i % 40 + 2}"),
        ("Disputes, table", _ => "/c/plenary/disputes?view=table&sort=what"),
        ("Act, another each time", i => $"/c/plenary/disputes/acts/{forum.Acts[i % forum.Acts.Count]}"),
        ("Record", _ => "/c/plenary/record"),
        ("Statement, another each time", i => $"/c/plenary/record/statements/{forum.Acts[^(i % forum.Acts.Count + 1)]}"),
        ("Strategy", _ => "/c/plenary/strategy"),
    ];

    private static async Task<double> TimeAsync(HttpClient http, string path)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseContentRead);
        return answer.StatusCode == HttpStatusCode.OK ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{path}: expected 200, found {(int)answer.StatusCode}");
    }

    private static Row RowOf(string page, List<double> times)
    {
        times.Sort();
        return new(page, times.Count, times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    // One, five and fifteen minutes (proc(5)).
    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private sealed record Row(string Page, int Asked, double P50, double P99);

    private sealed record Cost(string Page, double P50, double ProcessorMilliseconds);

    private sealed record Measured(List<Cost> Alone, List<Row> Paced, double PacedProcessorMilliseconds, double HurriedPerSecond, Row Hurried, string Load);
}
