using System.CommandLine;
using System.Net.Sockets;
using Comity.Cli.Setup;
using Comity.Node;
using Comity.Node.Runtime;
using Comity.Node.Setup;
using Comity.Store;
using Microsoft.AspNetCore.Connections;

namespace Comity.Cli.Verbs;

/// <summary><c>comity serve</c>: one member's node as a service, until stopped.</summary>
public static class ServeVerb
{
    public static Command Command()
    {
        var config = MemberHouse.ConfigOption();
        var json = MemberHouse.JsonOption();
        var acceptLoss = new Option<bool>("--accept-loss") { Description = "For this start: own statements that no peer has shown are lost; the gap is recorded where all can read it" };
        var command = new Command("serve", "Run one member's node as a service") { config, acceptLoss, json };
        command.SetAction((parsed, cancellation) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: true, (c, f) => RunAsync(c, f, parsed.GetValue(acceptLoss), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(NodeConfig config, MemberFiles files, bool acceptLoss, bool json, CancellationToken stop)
    {
        try
        {
            await using var host = await ServedNode.StartAsync(config, files, stop, acceptLoss: acceptLoss).ConfigureAwait(false);
            Say(json, new { ready = config.Member.ToString(), address = config.Address }, $"ready {config.Member} {config.Address}");
            await AcceptAsync(host, json, stop).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Fine;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Fine;
        }
        catch (Exception machine) when (Hint(machine) is not null)
        {
            return Complaint.Of(machine is TimeZoneNotFoundException ? ExitCodes.Usage : ExitCodes.Machine, machine.Message, Hint(machine)!);
        }
    }

    // A node that may not sign now serves and receives all the same; pages and /healthz say why.
    private static async Task AcceptAsync(NodeHost host, bool json, CancellationToken cancellation)
    {
        try
        {
            await ServedNode.AcceptAsync(host, cancellation).ConfigureAwait(false);
            Say(json, new { founded = host.Room.Forum!.Id.ToString() }, $"founded: every member has accepted {host.Room.Forum!.Name}");
        }
        catch (NodeStoppedException stopped)
        {
            await Console.Error.WriteLineAsync($"not signing now: {stopped.Message}").ConfigureAwait(false);
        }
    }

    // What the machine refuses, and what to do about it; null for what is a mistake of ours.
    private static string? Hint(Exception machine) => machine switch
    {
        StoreOpenException { Fault: StoreOpenFault.InUse } => "another copy of this node runs on the same folder; two copies never run at once",
        StoreOpenException unusable => unusable.Hint,
        TimeZoneNotFoundException => "install the machine's time-zone data (tzdata), or correct the charter's zone",
        IOException { InnerException: AddressInUseException } => "something listens there already; correct \"listen\" in comity.json",
        SocketException => "correct \"listen\" in comity.json; ports below 1024 are the administrator's",
        InvalidDataException => "./comity verify says what is damaged",
        IOException or UnauthorizedAccessException => "check the data folder's permissions and free space",
        _ => null,
    };

    private static void Say(bool json, object report, string words)
    {
        Console.WriteLine(json ? System.Text.Json.JsonSerializer.Serialize(report) : words);
        Console.Out.Flush();
    }
}
