using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Comity.Cli.Demo;
using Comity.Cli.Demo.Case;
using Comity.Store;

namespace Comity.Cli.Verbs;

/// <summary><c>comity demo</c>: the room on the real case, on this machine, until stopped.</summary>
public static class DemoVerb
{
    private static readonly DateOnly DefaultDay = new(2019, 8, 2);

    public static Command Command()
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder to keep the demo in; a second start continues. Without it a temporary folder is used and removed." };
        var port = new Option<int>("--port") { Description = "The door's port; the three nodes take the next three.", DefaultValueFactory = _ => 7100 };
        var asOf = new Option<string>("--as-of") { Description = "The room's day: the case is loaded up to it.", DefaultValueFactory = _ => "2019-08-02" };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Do not open a browser." };
        var json = new Option<bool>("--json") { Description = "Print each step as a line of JSON." };
        var command = new Command("demo", "Three nodes, the real case, one command") { data, port, asOf, noBrowser, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(data)?.FullName, parsed.GetValue(port), parsed.GetValue(asOf)!, !parsed.GetValue(noBrowser), new Steps(parsed.GetValue(json))));
        return command;
    }

    private static async Task<int> RunAsync(string? folder, int port, string asOf, bool browser, Steps steps)
    {
        if (Fault(port, asOf, out var day) is { } fault)
        {
            return Complain(ExitCodes.Usage, fault, "./comity demo --port 7100 --as-of 2019-08-02");
        }

        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => { signal.Cancel = true; stop.Cancel(); });
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => { signal.Cancel = true; stop.Cancel(); });
        var temporary = folder is null;
        folder ??= Directory.CreateTempSubdirectory("comity-demo-").FullName;
        try
        {
            Directory.CreateDirectory(folder);
            await using var run = await DemoRun.StartAsync(folder, port, day, steps.Done, stop.Token).ConfigureAwait(false);
            steps.Ready(port);
            if (browser)
            {
                OpenBrowser($"http://localhost:{port}/");
            }

            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Fine;
        }
        catch (StoreOpenException unusable)
        {
            return Complain(ExitCodes.Machine, unusable.Message, "another demo may be running on this folder; give another with --data");
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Complain(ExitCodes.Machine, $"ports {port} to {port + 3}: {taken.Message}", "another demo may be running; give another port with --port");
        }
        catch (InvalidDataException damaged)
        {
            return Complain(ExitCodes.Machine, damaged.Message, $"./comity verify {folder} says what is damaged; another folder starts afresh");
        }
        catch (Exception machine) when (machine is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Complain(ExitCodes.Machine, machine.Message, "check the folder's permissions and free space");
        }
        finally
        {
            if (temporary)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string? Fault(int port, string asOf, out DateOnly day)
    {
        day = DefaultDay;
        if (port is < 1 or > 65532)
        {
            return $"--port: expected 1 to 65532 (four ports are used), found {port}";
        }

        var (first, last) = (CaseScript.Load().Entries[0].Date, CaseScript.Load().Entries[^1].Date);
        return !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || day < first || day > last
            ? string.Create(CultureInfo.InvariantCulture, $"--as-of: expected a date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, the days of the case, found {asOf}")
            : null;
    }

    private static int Complain(int code, string message, string hint)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine("hint: " + hint);
        return code;
    }

    private static void OpenBrowser(string url)
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 })
        {
            try
            {
                Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
            }
            catch (Exception none) when (none is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
            {
                // No browser to open: the address has been printed.
            }
        }
    }

    // Tells people, or scripts, how far it is; times count from the process's start.
    private sealed class Steps(bool json)
    {
        public void Done(string what)
        {
            var seconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
            Console.WriteLine(json
                ? JsonSerializer.Serialize(new { step = what, seconds = Math.Round(seconds, 2) })
                : string.Create(CultureInfo.InvariantCulture, $"{seconds,6:0.00} s  {what}"));
        }

        public void Ready(int port)
        {
            foreach (var (member, at) in new[] { CaseCharter.Japan, CaseCharter.Korea, CaseCharter.UnitedStates }.Select((m, i) => (m, port + 1 + i)))
            {
                Console.WriteLine(json ? JsonSerializer.Serialize(new { ready = member.ToString(), page = DemoRun.PageOf(member, at) }) : $"ready {member} {DemoRun.PageOf(member, at)}");
            }

            Console.WriteLine(json ? JsonSerializer.Serialize(new { door = $"http://localhost:{port}/" }) : $"door http://localhost:{port}/");
            Console.WriteLine(json ? """{"ready":"demo"}""" : "demo ready");
        }
    }
}
