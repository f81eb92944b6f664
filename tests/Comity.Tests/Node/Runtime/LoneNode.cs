using System.Text.Json.Nodes;
using Comity.Node;
using Comity.Node.Guard;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;
using Comity.Tests.Node.Processes;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>Arda's record alone, Bera away: opened, failed, killed and opened again in one folder, by this process or another.</summary>
internal sealed class LoneNode : IDisposable
{
    public static readonly ChannelId Own = ChannelId.Of(Arda);

    private readonly string _folder;
    private readonly string _charter;

    private LoneNode(string folder)
    {
        _folder = folder;
        _charter = File.ReadAllText(Path.Combine(folder, "charter"));
        var charter = StatementGate.TryRead(_charter, out var read, out _) ? read : throw new InvalidOperationException();
        var data = Directory.CreateDirectory(Path.Combine(folder, "arda")).FullName;
        Options = new NodeOptions(
            Arda, charter.Id, SigningKey.FromPem(File.ReadAllText(Path.Combine(folder, "key"))), File.ReadAllText(Path.Combine(folder, "roster")), data,
            [Desk], new Dictionary<Hash256, Officer>(), [], new FixedClock(TimeSpan.Zero));
    }

    public NodeOptions Options { get; }

    public string Folder => _folder;

    public string Database => Path.Combine(Options.Data, NodeHost.DatabaseName);

    /// <summary>In a temporary folder, gone with it.</summary>
    /// <param name="twoMembers">False for a forum of Arda alone, which is founded as soon as it has accepted.</param>
    public static LoneNode Founded(bool twoMembers = true) => Founded(Directory.CreateTempSubdirectory("comity-lone-").FullName, twoMembers);

    public static LoneNode Founded(string folder, bool twoMembers = true)
    {
        using var key = SigningKey.Generate();
        var roots = (twoMembers ? [Arda, Bera] : new[] { Arda }).ToDictionary(m => m, _ => SigningKey.Generate());
        var roster = Roster.Sign(roots[Arda], Arda, 1, null, [key.Public]);
        var none = new Dictionary<string, string>();
        var charter = Founding.SignCharter(
            new Charter("Lone forum", roots.Select(r => new CharterMember(r.Key, "party", r.Value.Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(), Arda, ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", [Arda], "", roster),
            Arda, key, "Registry", "working", FixedClock.Start);
        File.WriteAllText(Path.Combine(folder, "charter"), charter.Compact);
        File.WriteAllText(Path.Combine(folder, "key"), key.ToPem());
        File.WriteAllText(Path.Combine(folder, "roster"), roster);
        return new LoneNode(folder);
    }

    /// <summary>The one that another process founded.</summary>
    public static LoneNode At(string folder) => new(folder);

    public async Task<NodeRecord> OpenAsync(IWriteFaults? store = null, IGuardFaults? guard = null)
    {
        var opened = SqliteStatementStore.Open(Database, store);
        try
        {
            var record = NodeRecord.Open(Options, opened, guard);
            await record.ImportAsync([_charter], default);
            return record;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public static StatementDraft Draft(string words, string level = "working") =>
        new("lone.words-said/1", "economy", null, [], new JsonObject { ["words"] = words }, "First Department", level, FixedClock.Start);

    public static string Words(Statement statement) => statement.Body.GetProperty("words").GetString()!;

    /// <summary>From outside: the database and every signature sound, the guard not beyond what is held. Returns what is held of a channel.</summary>
    public Task<List<Statement>> AuditAsync(ChannelId channel) => NodeAudit.OfAsync(Options, channel, Arda);

    public void Dispose()
    {
        Options.Key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
