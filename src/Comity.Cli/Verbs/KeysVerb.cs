using System.CommandLine;
using Comity.Cli.Keys;

namespace Comity.Cli.Verbs;

/// <summary><c>comity keys …</c>: a member's root key and its node keys, a file per sub-verb.</summary>
public static class KeysVerb
{
    public static Command Command() => new("keys", "A member's keys: the root offline, rosters, imports")
    {
        RootNew.Command(),
        ShowKey.Command(),
        RequestRoster.Command(),
        MakeRoster.Command(),
        AdoptRoster.Command(),
        ImportKey.Command(),
        RepinRoot.Command(),
    };

    internal static Option<string?> PassphraseFile() => new("--passphrase-file") { Description = $"A file whose first line is the passphrase. Without it: {Passphrase.Variable}, or the terminal asks." };

    internal static Option<bool> Json() => new("--json") { Description = "Print the report as JSON." };

    internal static Option<string> Node() => new("--node") { Description = "The running node's address, https://… or http on loopback.", Required = true };

    internal static Option<string?> TokenFile() => new("--token-file") { Description = $"A file with a token of an officer who may sign. Without it: {NodeApi.Variable}." };

    /// <summary>Runs what reads and writes files and asks a node, and says in words what the machine refused.</summary>
    internal static async Task<int> GuardedAsync(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (HttpRequestException unreached)
        {
            return Complaint.Of(ExitCodes.Machine, $"the node was not reached: {unreached.Message}; nothing was changed there", "is it running, and is --node its address?");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complaint.Of(ExitCodes.Usage, $"expected a file, found none: {missing.Message}", "check the path");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "check the path, the disk and your permissions; an existing file is never replaced");
        }
    }
}
