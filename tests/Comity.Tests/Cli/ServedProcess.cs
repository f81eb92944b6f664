using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Comity.Tests.Cli;

/// <summary>A node in a process of its own, as a service manager runs it.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private const int Termination = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly string _line;

    public ServedProcess(string folder, params string[] arguments)
    {
        _line = string.Join(' ', arguments);
        var start = Command.Start(arguments);
        start.WorkingDirectory = folder;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote: its log.</summary>
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

    public async Task SaysAsync(string word)
    {
        var waited = Stopwatch.StartNew();
        while (!Said.Contains(word, StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < Patience && !_process.HasExited, $"comity {_line}: expected \"{word}\", found\n{Said}");
            await Task.Delay(50);
        }
    }

    /// <summary>Stops it as a service manager does.</summary>
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
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
