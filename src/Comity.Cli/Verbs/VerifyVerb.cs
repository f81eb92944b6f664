using System.CommandLine;
using System.Globalization;
using Comity.Cli.Archives;
using Comity.Node;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;
using Comity.Record.Forks;
using Comity.Store;

namespace Comity.Cli.Verbs;

/// <summary><c>comity verify PATH</c>: an audit from outside; opens read-only and believes nothing but the charter.</summary>
public static class VerifyVerb
{
    public static Command Command()
    {
        var path = new Argument<string>("path") { Description = "A node's folder, its database, a backup, a demo's folder with several nodes, an export, an archive, a dossier, or a file of evidence of a fork (comity-fork/1)." };
        var every = new Option<bool>("--every-signature") { Description = "Verify each statement's own signature, not only heads and rosters." };
        var forum = new Option<string?>("--forum") { Description = "The forum's id as you know it from elsewhere; an export of another is a finding." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("verify", "Audit a node's record, a backup or an export from outside; or check evidence of a fork: exit 0 when it holds, 1 when it proves nothing") { path, every, forum, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(every), parsed.GetValue(forum), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, bool everySignature, string? forum, bool json, CancellationToken cancellation)
    {
        if (EvidenceFile.TryRead(path) is { } evidence)
        {
            return EvidenceFile.Check(path, evidence, json);
        }

        if (forum is not null && !StatementId.TryParse(forum, out _))
        {
            return Complaint.Of(ExitCodes.Usage, $"--forum: expected an id of {Hash256.TextLength} characters, found {forum}", "the forum's id is the first statement's id in its charter's journal");
        }

        if (DossierFile.TryRead(path) is { } dossier)
        {
            return DossierFile.Check(path, dossier, forum, json);
        }

        if (ArchiveFile.TryRead(path) is { } archive)
        {
            return ArchiveAudit.Check(path, archive, everySignature, forum, json, cancellation);
        }

        var databases = NodePath.DatabasesIn(path);
        if (databases.Count == 0)
        {
            return Complaint.Of(ExitCodes.Usage,
                $"{path}: expected an export, a backup or a node's folder with {NodeHost.DatabaseName}, found {(Path.Exists(path) ? "none" : "nothing there")}",
                "demo.json names each node's folder under \"data\"");
        }

        var reports = new List<(string Path, AuditReport Report, ExportReport? Export)>();
        foreach (var database in databases)
        {
            try
            {
                var export = IsExport(database) ? OfExport(database, everySignature, forum, cancellation) : null;
                reports.Add((database, export?.Audit ?? await RecordAudits.OfDatabaseAsync(database, everySignature, cancellation).ConfigureAwait(false), export));
            }
            catch (OperationCanceledException)
            {
                return Complaint.Of(ExitCodes.Machine, "verify was stopped before its end; nothing is said about what was not read", "run it again");
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                return Complaint.Of(ExitCodes.Machine, $"{database}: {unusable.Message}", "the file must be readable by you");
            }
        }

        Counting.Done();
        Print(reports, json);
        return reports.TrueForAll(r => r.Report.IsSound) ? ExitCodes.Fine : ExitCodes.Finding;
    }

    private static bool IsExport(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> beginning = stackalloc byte[16];
        return ExportFormat.Looks(beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)]);
    }

    private static ExportReport OfExport(string path, bool everySignature, string? forum, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        var report = ExportAudit.Of(file, everySignature, Counting.Of("lines read"), cancellation);
        return forum is null || report.Head is null || report.Head.Forum.ToString() == forum
            ? report
            : report with { Audit = report.Audit with { Findings = [.. report.Audit.Findings, new AuditFinding("line 1", "export.forum", $"expected forum {forum}, found {report.Head.Forum}: another forum, whatever its names")] } };
    }

    private static void Print(List<(string Path, AuditReport Report, ExportReport? Export)> reports, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonReport.Of(reports.Select(r => new
            {
                path = r.Path,
                sound = r.Report.IsSound,
                journals = r.Report.Journals,
                statements = r.Report.Statements,
                signatures = r.Report.Signatures,
                findings = RecordAudits.Json(r.Report.Findings),
                export = r.Export is null ? null : Json(r.Export),
            })));
            return;
        }

        foreach (var (path, report, export) in reports)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {(report.IsSound ? "sound" : $"{report.Findings.Count} findings")}; {report.Journals} journals, {report.Statements} statements, {report.Signatures} signatures verified"));
            if (export is not null)
            {
                Console.WriteLine("  " + Words(export));
                if (export.Head is { Notice.Length: > 0 } head)
                {
                    Console.WriteLine("  " + head.Notice);
                }
            }

            RecordAudits.Print(report.Findings, Console.Out);
        }
    }

    /// <summary>What an export is, in a line.</summary>
    internal static string Words(ExportReport report) => report.Head is not { } head
        ? "an export whose first line cannot be read"
        : head.Statement is not { } one
            ? $"all of channel {head.Channel}, forum {head.Forum}"
            : $"statement {one} of channel {head.Channel}, {(report.Holders.Count == 0 ? "not yet said to be held by another member" : "held by " + string.Join(", ", report.Holders))}, forum {head.Forum}";

    internal static object? Json(ExportReport report) => report.Head is not { } head ? null : new
    {
        holds = head.Statement is null ? "channel" : "statement",
        statement = head.Statement?.ToString(),
        forum = head.Forum.ToString(),
        channel = head.Channel.ToString(),
        heads = head.Heads.ToDictionary(h => h.Key.ToString(), h => new { size = h.Value.Size, root = h.Value.Root.ToString() }),
        edition = head.Edition,
        notice = head.Notice,
        heldBy = report.Holders.Select(h => h.ToString()),
    };
}
