using System.Globalization;
using Comity.Store.Sqlite;

namespace Comity.Cli.Archives;

/// <summary>Runs <c>comity export PATH --all</c>: the folder gets its name when it is whole and has been verified, and not before.</summary>
internal static class ArchiveExport
{
    public static async Task<int> RunAsync(string path, string to, bool json, CancellationToken cancellation)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (Path.Exists(target))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected nothing of that name, found something; it was left as it is", "give each archive a name of its own, with its date");
        }

        if (NodePath.TheOne(path) is not { } database)
        {
            return ExitCodes.Usage;
        }

        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.part");
        try
        {
            await using var store = SqliteStatementStore.OpenReadOnly(database);
            if (Verbs.ExportVerb.CharterIn(store, store.Journals()) is not { } charter)
            {
                return Complaint.Of(ExitCodes.Finding, $"{path}: expected a charter at index 0 of its founder's plenary journal, found none", $"./comity verify {path} says more");
            }

            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(unfinished) : Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var findings = new ArchiveWriter(store, database, charter, unfinished).Write(cancellation);
            if (findings.Count > 0)
            {
                RecordAudits.Print(findings, Console.Error);
                return Complaint.Of(ExitCodes.Finding, $"{path}: expected a sound record, found {findings.Count} faults; no archive was written", $"./comity verify {path} audits all of it");
            }

            Directory.Move(unfinished, target);
            Print(to, ArchiveFile.TryRead(target)!, json);
            return ExitCodes.Fine;
        }
        catch (OperationCanceledException)
        {
            return Complaint.Of(ExitCodes.Machine, "export was stopped before its end; no archive was written", "run it again");
        }
        catch (InvalidDataException damaged)
        {
            return Complaint.Of(ExitCodes.Finding, $"{damaged.Message}; no archive was written", $"./comity verify {path} says all that is damaged");
        }
        catch (IOException failed)
        {
            return StoreComplaint.Of(failed);
        }
        catch (UnauthorizedAccessException refused)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "write where you may, or correct the permissions");
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static void Print(string to, ArchiveFile archive, bool json) => Console.WriteLine(json
        ? JsonReport.Of(new { path = to, sound = true, forum = archive.Forum, member = archive.Member, channels = archive.Channels, evidence = archive.Evidence.Count, notHeld = archive.NotHeld })
        : string.Create(CultureInfo.InvariantCulture, $"{to}: all of {string.Join(", ", archive.Channels)}; {archive.Evidence.Count} pieces of evidence in clear, {archive.NotHeld.Count} named and not held. ./comity verify {to} checks it, anywhere"));
}
