using System.CommandLine;
using System.Globalization;
using Comity.Node;
using Comity.Node.Evidence;
using Comity.Record.Audit;
using Comity.Store.Sqlite;

namespace Comity.Cli.Verbs;

/// <summary><c>comity restore FILE</c>: puts a backup into a new folder, audited first. An existing record is never overwritten.</summary>
public static class RestoreVerb
{
    private const string Next = "Before this node signs anything it must ask its peers what they last saw of it: they may hold statements of its own that are younger than this backup. " +
        "Start it with its peers reachable, and let nobody sign on it until its own journals are as long as the longest that any of them shows.";

    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var to = new Option<string>("--to") { Description = "The node's folder; made where there is none. It must hold no record.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("restore", "Put a backup into a new node's folder, audited first") { file, to, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(to)!, parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string file, string folder, bool json, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            return Complaint.Of(ExitCodes.Usage, $"{file}: expected a backup, found {(Directory.Exists(file) ? "a folder" : "nothing there")}; nothing was restored", "./comity backup FOLDER --out FILE makes one");
        }

        if (File.Exists(folder))
        {
            return Complaint.Of(ExitCodes.Usage, $"{folder}: expected a folder or nothing, found a file; it was left as it is", "./comity restore FILE --to FOLDER");
        }

        try
        {
            AuditReport? report = null;
            return SqliteBackup.Restore(file, Path.Combine(folder, NodeHost.DatabaseName), copy => (report = RecordAudits.OfCopy(copy, cancellation)).IsSound, copy => Unpack(copy, folder))
                ? Done(folder, report!, json)
                : Unsound(file, report!);
        }
        catch (OperationCanceledException)
        {
            return Complaint.Of(ExitCodes.Machine, "restore was stopped before its end; nothing was put in place", "run it again");
        }
        catch (IOException failed)
        {
            return StoreComplaint.Of(failed);
        }
        catch (UnauthorizedAccessException refused)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "write where you may, or correct the permissions");
        }
    }

    // Before the record gets its name: a restore that is stopped here is done again.
    private static void Unpack(string copy, string folder)
    {
        EvidenceBackup.Restore(SqlitePieces.Read(copy), new BlobVault(new(Path.Combine(folder, BlobOptions.FolderName))));
        SqlitePieces.Remove(copy);
    }

    private static int Done(string folder, AuditReport report, bool json)
    {
        Console.WriteLine(json
            ? JsonReport.Of(new { path = folder, sound = true, journals = report.Journals, statements = report.Statements, signatures = report.Signatures, next = Next })
            : string.Create(CultureInfo.InvariantCulture, $"{folder}: restored, sound; {report.Journals} journals, {report.Statements} statements\n{Next}"));
        return ExitCodes.Fine;
    }

    private static int Unsound(string file, AuditReport report)
    {
        RecordAudits.Print(report.Findings, Console.Error);
        return Complaint.Of(ExitCodes.Finding, $"{file}: expected a sound backup, found {report.Findings.Count} faults; nothing was put in place", "take an earlier backup; what it lacks comes back from the peers");
    }
}
