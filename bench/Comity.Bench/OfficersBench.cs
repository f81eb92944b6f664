using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Comity.Bench;

/// <summary>Fifty officers at one node of a forum of 100,000 statements, each asking for the next page as soon as the last has come.</summary>
/// <remarks>
/// The client shares the machine with the node and its time is counted along. Processor time is the node's process alone, so that a machine
/// that others use too says something all the same.
/// </remarks>
internal static class OfficersBench
{
    private const int Officers = 50;
    private const int Rounds = 20;

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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{forum.Statements:#,0} statements, {Officers} officers at once; {measured.Requests:#,0} pages in {measured.Seconds:0.0} s; load of the machine {Load()}"));
        Console.WriteLine();
        Console.WriteLine("| page | asked | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var row in measured.Pages)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Page} | {row.Asked:#,0} | {row.P50:0.0} | {row.P99:0.0} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"paced, one page a second each: p50 {measured.Paced.P50:0.0} ms, p99 {measured.Paced.P99:0.0} ms over {measured.Paced.Asked:#,0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time of the node: {measured.ProcessorMillisecondsAPage:0.0} ms a page"));
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
        // Each kind of page once, so that what is compiled and read at first use is.
        foreach (var (_, path) in asked)
        {
            await TimeAsync(people[0], path(0));
        }

        var (hurried, seconds, processor) = await TogetherAsync(people, asked, process, TimeSpan.Zero);
        var (paced, _, _) = await TogetherAsync(people, asked, process, TimeSpan.FromSeconds(1));
        people.ForEach(p => p.Dispose());
        return new(
            hurried.Count, seconds, processor / hurried.Count, [.. hurried.GroupBy(h => h.Page).Select(g => RowOf(g.Key, [.. g.Select(h => h.Milliseconds)]))],
            RowOf("all", [.. paced.Select(p => p.Milliseconds)]), "");
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

    private sealed record Measured(int Requests, double Seconds, double ProcessorMillisecondsAPage, List<Row> Pages, Row Paced, string Load);
}
