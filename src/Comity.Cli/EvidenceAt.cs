using Comity.Node;
using Comity.Node.Evidence;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli;

/// <summary>The evidence that lies with a database: in a backup, or beside a node's record; with any other copy there is none to be asked for.</summary>
internal sealed class EvidenceAt
{
    private readonly string _database;
    private readonly IReadOnlyCollection<(ChannelId Channel, Hash256 Id)>? _held;
    private readonly bool _isBackup;

    // Listed now, before the record is read.
    private EvidenceAt(string database)
    {
        _database = database;
        var carried = SqlitePieces.Names(database);
        _isBackup = carried is not null;
        _held = carried is not null
            ? carried.Select(n => (Channel: ChannelId.TryParse(n.Channel, out var channel) ? channel : default, Id: Hash256.TryParse(n.Name, out var id) ? id : default)).ToHashSet()
            : Path.GetFileName(database) == NodeHost.DatabaseName ? Vault(database).Pieces().ToHashSet() : null;
    }

    public static EvidenceAt Of(string database) => new(database);

    public static BlobVault Vault(string database) => new(new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, BlobOptions.FolderName)));

    public IEnumerable<AuditFinding> Findings(NamedEvidence named)
    {
        if (_held is null)
        {
            return [];
        }

        if (!_isBackup)
        {
            var vault = Vault(_database);
            return EvidenceAudit.Of(named, _held, vault.FaultOf, vault.Holds, RecordAudits.GuardOf(_database)?.Member);
        }

        ILookup<string, string> faults;
        try
        {
            // One at a time: together they may be larger than the memory.
            faults = SqlitePieces.Read(_database).Select(p => (p.Name, Fault: EvidenceBackup.FaultOf(p))).Where(p => p.Fault is not null).ToLookup(p => p.Name, p => p.Fault!, StringComparer.Ordinal);
        }
        catch (StoreOpenException damaged)
        {
            return [new AuditFinding(Path.GetFileName(_database), "audit.database", damaged.Message)];
        }

        return EvidenceAudit.Of(named, _held, (_, id) => faults[id.ToString()].FirstOrDefault(), (channel, id) => _held.Contains((channel, id)), null);
    }
}
