using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Cli.Demo;

/// <summary>Three sovereign nodes in one process, each with a folder, a key and a port of its own, and the door to them.</summary>
public sealed class DemoRun : IAsyncDisposable
{
    private readonly Dictionary<MemberId, NodeHost> _nodes = [];
    private Door? _door;

    /// <param name="folder">Exists; holds the forum after this returns.</param>
    /// <param name="step">Told of each step when it is done.</param>
    /// <exception cref="IOException">A port is taken, or the folder cannot be used.</exception>
    public static async Task<DemoRun> StartAsync(string folder, int port, DateOnly asOf, Action<string> step, CancellationToken cancellation)
    {
        var clock = new DemoClock(asOf, TimeProvider.System);
        var run = new DemoRun();
        try
        {
            await run.StartAsync(folder, port, asOf, clock, step, cancellation).ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _player?.Pause();
        await Task.WhenAll([.. _nodes.Values.Select(n => n.DisposeAsync().AsTask()), _door?.DisposeAsync().AsTask() ?? Task.CompletedTask]).ConfigureAwait(false);
    }

    private CasePlayer? _player;

    private async Task StartAsync(string folder, int port, DateOnly asOf, DemoClock clock, Action<string> step, CancellationToken cancellation)
    {
        var forum = DemoForum.OpenOrFound(folder, clock.Now);
        var player = _player = new CasePlayer(clock, $"http://localhost:{port}/");
        step("keys and charter");

        var ports = forum.Parties.Select((p, i) => (p.Member, Port: port + 1 + i)).ToDictionary(p => p.Member, p => p.Port);
        foreach (var started in await Task.WhenAll(forum.Parties.Select(p => StartNodeAsync(forum, p, folder, ports, clock, player, cancellation))).ConfigureAwait(false))
        {
            _nodes.Add(started.Room.Me, started);
        }

        _door = await Door.StartAsync(port, ports, player, cancellation).ConfigureAwait(false);
        step("three nodes and the door listening");

        await FoundAsync(forum, cancellation).ConfigureAwait(false);
        step("forum founded: every member accepted the charter");

        player.Attach(_nodes);
        var day = DayToResume(folder) is { } kept && kept > asOf ? kept : asOf;
        await player.LoadUntilAsync(day, cancellation).ConfigureAwait(false);
        await player.InStepAsync(cancellation).ConfigureAwait(false);
        step($"case loaded to {day:yyyy-MM-dd}: {player.State.Position} of {player.State.Total} entries, the same on three nodes");

        await WarmAsync(ports, cancellation).ConfigureAwait(false);
        step("first pages served");
        WriteState(folder, forum, ports);
    }

    private static async Task<NodeHost> StartNodeAsync(
        DemoForum forum, DemoParty party, string folder, Dictionary<MemberId, int> ports, DemoClock clock, CasePlayer player, CancellationToken cancellation)
    {
        var officers = new DemoOfficers(party.Member).Officers;
        var options = new NodeOptions(
            party.Member,
            forum.Charter.Id,
            party.Key,
            party.Roster,
            Path.Combine(folder, party.Member.ToString()),
            officers,
            new Dictionary<Hash256, Node.Rooms.Officer> { [Hash256.Of(Encoding.UTF8.GetBytes(party.Token))] = officers.First(o => o.MaySign) },
            [.. forum.Parties.Where(p => p.Member != party.Member).Select(p => new PeerOptions(p.Member, Address(ports[p.Member]), [p.Key.Public]))],
            clock,
            OfficersArePicked: true);
        return await NodeHost.StartAsync(options, ports[party.Member], player, cancellation: cancellation).ConfigureAwait(false);
    }

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}");

    private async Task FoundAsync(DemoForum forum, CancellationToken cancellation)
    {
        var founder = _nodes[forum.Charter.Member];
        await founder.Record.ImportAsync([forum.Charter.Compact], cancellation).ConfigureAwait(false);
        foreach (var node in _nodes.Values)
        {
            await UntilAsync(node, record => record.Read(r => r.Charter is not null), cancellation).ConfigureAwait(false);
            await node.Record.OpenJournalAsync(ChannelId.Plenary, "working", cancellation).ConfigureAwait(false);
            await node.Record.OpenJournalAsync(ChannelId.Public, "working", cancellation).ConfigureAwait(false);
        }

        foreach (var node in _nodes.Values)
        {
            await UntilAsync(node, record => record.Read(r => r.IsFounded), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task UntilAsync(NodeHost node, Func<NodeRecord, bool> holds, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        for (var version = node.Record.Version; !holds(node.Record); version = await node.Record.NewsAsync(version, patience.Token).ConfigureAwait(false))
        {
        }
    }

    // The first page of a process costs a few hundred milliseconds; better now than under the first click.
    private static async Task WarmAsync(Dictionary<MemberId, int> ports, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        foreach (var port in ports.Values)
        {
            using var page = await http.GetAsync(new Uri(Address(port), "/c/public/room"), cancellation).ConfigureAwait(false);
        }
    }

    private DateOnly? DayToResume(string folder)
    {
        var last = _nodes.Values.SelectMany(n => n.Room.Journals(ChannelId.Plenary)).Max(j => j.LastClaimedAt);
        return last is { } moment && File.Exists(Path.Combine(folder, StateFile)) ? DateOnly.FromDateTime(moment.ToOffset(TimeSpan.FromHours(9)).DateTime) : null;
    }

    private const string StateFile = "demo.json";

    private void WriteState(string folder, DemoForum forum, Dictionary<MemberId, int> ports)
    {
        var parties = forum.Parties.ToDictionary(p => p.Member.ToString(), p => new
        {
            url = $"http://127.0.0.1:{ports[p.Member]}",
            page = PageOf(p.Member, ports[p.Member]),
            token = p.Token,
            data = Path.GetFullPath(Path.Combine(folder, p.Member.ToString())),
        });
        var path = Path.Combine(folder, StateFile);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(new { parties }, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>A name of its own for every node, so that sessions and passkeys keep apart; programs use the number.</summary>
    public static string PageOf(MemberId member, int port) => $"http://{member}.localhost:{port}";
}
