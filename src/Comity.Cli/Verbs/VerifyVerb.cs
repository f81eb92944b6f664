using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Comity.Node;
using Comity.Record.Audit;
using Comity.Record.Forks;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli.Verbs;

/// <summary><c>comity verify PATH</c>: an audit from outside; opens read-only and believes nothing but the charter.</summary>
public static class VerifyVerb
{
    public static Command Command()
    {
        var path = new Argument<string>("path") { Description = "A node's folder, its database, a demo's folder with several nodes, or a file of evidence of a fork (comity-fork/1)." };
        var every = new Option<bool>("--every-signature") { Description = "Verify each statement's own signature, not only heads and rosters." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("verify", "Audit a node's record from outside; or check evidence of a fork: exit 0 when it holds, 1 when it proves nothing") { path, every, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(every), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, bool everySignature, bool json, CancellationToken cancellation)
    {
        if (EvidenceFile.TryRead(path) is { } evidence)
        {
            return EvidenceFile.Check(path, evidence, json);
        }

        var databases = DatabasesIn(path);
        if (databases.Count == 0)
        {
            Console.Error.WriteLine($"{path}: expected a node's folder with {NodeHost.DatabaseName}, found {(Path.Exists(path) ? "none" : "nothing there")}");
            Console.Error.WriteLine("hint: demo.json names each node's folder under \"data\"");
            return ExitCodes.Usage;
        }

        var reports = new List<(string Path, AuditReport Report)>();
        foreach (var database in databases)
        {
            try
            {
                reports.Add((database, await AuditAsync(database, everySignature, cancellation).ConfigureAwait(false)));
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("verify was stopped before its end; nothing is said about what was not read");
                return ExitCodes.Machine;
            }
            catch (StoreOpenException unusable)
            {
                Console.Error.WriteLine($"{database}: {unusable.Message}");
                Console.Error.WriteLine("hint: the file must be readable by you");
                return ExitCodes.Machine;
            }
        }

        Print(reports, json);
        return reports.TrueForAll(r => r.Report.IsSound) ? ExitCodes.Fine : ExitCodes.Finding;
    }

    private static List<string> DatabasesIn(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            return [];
        }

        var own = Path.Combine(path, NodeHost.DatabaseName);
        return File.Exists(own) ? [own] : [.. Directory.EnumerateDirectories(path).Select(d => Path.Combine(d, NodeHost.DatabaseName)).Where(File.Exists).Order(StringComparer.Ordinal)];
    }

    private static async Task<AuditReport> AuditAsync(string database, bool everySignature, CancellationToken cancellation)
    {
        await using var store = SqliteStatementStore.OpenReadOnly(database);
        var damage = store.IntegrityFaults().Select(fault => new AuditFinding(Path.GetFileName(database), "audit.database", fault)).ToList();
        AuditReport report;
        try
        {
            var forks = store.Evidence().Select(e => ForkEvidence.TryRead(e.Text, out var evidence, out _) ? evidence : null).ToList();
            damage.AddRange(forks.Where(f => f is null).Select(_ => new AuditFinding(Path.GetFileName(database), "audit.evidence", "expected evidence of a fork that holds, found a text that proves nothing")));
            report = RecordAudit.Of(
                store.ReadAll().Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)),
                everySignature,
                Console.IsErrorRedirected ? null : count => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{count} statements read")),
                forks.OfType<ForkEvidence>(),
                cancellation);
        }
        catch (StoreFailedException unreadable)
        {
            damage.Add(new AuditFinding(Path.GetFileName(database), "audit.database", unreadable.Message));
            report = new AuditReport(0, 0, 0, []);
        }

        return report with { Findings = [.. damage, .. report.Findings] };
    }

    private static void Print(List<(string Path, AuditReport Report)> reports, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(reports.Select(r => new
            {
                path = r.Path,
                sound = r.Report.IsSound,
                journals = r.Report.Journals,
                statements = r.Report.Statements,
                signatures = r.Report.Signatures,
                findings = r.Report.Findings.Select(f => new { where = f.Where, code = f.Code, message = f.Message }),
            }), Indented));
            return;
        }

        foreach (var (path, report) in reports)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {(report.IsSound ? "sound" : $"{report.Findings.Count} findings")}; {report.Journals} journals, {report.Statements} statements, {report.Signatures} signatures verified"));
            foreach (var finding in report.Findings)
            {
                Console.WriteLine($"  {finding.Where}  {finding.Code}  {finding.Message}");
            }
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
