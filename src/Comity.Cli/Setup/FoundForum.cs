using System.CommandLine;
using Comity.Node.Setup;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary><c>comity invite found</c>: signs the charter once everybody has answered, and writes the file each member accepts.</summary>
internal static class FoundForum
{
    public static Command Command()
    {
        var config = MemberHouse.ConfigOption();
        var to = new Option<string>("--out") { Description = "The founding file to write, for all members alike.", DefaultValueFactory = _ => House.ForumName };
        var json = MemberHouse.JsonOption();
        var command = new Command("found", "Sign the charter") { config, to, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, f) => Task.FromResult(Run(c, f, parsed.GetValue(to)!, parsed.GetValue(json)))));
        return command;
    }

    private static int Run(NodeConfig config, MemberFiles files, string to, bool json)
    {
        var (forum, faults) = new FoundingDesk(config, files).Found(DateTimeOffset.UtcNow);
        if (forum is null)
        {
            return MemberHouse.Refuse("invite found", faults, "./comity invite take REPLY takes each member's answer", ExitCodes.Finding);
        }

        House.HandOut(to, forum.Text);
        Console.WriteLine(json
            ? JsonReport.Of(new { path = to, forum = forum.Id.ToString(), fingerprint = Fingerprint.Of(forum.Id.Hash) })
            : $"{to}: send it to every member; all read the same digits to one another\n{Fingerprint.Of(forum.Id.Hash)}");
        return ExitCodes.Fine;
    }
}
