using Comity.Record.Audit;
using Comity.Record.Forks;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli;

/// <summary>The audits that verbs share, of a database or of a copy of one.</summary>
internal static class RecordAudits
{
    /// <exception cref="StoreOpenException">There is no such file.</exception>
    public static async Task<AuditReport> OfDatabaseAsync(string database, bool everySignature, CancellationToken cancellation)
    {
        await using var store = SqliteStatementStore.OpenReadOnly(database);
        var damage = store.IntegrityFaults().Select(fault => new AuditFinding(Path.GetFileName(database), "audit.database", fault)).ToList();
        AuditReport report;
        try
        {
            var forks = store.Evidence().Select(e => ForkEvidence.TryRead(e.Text, out var evidence, out _) ? evidence : null).ToList();
            damage.AddRange(forks.Where(f => f is null).Select(_ => new AuditFinding(Path.GetFileName(database), "audit.evidence", "expected evidence of a fork that holds, found a text that proves nothing")));
            report = RecordAudit.Of(
                store.ReadAll().Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature, Counting.Of("statements read"), forks.OfType<ForkEvidence>(), cancellation);
        }
        catch (StoreFailedException unreadable)
        {
            damage.Add(new AuditFinding(Path.GetFileName(database), "audit.database", unreadable.Message));
            report = new AuditReport(0, 0, 0, []);
        }

        return report with { Findings = [.. damage, .. report.Findings] };
    }

    /// <summary>Heads and rosters: what a peer served with a bad own signature under a good head must not keep a node from being backed up.</summary>
    public static AuditReport OfCopy(string copy, CancellationToken cancellation) => OfDatabaseAsync(copy, everySignature: false, cancellation).GetAwaiter().GetResult();

    public static void Print(IEnumerable<AuditFinding> findings, TextWriter to)
    {
        foreach (var finding in findings)
        {
            to.WriteLine($"  {finding.Where}  {finding.Code}  {finding.Message}");
        }
    }

    public static object[] Json(IEnumerable<AuditFinding> findings) => [.. findings.Select(f => new { where = f.Where, code = f.Code, message = f.Message })];
}
