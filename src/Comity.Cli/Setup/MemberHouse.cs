using System.CommandLine;
using Comity.Node.Setup;
using Comity.Record;

namespace Comity.Cli.Setup;

/// <summary>What the verbs of setting up share: the config option, its files read and checked, and how faults are told.</summary>
internal static class MemberHouse
{
    public static Option<string> ConfigOption() => new("--config") { Description = "The member's configuration file, made by init.", DefaultValueFactory = _ => NodeConfig.DefaultName };

    public static Option<bool> JsonOption() => new("--json") { Description = "Print the report as JSON." };

    /// <summary>Reads configuration and files; runs the work when all is well, and says everything that is not.</summary>
    public static async Task<int> WithAsync(string path, bool needsForum, Func<NodeConfig, MemberFiles, Task<int>> work)
    {
        try
        {
            var (config, faults) = NodeConfigReader.Read(path);
            if (config is null)
            {
                return Refuse(path, faults, "docs/guides/setup.md describes every field; ./comity init writes a first file");
            }

            var (files, wrong) = MemberFiles.Read(config, needsForum);
            return files is not null
                ? await work(config, files).ConfigureAwait(false)
                : Refuse(path, wrong, needsForum && !File.Exists(config.Forum) ? "no forum is founded here yet: ./comity invite as convener, ./comity join as invited, or ./comity init --solo" : "correct what is named; nothing was changed");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complaint.Of(ExitCodes.Usage, $"expected a file, found none: {missing.Message}", "./comity init makes a member's folder with its comity.json");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "check the path, the disk and your permissions; what was there still holds");
        }
    }

    /// <summary>All faults, a line each.</summary>
    /// <param name="code">2 for bad input; 1 where something was looked at and is not what it should be.</param>
    public static int Refuse(string what, IEnumerable<Fault> faults, string hint, int code = ExitCodes.Usage) =>
        Complaint.Of(code, string.Join('\n', faults.Select(f => $"{what}: {(f.Field.Length == 0 || f.Message.StartsWith(f.Field + ":", StringComparison.Ordinal) ? "" : f.Field + ": ")}{f.Message}")), hint);
}
