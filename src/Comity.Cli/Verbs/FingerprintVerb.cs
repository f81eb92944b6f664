using System.CommandLine;
using Comity.Cli.Setup;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Verbs;

/// <summary><c>comity fingerprint FILE</c>: the digits of an invitation, a reply or a founding file, to read out over the telephone.</summary>
public static class FingerprintVerb
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "An invitation, a reply, or a founding file." };
        var json = MemberHouse.JsonOption();
        var command = new Command("fingerprint", "Digits of an invitation, a reply or a founding file, to read out over the telephone") { file, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(json))));
        return command;
    }

    private static int Run(string path, bool json)
    {
        try
        {
            var file = FoundingFile.Read(File.ReadAllText(path));
            if (file.Faults.Count > 0)
            {
                return MemberHouse.Refuse(path, file.Faults, "invite and join write such files");
            }

            var (kind, id) = file switch
            {
                { Invitation: { } invitation } => ("invitation", invitation.Id),
                { Reply: { } reply } => ("reply", reply.Id),
                _ => ("forum", file.Forum!.Id.Hash),
            };

            var digits = Fingerprint.Of(id);
            Console.WriteLine(json ? JsonReport.Of(new { path, kind, id = id.ToString(), fingerprint = digits }) : digits);
            return ExitCodes.Fine;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complaint.Of(ExitCodes.Usage, $"expected a file, found none: {missing.Message}", "check the path");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "check the path and your permissions");
        }
    }
}
