using System.CommandLine;
using Comity.Cli.Verbs;

namespace Comity.Cli;

/// <summary>The command <c>comity</c>: a file per verb.</summary>
public static class Program
{
    /// <summary>How long a verb told to end by SIGINT or SIGTERM may take; by default it would be cut off after two seconds, a node in the middle of closing its database.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromMinutes(1);

    /// <returns>0 fine, 1 a negative finding, 2 bad input or usage, 3 the machine: port, disk, permission.</returns>
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Comity: a coordination room for allies in dispute. Each member runs its own node.")
        {
            DemoVerb.Command(),
            VerifyVerb.Command(),
            ExportVerb.Command(),
            BackupVerb.Command(),
            RestoreVerb.Command(),
            KeysVerb.Command(),
            StrategyVerb.Command(),
            InitVerb.Command(),
            InviteVerb.Command(),
            JoinVerb.Command(),
            FingerprintVerb.Command(),
            ServeVerb.Command(),
            AccountVerb.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync($"hint: ./comity {parsed.CommandResult.Command.Name} --help shows what is expected".Replace(" comity ", " ", StringComparison.Ordinal)).ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = Ending }).ConfigureAwait(false);
    }
}
