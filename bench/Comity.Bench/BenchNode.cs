using System.Text.Json.Nodes;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>A node's record in a folder of its own, its plenary journal open: one member says things, the other is away.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private BenchNode(DirectoryInfo folder, NodeOptions options, NodeRecord record)
    {
        _folder = folder;
        Record = record;
        Room = new RoomNode(options, record, new PeerBoard([]));
    }

    public NodeRecord Record { get; }

    public RoomNode Room { get; }

    public string Folder => _folder.FullName;

    public static async Task<BenchNode> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("comity-bench-");
        var (arda, bera) = (MemberId.Parse("arda"), MemberId.Parse("bera"));
        var key = SigningKey.Generate();
        var roots = new[] { arda, bera }.ToDictionary(m => m, _ => SigningKey.Generate());
        var none = new Dictionary<string, string>();
        var roster = Roster.Sign(roots[arda], arda, 1, null, [key.Public]);
        var charter = Founding.SignCharter(
            new Charter("Bench", roots.Select(r => new CharterMember(r.Key, "party", r.Value.Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(), arda, ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", [arda], "", roster),
            arda, key, "Registry", "working", DateTimeOffset.UnixEpoch);
        var options = new NodeOptions(arda, charter.Id, key, roster, folder.FullName, [], new Dictionary<Hash256, Comity.Node.Rooms.Officer>(), [], new EpochClock(), Guard: Path.Combine(folder.FullName, "guard"));
        var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(folder.FullName, "record.db")));
        await record.ImportAsync([charter.Compact], default);
        return new BenchNode(folder, options, record);
    }

    public Task<Statement> SayAsync() => Record.SayAsync(
        ChannelId.Plenary,
        new StatementDraft("bench.words-said/1", "economy", null, [], new JsonObject { ["words"] = new string('w', 400) }, "First Department", "working", DateTimeOffset.UnixEpoch),
        default);

    public async ValueTask DisposeAsync()
    {
        await Record.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class EpochClock : IRoomClock
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public DateOnly Day => new(1970, 1, 1);
    }
}
