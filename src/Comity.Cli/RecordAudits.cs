using Comity.Node.Evidence;
using Comity.Node.Guard;
using Comity.Record.Audit;
using Comity.Record.Forks;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli;

/// <summary>The audits that verbs share, of a database or of a copy of one.</summary>
internal static class RecordAudits
{
    /// <param name="missing">Whether evidence that is not held is a finding.</param>
    /// <exception cref="StoreOpenException">There is no such file.</exception>
    public static async Task<AuditReport> OfDatabaseAsync(string database, bool everySignature, CancellationToken cancellation, bool missing = true)
    {
        var evidence = EvidenceAt.Of(database);
        var named = new NamedEvidence();
        await using var store = SqliteStatementStore.OpenReadOnly(database);
        // SQLite looks at its own pages on one core while the statements are read on the other.
        var integrity = Task.Run(store.IntegrityFaults, CancellationToken.None);
        var damage = new List<AuditFinding>();
        AuditReport report;
        try
        {
            var forks = store.Evidence().Select(e => ForkEvidence.TryRead(e.Text, out var evidence, out _) ? evidence : null).ToList();
            damage.AddRange(forks.Where(f => f is null).Select(_ => new AuditFinding(Path.GetFileName(database), "audit.evidence", "expected evidence of a fork that holds, found a text that proves nothing")));
            report = RecordAudit.Of(
                named.Noting(store.ReadAll()).Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature, Counting.Of("statements read"), forks.OfType<ForkEvidence>(), cancellation);
        }
        catch (StoreFailedException unreadable)
        {
            damage.Add(new AuditFinding(Path.GetFileName(database), "audit.database", unreadable.Message));
            report = new AuditReport(0, 0, 0, []);
        }

        damage.InsertRange(0, (await integrity.ConfigureAwait(false)).Select(fault => new AuditFinding(Path.GetFileName(database), "audit.database", fault)));
        return report with { Findings = [.. damage, .. report.Findings, .. Released(store, database), .. evidence.Findings(named).Where(f => missing || f.Code != EvidenceAudit.Missing)] };
    }

    // What the node released is at least held, as released: the guard lies beside the node's folder and is read where it is there.
    private static List<AuditFinding> Released(SqliteStatementStore store, string database)
    {
        var guard = GuardOf(database);
        var findings = new List<AuditFinding>();
        if (guard is null)
        {
            return findings;
        }

        try
        {
            foreach (var (channel, mark) in guard.Marks.Where(m => m.Value.Size > 0))
            {
                var held = store.ReadJournal(channel, guard.Member, mark.Size - 1, 1);
                if (held.Count == 0 || held[0].Id != mark.Id)
                {
                    findings.Add(new AuditFinding(
                        $"{channel}/{guard.Member}", "audit.guard",
                        $"the guard released {mark.Size} statements, the last {mark.Id}; found {(held.Count == 0 ? "a shorter journal" : held[0].Id.ToString())}"));
                }
            }
        }
        catch (StoreFailedException)
        {
            // A store that cannot be read has its own finding.
        }

        return findings;
    }

    /// <summary>The guard beside a node's folder; null where there is none, as for a backup.</summary>
    public static GuardContent? GuardOf(string database) => new GuardFile(Path.GetDirectoryName(Path.GetFullPath(database)) + ".guard").TryRead(out _);

    /// <summary>Heads and rosters: what a peer served with a bad own signature under a good head must not keep a node from being backed up, nor does evidence that has not arrived.</summary>
    public static AuditReport OfCopy(string copy, CancellationToken cancellation) => OfDatabaseAsync(copy, everySignature: false, cancellation, missing: false).GetAwaiter().GetResult();

    public static void Print(IEnumerable<AuditFinding> findings, TextWriter to)
    {
        foreach (var finding in findings)
        {
            to.WriteLine($"  {finding.Where}  {finding.Code}  {finding.Message}");
        }
    }

    public static object[] Json(IEnumerable<AuditFinding> findings) => [.. findings.Select(f => new { where = f.Where, code = f.Code, message = f.Message })];
}
