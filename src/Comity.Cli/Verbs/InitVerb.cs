using System.CommandLine;
using System.Net;
using Comity.Cli.Setup;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Verbs;

/// <summary><c>comity init</c>: makes a member: root key, node key, first roster, configuration, data folder.</summary>
/// <remarks>Each part is written whole and kept when it is there: stopped at any moment, it is run again and goes on.</remarks>
public static class InitVerb
{
    public static Command Command()
    {
        var folder = new Option<string?>("--folder") { Description = "The member's folder. Default: the member's short name." };
        var member = new Option<string?>("--member") { Description = "The member's short name in the charter, such as arda." };
        var address = new Option<string?>("--address") { Description = "Where officers and the other members' nodes will reach it: https://…, or http on loopback." };
        var listen = new Option<string?>("--listen") { Description = "Address and port to listen on. Default: loopback, at the port of --address." };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "A file whose first line protects the root key. Without it: COMITY_PASSPHRASE, or the terminal asks." };
        var solo = new Option<string?>("--solo") { Description = "Found a forum of this member alone at once, under this name." };
        var zone = new Option<string>("--zone") { Description = "Time zone of a forum founded with --solo.", DefaultValueFactory = _ => "Etc/UTC" };
        var json = MemberHouse.JsonOption();
        var command = new Command("init", "Make a member: keys, first roster, configuration; asks for what is not said") { folder, member, address, listen, passphrase, solo, zone, json };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(folder), parsed.GetValue(member), parsed.GetValue(address), parsed.GetValue(listen),
            new MemberMaking(parsed.GetValue(passphrase), parsed.GetValue(solo), parsed.GetValue(zone)!, parsed.GetValue(json))));
        return command;
    }

    private static async Task<int> RunAsync(string? folder, string? member, string? address, string? listen, MemberMaking making)
    {
        member = Ask.Text(member, "Short name of the member, as the charter will call it", null, answer => IsMember(answer) ? null : "expected a-z, 0-9 and hyphens, starting with a letter");
        address = Ask.Text(address, "Address by which others reach the node", "http://127.0.0.1:7201", answer => NodeAddress.TryParse(answer, out _) ? null : "expected " + NodeAddress.Expected);
        listen ??= NodeAddress.TryParse(address, out var reached) ? $"127.0.0.1:{(reached.Scheme == Uri.UriSchemeHttp ? reached.Port : 7201)}" : null;
        var faults = Faults(member, address, listen).ToList();
        if (faults.Count > 0)
        {
            return MemberHouse.Refuse("init", faults, "./comity init --member arda --address https://comity.arda.example --passphrase-file FILE");
        }

        folder = Path.GetFullPath(folder ?? member!);
        try
        {
            return await making.MakeAsync(folder, MemberId.Parse(member!), address!, listen!).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "correct what is named and run init again: what was made is kept");
        }
    }

    private static bool IsMember(string? text) => MemberId.TryParse(text, out _) && text is not ("plenary" or "public");

    private static IEnumerable<Fault> Faults(string? member, string? address, string? listen)
    {
        if (!IsMember(member))
        {
            yield return new Fault("--member", "init.member", $"expected a short name of a-z, 0-9 and hyphens, starting with a letter; found {member ?? "nothing"}");
        }

        if (!NodeAddress.TryParse(address, out _))
        {
            yield return new Fault("--address", "init.address", $"expected {NodeAddress.Expected}; found {address ?? "nothing"}");
        }

        if (listen is not null && !(IPEndPoint.TryParse(listen, out var end) && end.Port > 0))
        {
            yield return new Fault("--listen", "init.listen", $"expected an IP address and a port, such as 127.0.0.1:7201; found {listen}");
        }
    }
}
