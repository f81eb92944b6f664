using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Comity.Bench;

/// <summary>One page of a running demo, asked one after another as a signed-in officer, beside the same server's bare endpoint.</summary>
internal static partial class PageBench
{
    private const int Warm = 200;
    private const int Asked = 1000;

    public static async Task RunAsync(Uri address, string officer, string path, bool json)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
        await SignInAsync(http, officer);
        Row[] rows = [await MeasureAsync(http, "/healthz"), await MeasureAsync(http, path)];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"{Asked} requests one after another after {Warm} to warm up");
        Console.WriteLine();
        Console.WriteLine("| asked | bytes | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Asked} | {row.Bytes:#,0} | {row.P50:0.00} | {row.P99:0.00} |"));
        }
    }

    private static async Task<Row> MeasureAsync(HttpClient http, string path)
    {
        var times = new List<double>();
        var bytes = 0;
        for (var i = 0; i < Warm + Asked; i++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path);
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path}: expected 200, found {(int)answer.StatusCode}");
            }

            if (i >= Warm)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        return new Row(path, bytes, times[PageBench.Asked / 2], times[PageBench.Asked * 99 / 100]);
    }

    private sealed record Row(string Asked, int Bytes, double P50, double P99);

    public static async Task SignInAsync(HttpClient http, string officer)
    {
        var page = await http.GetStringAsync("/sign-in");
        var token = ForgeryField().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["officer"] = officer, ["returnUrl"] = "/" });
        using var answer = await http.PostAsync("/sign-in/as", form);
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"sign-in: expected a redirect, found {(int)answer.StatusCode}");
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex ForgeryField();
}
