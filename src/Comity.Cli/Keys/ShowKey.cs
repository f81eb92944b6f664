using System.CommandLine;
using System.Text;
using Comity.Cli.Verbs;
using Comity.Record.Forum;
using Comity.Record.Signing;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys show FILE</c>: what a root key file, a roster request or a roster is, in words. Needs no passphrase.</summary>
internal static class ShowKey
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "A root key file, a roster request, or a signed roster." };
        var json = KeysVerb.Json();
        var command = new Command("show", "Show thumbprints, in groups to read out over a telephone") { file, json };
        command.SetAction((parsed, _) => KeysVerb.GuardedAsync(() => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(json)))));
        return command;
    }

    private static int Run(string path, bool json)
    {
        if (RootKeyFile.ThumbprintSaid(path) is { } said)
        {
            KeyReport.Print(path, "root", said, json, "As the file's heading says; signing with it, with the passphrase, shows that it holds.");
            return ExitCodes.Fine;
        }

        var text = new FileInfo(path).Length > RosterRequest.MaxLength ? "" : Encoding.Latin1.GetString(File.ReadAllBytes(path));
        if (RosterRequest.TryRead(text, out var request, out _))
        {
            return Show(path, json, "request", request.Current, request.Offered.Select(k => k.Thumbprint));
        }

        if (Roster.TryRead(text.Trim(), out var roster, out var fault))
        {
            return Show(path, json, "roster", roster, []);
        }

        return Complaint.Of(ExitCodes.Usage, $"{path}: expected a root key file, a {RosterRequest.Heading} file or a signed roster, found none of them ({fault.Code})", "comity keys import reads other key files");
    }

    private static int Show(string path, bool json, string kind, Roster? roster, IEnumerable<string> offered)
    {
        if (json)
        {
            Console.WriteLine(JsonReport.Of(new
            {
                path,
                kind,
                member = roster?.Member.ToString(),
                sequence = roster?.Sequence,
                root = roster?.Root.Thumbprint,
                digits = roster is null ? null : KeyFingerprint.Digits(roster.Root.Thumbprint),
                keys = roster?.Keys.Select(k => k.Thumbprint) ?? [],
                offered,
            }));
            return ExitCodes.Fine;
        }

        Console.WriteLine(roster is null ? $"{path}: {kind}, before the first roster" : $"{path}: {kind}; roster {roster.Sequence} of {roster.Member}, signed by the root key");
        foreach (var line in roster is null ? [] : KeyReport.Lines(roster.Root.Thumbprint).Concat(roster.Keys.Select(k => $"  signs        {k.Thumbprint}")))
        {
            Console.WriteLine(line);
        }

        foreach (var key in offered)
        {
            Console.WriteLine($"  offered      {key}   {KeyFingerprint.Digits(key)}");
        }

        return ExitCodes.Fine;
    }
}
