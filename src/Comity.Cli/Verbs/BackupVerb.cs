using System.CommandLine;
using System.Globalization;
using Comity.Node.Evidence;
using Comity.Record.Audit;
using Comity.Store.Sqlite;

namespace Comity.Cli.Verbs;

/// <summary><c>comity backup PATH</c>: a node's record as it is at one moment, audited before it is called a backup.</summary>
public static class BackupVerb
{
    public static Command Command()
    {
        var path = new Argument<string>("path") { Description = "A node's folder or its database; opened read-only, while the node runs or not." };
        var to = new Option<string>("--out") { Description = "The file to write; never one that exists.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("backup", "Copy a node's record into one file, audited; no keys go with it") { path, to, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(path)!, parsed.GetValue(to)!, parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string path, string to, bool json, CancellationToken cancellation)
    {
        if (NodePath.TheOne(path) is not { } database)
        {
            return ExitCodes.Usage;
        }

        if (Path.Exists(to))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected no such file, found one; it was left as it is", "give each backup a name of its own, with its date");
        }

        try
        {
            AuditReport? report = null;
            var pieces = 0;
            return SqliteBackup.Make(database, to, copy => (report = RecordAudits.OfCopy(copy, cancellation)).IsSound, copy => pieces = CarryAsync(database, copy).GetAwaiter().GetResult())
                ? Done(to, report!, pieces, json)
                : Unsound(path, report!);
        }
        catch (InvalidDataException damaged)
        {
            return Complaint.Of(ExitCodes.Finding, $"{damaged.Message}; no backup was written, earlier ones still hold",
                "remove that piece from blobs/keys and blobs/content: a node that runs fetches it again from another member of the channel");
        }
        catch (OperationCanceledException)
        {
            return Complaint.Of(ExitCodes.Machine, "backup was stopped before its end; no file was written", "run it again");
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

    // Evidence that the copy names: what is attached after its moment is not in it.
    private static async Task<int> CarryAsync(string database, string copy)
    {
        var named = new NamedEvidence();
        await using (var store = SqliteStatementStore.OpenReadOnly(copy))
        {
            named.Note(store.ReadAll());
        }

        var carried = 0;
        SqlitePieces.Write(copy, EvidenceBackup.Of(EvidenceAt.Vault(database), named, RecordAudits.GuardOf(database)?.Member).Select(piece =>
        {
            carried++;
            return piece;
        }));
        return carried;
    }

    private static int Done(string to, AuditReport report, int pieces, bool json)
    {
        Console.WriteLine(json
            ? JsonReport.Of(new { path = to, sound = true, bytes = new FileInfo(to).Length, journals = report.Journals, statements = report.Statements, signatures = report.Signatures, evidence = pieces })
            : string.Create(CultureInfo.InvariantCulture, $"{to}: sound; {report.Journals} journals, {report.Statements} statements, {pieces} pieces of evidence, {new FileInfo(to).Length} bytes; no key of the node is in it"));
        return ExitCodes.Fine;
    }

    private static int Unsound(string path, AuditReport report)
    {
        RecordAudits.Print(report.Findings, Console.Error);
        return Complaint.Of(ExitCodes.Finding, $"{path}: expected a sound record, found {report.Findings.Count} faults; no backup was written, earlier ones still hold", $"./comity verify {path}, then restore the last sound backup");
    }
}
