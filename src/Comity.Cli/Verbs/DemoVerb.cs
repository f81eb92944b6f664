using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Comity.Cli.Demo;
using Comity.Cli.Demo.Case;
using Comity.Cli.Demo.Case.Stories;
using Comity.Domain;
using Comity.Node.Runtime;
using Comity.Store;
using Microsoft.AspNetCore.Connections;

namespace Comity.Cli.Verbs;

/// <summary><c>comity demo</c>: the room on the real case, on this machine, until stopped.</summary>
public static class DemoVerb
{
    public static Command Command()
    {
        var data = new Option<string?>("--data") { Description = "Folder to keep the demo in; a second start continues. Without it a temporary folder is used and removed." };
        var port = new Option<int>("--port") { Description = "The door's port; the three nodes take the next three.", DefaultValueFactory = _ => 7100 };
        var asOf = new Option<string?>("--as-of") { Description = "The room's day, such as 2019-08-02, the default: the case is loaded up to it. A second start goes on from where the first stood." };
        var story = new Option<string?>("--story") { Description = "What to play beside the case: standstill-inside and standstill-outside (what if the standstill of July 2019 had been agreed, the list removal within its baseline or not), notice-and-lists, or history, the default." };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Do not open a browser." };
        var json = new Option<bool>("--json") { Description = "Print each step as a line of JSON." };
        var command = new Command("demo", "Three nodes, the real case, one command") { data, port, asOf, story, noBrowser, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(data), parsed.GetValue(port), parsed.GetValue(asOf), parsed.GetValue(story), !parsed.GetValue(noBrowser), new Steps(parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? folder, int port, string? asOf, string? story, bool browser, Steps steps, CancellationToken stop)
    {
        var chosen = CaseStory.History;
        if ((Fault(port, asOf, out var day) ?? StoryFault(story, out chosen)) is { } fault)
        {
            return Complain(ExitCodes.Usage, fault, "./comity demo --port 7100 --as-of 2019-08-02");
        }

        string? temporary = null;
        try
        {
            folder = folder is null ? temporary = Directory.CreateTempSubdirectory("comity-demo-").FullName : Directory.CreateDirectory(folder).FullName;
            await using var run = await DemoRun.StartAsync(folder, port, day, story is null ? null : chosen, steps.Done, stop).ConfigureAwait(false);
            steps.Ready(port);
            if (browser)
            {
                OpenBrowser($"http://localhost:{port}/");
            }

            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Fine;
        }
        catch (Exception machine) when (Hint(machine, folder) is not null)
        {
            return Complain(ExitCodes.Machine, machine is IOException { InnerException: AddressInUseException } ? $"ports {port} to {port + 3}: {machine.Message}" : machine.Message, Hint(machine, folder)!);
        }
        finally
        {
            Remove(temporary);
        }
    }

    // What the machine refuses, and what to do about it; null for what is a mistake of ours.
    private static string? Hint(Exception machine, string? folder) => machine switch
    {
        StoreOpenException { Fault: StoreOpenFault.InUse } => "another demo may be running on this folder; give another with --data",
        StoreOpenException unusable => unusable.Hint,
        StoreFailedException or NodeStoppedException => "what was said so far is kept; check the folder's free space and start again",
        IOException { InnerException: AddressInUseException } => "another demo may be running; give another port with --port",
        SocketException => "give another port with --port; those below 1024 are the administrator's",
        InvalidDataException => $"./comity verify {folder} says what is damaged; another folder starts afresh",
        StoryTakenException => "another folder starts afresh",
        TimeoutException => "the machine may be very busy; start again with the same --data to go on",
        IOException or UnauthorizedAccessException or NotSupportedException => "check the folder's name, permissions and free space, or give another with --data",
        _ => null,
    };

    private static void Remove(string? temporary)
    {
        try
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"warning: {temporary} could not be removed: {left.Message}");
        }
    }

    private static string? StoryFault(string? story, out CaseStory chosen)
    {
        chosen = CaseStory.History;
        return story is null || CaseStories.TryParse(story, out chosen) ? null : $"--story: expected one of {string.Join(", ", CaseStories.All.Select(s => s.Wire()))}, found {story}";
    }

    private static string? Fault(int port, string? asOf, out DateOnly? day)
    {
        day = null;
        if (port is < 1 or > 65532)
        {
            return $"--port: expected 1 to 65532 (four ports are used), found {port}";
        }

        if (asOf is null)
        {
            return null;
        }

        var (first, last) = (CaseScript.Shared.Entries[0].Date, CaseScript.Shared.Entries[^1].Date);
        if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) || asked < first || asked > last)
        {
            return string.Create(CultureInfo.InvariantCulture, $"--as-of: expected a date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, the days of the case, found {asOf}");
        }

        day = asked;
        return null;
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
