using Comity.Record.Audit;
using Comity.Store.Sqlite;

namespace Comity.Tests.Node.Processes;

/// <summary>What backup and restore ask of a copy before it gets its name.</summary>
internal static class CopyDrill
{
    public static bool IsSound(string database) => IsSoundAsync(database).GetAwaiter().GetResult();

    private static async Task<bool> IsSoundAsync(string database)
    {
        await using var store = SqliteStatementStore.OpenReadOnly(database);
        return !store.IntegrityFaults().Any()
            && RecordAudit.Of(store.ReadAll().Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature: true).IsSound;
    }
}
