using System.CommandLine;
using Comity.Cli.Verbs;
using Comity.Record.Signing;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys root-new</c>: makes a root key on a machine without a network.</summary>
internal static class RootNew
{
    public static Command Command()
    {
        var to = new Option<string>("--out") { Description = "The file to write; never one that exists.", Required = true };
        var (passphrase, json) = (KeysVerb.PassphraseFile(), KeysVerb.Json());
        var command = new Command("root-new", "Make a root key, in a file protected with a passphrase; on a machine without a network") { to, passphrase, json };
        command.SetAction((parsed, _) => KeysVerb.GuardedAsync(() => Task.FromResult(Run(parsed.GetValue(to)!, parsed.GetValue(passphrase), parsed.GetValue(json)))));
        return command;
    }

    private static int Run(string to, string? passphraseFile, bool json)
    {
        if (Path.Exists(to))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected no such file, found one; it was left as it is", "a root key is made once; give another name for another");
        }

        if (NewPassphrase(passphraseFile) is not { } passphrase)
        {
            return ExitCodes.Usage;
        }

        using var key = SigningKey.Generate();
        RootKeyFile.Write(to, key, passphrase);
        KeyReport.Print(to, "root", key.Public.Thumbprint, json, "Keep the file and the passphrase apart, each twice, offline. Without both the others must re-pin your root.");
        return ExitCodes.Fine;
    }

    /// <returns>Null when there is none that will do; why, has been said.</returns>
    internal static string? NewPassphrase(string? file)
    {
        var passphrase = Passphrase.GetNew(file);
        if (passphrase is { Length: >= RootKeyFile.LeastPassphrase })
        {
            return passphrase;
        }

        Complaint.Of(ExitCodes.Usage, passphrase is null ? "expected a passphrase, twice the same; found none" : $"expected a passphrase of at least {RootKeyFile.LeastPassphrase} characters, found {passphrase.Length}",
            $"--passphrase-file FILE, {Passphrase.Variable}, or a terminal; six words drawn by lot are better than any you think of");
        return null;
    }
}
