using System.CommandLine;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary><c>comity invite send TERMS</c>: an invitation for each member, with the digits to read out to it.</summary>
internal static class SendInvitations
{
    public static Command Command()
    {
        var terms = new Argument<string>("terms") { Description = "The forum's terms." };
        var config = MemberHouse.ConfigOption();
        var to = new Option<string>("--out") { Description = "Folder for the invitations, MEMBER.invitation each.", DefaultValueFactory = _ => "." };
        var days = new Option<int>("--days") { Description = "How many days an invitation is good for, 1 to 365.", DefaultValueFactory = _ => 14 };
        var again = new Option<string[]>("--again") { Description = "A member whose invitation is lost, expired or wrong: it gets a new one, and a reply it gave counts no longer.", DefaultValueFactory = _ => [] };
        var json = MemberHouse.JsonOption();
        var command = new Command("send", "Make an invitation for each member") { terms, config, to, days, again, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, f) => Task.FromResult(Run(
            c, f, parsed.GetValue(terms)!, parsed.GetValue(to)!, parsed.GetValue(days), parsed.GetValue(again)!, parsed.GetValue(json)))));
        return command;
    }

    private static int Run(NodeConfig config, MemberFiles files, string path, string to, int days, string[] again, bool json)
    {
        var (terms, faults) = FoundingDesk.ReadTerms(path);
        var members = again.Where(a => MemberId.TryParse(a, out _)).Select(MemberId.Parse).ToList();
        Fault[] all =
        [
            .. faults,
            .. days is < 1 or > 365 ? [new Fault("--days", "founding.days", $"expected 1 to 365, found {days}")] : Array.Empty<Fault>(),
            .. again.Where(a => !MemberId.TryParse(a, out _)).Select(a => new Fault("--again", "founding.again", $"expected a member's short name, found {a}")),
        ];
        if (terms is null || all.Length > 0)
        {
            return MemberHouse.Refuse(path, all, "./comity invite terms writes a draft of the right form");
        }

        var (invitations, wrong) = new FoundingDesk(config, files).Invite(terms, TimeSpan.FromDays(days), members, DateTimeOffset.UtcNow);
        if (wrong.Count > 0)
        {
            return MemberHouse.Refuse(path, wrong, "what was sent before still holds; --again MEMBER invites anew");
        }

        var written = invitations.Select(i => (Path: Path.Combine(to, $"{i.Member}.invitation"), Invitation: i)).ToList();
        written.ForEach(w => House.Write(w.Path, w.Invitation.Compact + "\n", overwrite: true));
        Console.WriteLine(json
            ? JsonReport.Of(written.Select(w => new { member = w.Invitation.Member.ToString(), path = w.Path, expires = w.Invitation.Expires, fingerprint = Fingerprint.Of(w.Invitation.Id) }))
            : string.Join('\n', written.Select(w => $"{w.Path}: send it to {w.Invitation.Member}, good until {w.Invitation.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and read out over the telephone\n{Fingerprint.Of(w.Invitation.Id)}")));
        return ExitCodes.Fine;
    }
}
