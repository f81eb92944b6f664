using System.CommandLine;
using Comity.Node.Setup;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary><c>comity invite take REPLY</c>: takes a member's reply once its digits were heard from the member itself.</summary>
internal static class TakeReply
{
    public static Command Command()
    {
        var file = new Argument<string>("reply") { Description = "The member's reply, as received." };
        var config = MemberHouse.ConfigOption();
        var heard = new Option<string?>("--fingerprint") { Description = "The sixty digits, as the member reads them out over the telephone. Without it they are asked for." };
        var json = MemberHouse.JsonOption();
        var command = new Command("take", "Take a member's reply") { file, config, heard, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, f) => Task.FromResult(Run(
            c, f, parsed.GetValue(file)!, parsed.GetValue(heard), parsed.GetValue(json)))));
        return command;
    }

    private static int Run(NodeConfig config, MemberFiles files, string path, string? heard, bool json)
    {
        if (FoundingFile.Read(File.ReadAllText(path)) is not { Reply: { } reply } file)
        {
            return Complaint.Of(ExitCodes.Usage, $"{path}: expected a reply, found something else", "join writes it, as MEMBER.reply");
        }

        var desk = new FoundingDesk(config, files);
        heard = Ask.Text(heard, $"The sixty digits that {reply.Member} reads out to you", null, answer => Fingerprint.IsWhole(answer) ? null : "expected sixty digits, in twelve groups of five");
        if (heard is null)
        {
            return Complaint.Of(ExitCodes.Usage, "expected the digits heard over the telephone, found none; nothing was taken", "--fingerprint \"12345 …\"; call on a number you know, not one from the message");
        }

        if (desk.Take(reply, heard, DateTimeOffset.UtcNow) is { Count: > 0 } faults)
        {
            return MemberHouse.Refuse(path, faults, "the reply was not taken; call the member on a number you know, and have it sent another way", ExitCodes.Finding);
        }

        Console.WriteLine(json
            ? JsonReport.Of(new { member = reply.Member.ToString(), root = reply.Roster.Root.Thumbprint, address = reply.Address, waiting = Waiting(desk) })
            : $"{reply.Member}: taken, root key {reply.Roster.Root.Thumbprint}\n" + (Waiting(desk) is { Length: > 0 } waiting ? $"still to answer: {string.Join(", ", waiting)}" : "all have answered: ./comity invite found signs the charter"));
        return ExitCodes.Fine;
    }

    private static string[] Waiting(FoundingDesk desk) => desk.Terms is not { } terms
        ? []
        : [.. terms.Members.Where(m => m.Id != terms.Convener && desk.ReplyOf(m.Id) is null).Select(m => m.Id.ToString())];
}
