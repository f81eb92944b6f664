using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Record.Forum;

namespace Comity.Tests.Cli;

/// <summary>A demo in a process of its own, driven through its door as a visitor does.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private const int Termination = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true });
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder;
    private readonly int _port;

    private DemoProcess(string folder, int port, string[] arguments)
    {
        (_folder, _port) = (folder, port);
        _process = Process.Start(Command.Start(["demo", "--no-browser", "--json", "--data", folder, "--port", $"{port}", .. arguments]))!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public JsonElement State { get; private set; }

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<DemoProcess> StartAsync(string folder, params string[] arguments)
    {
        var demo = new DemoProcess(folder, TestPorts.Row(4), arguments);
        var ended = demo._process.WaitForExitAsync();
        if (await Task.WhenAny(demo._ready.Task, ended, Task.Delay(Patience)) != demo._ready.Task)
        {
            await demo.DisposeAsync();
            Assert.Fail("the demo did not get ready:\n" + demo.Said);
        }

        demo.State = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "demo.json"))).RootElement;
        return demo;
    }

    /// <summary>The door's page, or another of its pages.</summary>
    public Task<string> DoorAsync(string path = "/") => _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}{path}"));

    /// <summary>Entries played and the room's day, as the door shows them; and whether it plays.</summary>
    public async Task<(int Position, string Day, bool Playing)> WhereAsync() => Where(await DoorAsync());

    /// <summary>Presses one of the control's buttons: <c>next-entry</c>, <c>next-day</c>, <c>play</c>, <c>pause</c>.</summary>
    public async Task<(int Position, string Day, bool Playing)> PressAsync(string move)
    {
        var token = WebUtility.HtmlDecode(TokenField().Match(await DoorAsync()).Groups[1].Value);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["returnUrl"] = "/" });
        using var answer = await _http.PostAsync(new Uri($"http://127.0.0.1:{_port}/play/{move}"), form);
        return Where(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> PostWithoutTokenAsync(string move)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["returnUrl"] = "/" });
        using var answer = await _http.PostAsync(new Uri($"http://127.0.0.1:{_port}/play/{move}"), form);
        return answer.StatusCode;
    }

    /// <summary>All that a node holds of a channel, or of one author there, receipts left out: ids in the journals' order.</summary>
    public async Task<IReadOnlyList<string>> SubstanceAsync(string party, string channel, string? author = null)
    {
        using var api = Api(party);
        var ids = new List<string>();
        for (var after = ""; ;)
        {
            using var page = JsonDocument.Parse(await api.GetStringAsync($"/api/v1/channels/{channel}/statements?limit=500{after}"));
            ids.AddRange(page.RootElement.GetProperty("statements").EnumerateArray()
                .Where(s => s.GetProperty("kind").GetString() != RecordKinds.Receipt && (author is null || s.GetProperty("member").GetString() == author)).Select(s => s.GetProperty("id").GetString()!));
            if (!page.RootElement.TryGetProperty("next", out var next) || next.ValueKind != JsonValueKind.String)
            {
                return ids;
            }

            after = "&after=" + Uri.EscapeDataString(next.GetString()!);
        }
    }

    public async Task<string> DigestAsync(string party)
    {
        using var api = Api(party);
        using var picture = JsonDocument.Parse(await api.GetStringAsync("/api/v1/channels/plenary/picture"));
        return picture.RootElement.GetProperty("digest").GetString()!;
    }

    /// <summary>A reader at an open page: holds the stream until the demo ends it.</summary>
    public async Task<Stream> ListenAsync(string? party)
    {
        var live = party is null ? new Uri($"http://127.0.0.1:{_port}/live") : new Uri(Url(party), "/live/public");
        var answer = await _http.GetAsync(live, HttpCompletionOption.ResponseHeadersRead);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
    }

    /// <summary>Stops it as an operator would.</summary>
    /// <returns>How long that took.</returns>
    public async Task<(TimeSpan Took, int Code)> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        _ = Kill(_process.Id, Termination);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await _process.WaitForExitAsync(limit.Token);
        return (clock.Elapsed, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private Uri Url(string party) => new(State.GetProperty("parties").GetProperty(party).GetProperty("url").GetString()!);

    private HttpClient Api(string party)
    {
        var api = new HttpClient { BaseAddress = Url(party) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", State.GetProperty("parties").GetProperty(party).GetProperty("token").GetString());
        return api;
    }

    private static (int Position, string Day, bool Playing) Where(string page) => (
        int.Parse(Progress().Match(page).Groups[1].Value), Today().Match(page).Groups[1].Value, page.Contains("/play/pause", StringComparison.Ordinal));

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line == """{"ready":"demo"}""")
        {
            _ready.TrySetResult();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    [GeneratedRegex("<progress max=\"\\d+\" value=\"(\\d+)\"")]
    private static partial Regex Progress();

    [GeneratedRegex("play-day\"><time datetime=\"([^\"]+)\"")]
    private static partial Regex Today();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
