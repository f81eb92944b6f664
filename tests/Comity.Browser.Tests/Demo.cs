using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Comity.Browser.Tests;

/// <summary>The demonstration, started once for all tests of a collection and stopped as an operator would, by SIGTERM.</summary>
public class Demo : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("comity-demo-").FullName;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Each party's short name (jp, kr, us) and where its node answers.</summary>
    public IReadOnlyDictionary<string, Party> Parties { get; private set; } = new Dictionary<string, Party>(StringComparer.Ordinal);

    /// <summary>The door, where a visitor chooses a country.</summary>
    public Uri Door { get; private set; } = null!;

    /// <summary>All that the demonstration printed so far.</summary>
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

    /// <summary>Further arguments after <c>demo</c>, such as a date.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    public async Task InitializeAsync()
    {
        var port = FreePorts(4);
        Door = new($"http://localhost:{port}");
        var program = Path.Combine(SourceTree.Root, "src/Comity.Cli/bin", Configuration, "net10.0/Comity.Cli.dll");
        string[] arguments = [program, "demo", "--data", _data, "--port", $"{port}", "--no-browser", .. Arguments];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, ended, Task.Delay(Patience));
        if (first != _ready.Task)
        {
            var why = first == ended ? $"ended with {_process.ExitCode}" : $"was not ready within {Patience.TotalSeconds:0} s";
            await DisposeAsync();
            throw new InvalidOperationException($"The demonstration {why}:\n{Said}");
        }

        Parties = Read(Path.Combine(_data, "demo.json"));
    }

    /// <summary>The rule is three seconds: one that takes longer fails the run.</summary>
    public async Task DisposeAsync()
    {
        var took = _process is { HasExited: false } ? await StopAsync(_process) : TimeSpan.Zero;
        _process?.Dispose();
        _process = null;
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }

        Assert.True(took < TimeSpan.FromSeconds(3), $"The demonstration took {took.TotalSeconds:0.0} s to stop:\n{Said}");
    }

    private const int Termination = 15;

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    private static async Task<TimeSpan> StopAsync(Process process)
    {
        var clock = Stopwatch.StartNew();
        _ = Kill(process.Id, Termination);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return clock.Elapsed;
    }

    private static Dictionary<string, Party> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.GetProperty("parties").EnumerateObject().ToDictionary(
            p => p.Name,
            p => new Party(
                new(p.Value.GetProperty("url").GetString()!),
                new(p.Value.GetProperty("page").GetString()!),
                p.Value.GetProperty("token").GetString()!,
                p.Value.GetProperty("data").GetString()!),
            StringComparer.Ordinal);
    }

    // The demonstration takes a port and those after it.
    private static int FreePorts(int count)
    {
        while (true)
        {
            var first = Bind(0, out var probe);
            probe.Dispose();
            var held = new List<TcpListener>();
            try
            {
                for (var i = 0; i < count; i++)
                {
                    Bind(first + i, out var listener);
                    held.Add(listener);
                }

                return first;
            }
            catch (SocketException)
            {
                // One of them is taken: ask for another row.
            }
            finally
            {
                held.ForEach(l => l.Dispose());
            }
        }
    }

    private static int Bind(int port, out TcpListener listener)
    {
        listener = new(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line.Contains("demo ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
