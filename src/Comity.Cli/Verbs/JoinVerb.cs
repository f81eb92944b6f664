using System.CommandLine;
using Comity.Cli.Setup;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Verbs;

/// <summary><c>comity join FILE</c>: reads an invitation and replies; reads the charter in the end and accepts it.</summary>
public static class JoinVerb
{
    private const string Mismatch = "stop: somebody may have changed the file on its way; call again on a number you know, and have it sent another way";

    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "The invitation, or the founding file, as received." };
        var config = MemberHouse.ConfigOption();
        var heard = new Option<string?>("--fingerprint") { Description = "The sixty digits, as read out over the telephone: of the invitation by the convener, of the founding file by another member. Without it they are asked for." };
        var to = new Option<string?>("--out") { Description = "Where to write the reply; never over another file. Default: MEMBER.reply beside the invitation." };
        var json = MemberHouse.JsonOption();
        var command = new Command("join", "Join a forum: answer an invitation, then accept the charter") { file, config, heard, to, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, f) => Task.FromResult(
            Run(c, f, parsed.GetValue(file)!, parsed.GetValue(heard), parsed.GetValue(to), parsed.GetValue(json)))));
        return command;
    }

    private static int Run(NodeConfig config, MemberFiles files, string path, string? heard, string? to, bool json)
    {
        var file = FoundingFile.Read(File.ReadAllText(path));
        var desk = new JoiningDesk(config, files);
        return file switch
        {
            { Invitation: { } invitation } => Answer(desk, invitation, path, heard, to, json),
            { Forum: { } forum } => Accept(desk, forum, path, heard, json),
            { Reply: not null } => Complaint.Of(ExitCodes.Usage, $"{path}: expected an invitation or a founding file, found a reply", "the convener takes it: ./comity invite take FILE"),
            _ => MemberHouse.Refuse(path, file.Faults, "ask the convener to send it again"),
        };
    }

    private static int Answer(JoiningDesk desk, Invitation invitation, string path, string? heard, string? to, bool json)
    {
        Console.Error.Write($"{path} invites {invitation.Member}, until {invitation.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, to\n{TermsText.Of(invitation.Terms)}");
        if (Heard(heard, invitation.Convener.Member.ToString()) is not { } digits)
        {
            return NotHeard();
        }

        var (reply, faults) = desk.Answer(invitation, digits, DateTimeOffset.UtcNow);
        if (reply is null)
        {
            return Refuse(path, faults);
        }

        to ??= Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{invitation.Member}.reply");
        House.HandOut(to, reply.Compact + "\n");
        Console.WriteLine(json
            ? JsonReport.Of(new { reply = to, fingerprint = Fingerprint.Of(reply.Id), member = reply.Member.ToString() })
            : $"{to}: send it to {invitation.Convener.Member}, and read out over the telephone\n{Fingerprint.Of(reply.Id)}");
        return ExitCodes.Fine;
    }

    private static int Accept(JoiningDesk desk, FoundedForum forum, string path, string? heard, bool json)
    {
        Console.Error.Write($"{path} is the charter of\n{TermsText.Of(ForumTerms.Of(forum.Charter))}");
        if (Heard(heard, "a member other than the convener, where there is one,") is not { } digits)
        {
            return NotHeard();
        }

        if (desk.Accept(forum, digits) is { Count: > 0 } faults)
        {
            return Refuse(path, faults);
        }

        Console.WriteLine(json
            ? JsonReport.Of(new { forum = forum.Id.ToString(), fingerprint = Fingerprint.Of(forum.Id.Hash), accepted = true })
            : $"accepted: forum {forum.Id}\nYour node says so as soon as it is served: ./comity serve");
        return ExitCodes.Fine;
    }

    private static string? Heard(string? given, string who) =>
        Ask.Text(given, $"The sixty digits that {who} reads out to you", null, answer => Fingerprint.IsWhole(answer) ? null : "expected sixty digits, in twelve groups of five");

    private static int NotHeard() => Complaint.Of(ExitCodes.Usage, "expected the digits heard over the telephone, found none; nothing was written", "--fingerprint \"12345 …\"; call on a number you know, not one from the message");

    private static int Refuse(string path, IReadOnlyList<Fault> faults) => MemberHouse.Refuse(
        path, faults, faults.Any(f => f.Code == "founding.fingerprint") ? Mismatch : "nothing was accepted; ask the convener", ExitCodes.Finding);
}
