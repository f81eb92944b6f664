using Comity.Node.Guard;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Statements;
using Comity.Store.Sqlite;

namespace Comity.Tests.Node.Processes;

/// <summary>A node's folder looked at from outside, while nobody runs it.</summary>
internal static class NodeAudit
{
    /// <summary>The database and every signature sound, the guard not beyond what is held. Returns what is held of a journal.</summary>
    public static async Task<List<Statement>> OfAsync(NodeOptions options, ChannelId channel, MemberId member)
    {
        await using var store = SqliteStatementStore.OpenReadOnly(System.IO.Path.Combine(options.Data, Comity.Node.NodeHost.DatabaseName));
        Assert.Empty(store.IntegrityFaults());
        var report = RecordAudit.Of(store.ReadAll().Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature: true);
        Assert.Empty(report.Findings);
        var guard = new GuardFile(options.GuardPath).TryRead(out var found);
        Assert.True(guard is not null, found);
        foreach (var (marked, mark) in guard.Marks.Where(m => m.Value.Size > 0))
        {
            Assert.Equal(mark.Id, Assert.Single(store.ReadJournal(marked, options.Member, mark.Size - 1, 1)).Id);
        }

        return [.. store.ReadJournal(channel, member, 0, int.MaxValue).Select(s => StatementGate.TryRead(s.Compact, out var read, out _) ? read : throw new InvalidOperationException(s.Compact))];
    }
}
