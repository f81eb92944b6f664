using System.CommandLine;
using System.Globalization;
using Comity.Cli.Verbs;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Store;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys roster</c>: shows what the next roster changes, then signs it with the root key. Needs no network.</summary>
internal static class MakeRoster
{
    public static Command Command()
    {
        var root = new Option<string>("--root") { Description = "The root key file.", Required = true };
        var from = new Option<string>("--request") { Description = "The node's roster request.", Required = true };
        var to = new Option<string>("--out") { Description = "The roster to write; never over an existing file.", Required = true };
        var retire = new Option<string[]>("--retire") { Description = "A key to end, by its thumbprint or the first characters of it; all for every key of the roster in force.", AllowMultipleArgumentsPerToken = true };
        var repinned = new Option<bool>("--repinned") { Description = "The root key is another than that of the roster in force: the others have re-pinned it." };
        var yes = new Option<bool>("--yes") { Description = "Sign without asking at the terminal." };
        var (passphrase, json) = (KeysVerb.PassphraseFile(), KeysVerb.Json());
        var command = new Command("roster", "Make and sign the next roster from a node's request, offline") { root, from, to, retire, repinned, yes, passphrase, json };
        command.SetAction((parsed, _) => KeysVerb.GuardedAsync(() => Task.FromResult(Run(new Wanted(
            parsed.GetValue(root)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(retire) ?? [], parsed.GetValue(repinned), parsed.GetValue(yes), parsed.GetValue(passphrase), parsed.GetValue(json))))));
        return command;
    }

    private static int Run(Wanted wanted)
    {
        if (Path.Exists(wanted.To))
        {
            return Complaint.Of(ExitCodes.Usage, $"{wanted.To}: expected no such file, found one; it was left as it is", "give each roster a name of its own, with its number");
        }

        if (!RosterRequest.TryRead(File.ReadAllText(wanted.From), out var request, out var fault))
        {
            return Complaint.Of(ExitCodes.Usage, $"{wanted.From}: {fault.Message}; nothing was signed", "comity keys request --node URL --out FILE makes one");
        }

        var (plan, faults) = RosterPlan.Of(request, wanted.Retire);
        if (plan is null)
        {
            return Complain(wanted.From, faults.Select(f => f.Message), "comity keys show FILE shows the keys of the roster and those offered");
        }

        // What a person is asked stands before what is signed; with --json it is part of the report.
        Tell(plan, wanted.Json);
        using var key = Unlocked(wanted);
        if (key is null)
        {
            return ExitCodes.Usage;
        }

        if (!plan.IsOf(key) && !wanted.Repinned)
        {
            return Complaint.Of(ExitCodes.Usage, $"{wanted.Root}: expected root key {plan.Before!.Root.Thumbprint}, which signed the roster in force, found {key.Public.Thumbprint}; nothing was signed",
                "take the right file; if the root was lost and the others re-pinned it, say --repinned");
        }

        return wanted.Yes || Agreed() ? Write(plan, key, wanted) : Complaint.Of(ExitCodes.Usage, "expected yes, found another answer; nothing was signed", "--yes signs without asking");
    }

    private static int Write(RosterPlan plan, SigningKey root, Wanted wanted)
    {
        var compact = plan.Sign(root);
        var temporary = DurableFile.Begin(wanted.To);
        try
        {
            File.WriteAllText(temporary, compact + "\n");
            DurableFile.Place(temporary, wanted.To, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }

        Console.WriteLine(wanted.Json
            ? JsonReport.Of(new
            {
                path = wanted.To,
                member = plan.Member.ToString(),
                sequence = plan.Sequence,
                root = root.Public.Thumbprint,
                added = plan.Added.Select(k => k.Thumbprint),
                kept = plan.Kept.Select(k => k.Thumbprint),
                retired = plan.Retired.Select(k => k.Thumbprint),
            })
            : $"{wanted.To}: roster {plan.Sequence.ToString(CultureInfo.InvariantCulture)} of {plan.Member}, signed; hand it to the node: comity keys adopt {wanted.To} --node URL");
        return ExitCodes.Fine;
    }

    private static void Tell(RosterPlan plan, bool json)
    {
        var to = json ? Console.Error : Console.Out;
        to.WriteLine(plan.Before is null
            ? $"The first roster of {plan.Member}:"
            : string.Create(CultureInfo.InvariantCulture, $"Roster {plan.Sequence} of {plan.Member}, after roster {plan.Before.Sequence}:"));
        foreach (var (word, keys) in new[] { ("adds", plan.Added), ("keeps", plan.Kept), ("ends", plan.Retired) })
        {
            foreach (var key in keys)
            {
                to.WriteLine($"  {word,-7}{key.Thumbprint}   {KeyFingerprint.Digits(key.Thumbprint)}");
            }
        }

        to.WriteLine("From the statement that adopts it, in each journal, only its keys count. What ended keys signed before stands.");
    }

    private static SigningKey? Unlocked(Wanted wanted)
    {
        var (key, faults) = RootKeyFile.Read(wanted.Root, Passphrase.Get(wanted.PassphraseFile, "Passphrase of the root key: "));
        if (key is null)
        {
            Complain(wanted.Root, faults.Select(f => f.Message), $"--passphrase-file FILE, {Passphrase.Variable}, or a terminal");
        }

        return key;
    }

    private static bool Agreed()
    {
        Console.Error.Write("Sign this roster? (yes/no) ");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static int Complain(string path, IEnumerable<string> faults, string hint) =>
        Complaint.Of(ExitCodes.Usage, string.Join('\n', faults.Select(f => $"{path}: {f}")) + "\nnothing was signed", hint);

    private sealed record Wanted(string Root, string From, string To, string[] Retire, bool Repinned, bool Yes, string? PassphraseFile, bool Json);
}
