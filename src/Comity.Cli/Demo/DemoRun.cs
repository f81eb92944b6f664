using System.Text;
using System.Text.Json;
using Comity.Cli.Demo.Case.Stories;
using Comity.Cli.Demo.Door;
using Comity.Node;
using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Cli.Demo;

/// <summary>Three sovereign nodes in one process, each with a folder, a key and a port of its own, and the door to them.</summary>
public sealed class DemoRun : IAsyncDisposable
{
    /// <summary>Where the case starts unless another day is asked for: the morning of 2 August 2019.</summary>
    public static readonly DateOnly FirstDay = new(2019, 8, 2);

    private const int DemoOffices = 3;

    private readonly Dictionary<MemberId, NodeHost> _nodes = [];
    private DoorHost? _door;
    private CasePlayer? _player;

    /// <param name="folder">Exists; holds the forum after this returns.</param>
    /// <param name="asOf">The day to load the case to; null goes on where the folder's last run stood, or starts at <see cref="FirstDay"/>.</param>
    /// <param name="story">What is played beside the case; null goes on with the folder's own.</param>
    /// <param name="step">Told of each step when it is done.</param>
    /// <exception cref="IOException">A port is taken, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The folder holds what is not a demo's.</exception>
    /// <exception cref="StoryTakenException">The folder holds another story.</exception>
    public static async Task<DemoRun> StartAsync(string folder, int port, DateOnly? asOf, CaseStory? story, Action<string> step, CancellationToken cancellation)
    {
        var run = new DemoRun();
        try
        {
            await run.OpenAsync(folder, port, asOf, story, step, cancellation).ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public IReadOnlyDictionary<MemberId, NodeHost> Nodes => _nodes;

    public CasePlayer Player => _player ?? throw new InvalidOperationException("the demo has not started");

    /// <summary>Waits until every node holds what every other has said.</summary>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public Task InStepAsync(CancellationToken cancellation) => Player.InStepAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_player is not null)
        {
            await _player.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll([.. _nodes.Values.Select(n => n.DisposeAsync().AsTask()), _door?.DisposeAsync().AsTask() ?? Task.CompletedTask]).ConfigureAwait(false);
    }

    private async Task OpenAsync(string folder, int port, DateOnly? asOf, CaseStory? story, Action<string> step, CancellationToken cancellation)
    {
        var book = new PlayBook(folder);
        var kept = book.Read();
        var clock = new DemoClock(TimeProvider.System);
        if (kept is { Story: not CaseStory.History } && story is { } asked && asked != kept.Story)
        {
            throw new StoryTakenException($"{folder}: expected a demo of {asked.Wire()} or of the case alone, found one of {kept.Story.Wire()}: what was said of it stays said");
        }

        var first = asOf ?? story?.FirstDay() ?? FirstDay;
        clock.MoveTo(kept?.At ?? DemoClock.MorningOf(first));
        var forum = DemoForum.OpenOrFound(folder, clock.Now);
        var player = _player = new CasePlayer(clock, book, $"http://localhost:{port}/", kept?.Story ?? story ?? CaseStory.History);
        step("keys and charter");

        var ports = forum.Parties.Select((p, i) => (p.Member, Port: port + 1 + i)).ToDictionary(p => p.Member, p => p.Port);
        await StartNodesAsync(forum, folder, ports, clock, player, cancellation).ConfigureAwait(false);
        _door = await DoorHost.StartAsync(port, Path.Combine(folder, "door"), new DoorView(_nodes, ports, player), cancellation).ConfigureAwait(false);
        step("three nodes and the door listening");

        await FoundAsync(forum, cancellation).ConfigureAwait(false);
        step("forum founded: every member accepted the charter");

        // The first page of a process costs a few hundred milliseconds; better now, beside the load, than under the first click.
        var warm = WarmAsync(port, ports, cancellation);
        player.Attach(_nodes);
        var day = kept is null ? first : asOf;
        await player.StartAtAsync(kept is null || day > clock.Day ? day : null, cancellation).ConfigureAwait(false);
        if (story is { } chosen && chosen != CaseStory.History)
        {
            await player.ChooseAsync(chosen, cancellation).ConfigureAwait(false);
        }

        foreach (var node in _nodes.Values)
        {
            await SampleDraft.KeepAsync(node, cancellation).ConfigureAwait(false);
        }

        var state = player.State;
        step($"case loaded to {state.Day:yyyy-MM-dd}: {state.Position} of {state.Total} entries, the same on three nodes");

        await warm.ConfigureAwait(false);
        await WarmAsync(port, ports, cancellation).ConfigureAwait(false);
        step("first pages served");
        WriteState(folder, forum, ports);
    }

    // All of them, before a failure is told: what has started must be stopped.
    private async Task StartNodesAsync(DemoForum forum, string folder, Dictionary<MemberId, int> ports, DemoClock clock, CasePlayer player, CancellationToken cancellation)
    {
        var starting = forum.Parties.Select(p => StartNodeAsync(forum, p, folder, ports, clock, player, cancellation)).ToList();
        await ((Task)Task.WhenAll(starting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var started in starting.Where(s => s.IsCompletedSuccessfully))
        {
            var node = await started.ConfigureAwait(false);
            _nodes.Add(node.Room.Me, node);
        }

        await Task.WhenAll(starting).ConfigureAwait(false);
    }

    private static async Task<NodeHost> StartNodeAsync(
        DemoForum forum, DemoParty party, string folder, Dictionary<MemberId, int> ports, DemoClock clock, CasePlayer player, CancellationToken cancellation)
    {
        var directory = new DemoOfficers(party.Member);
        var officers = directory.Officers;
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
            OfficersArePicked: true) { FirstMandates = directory.Mandates, Outbox = TimeSpan.Zero };
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
            await UntilAsync(node, _ => node.Room.Mandates.Mandates.Count >= DemoOffices, cancellation).ConfigureAwait(false);
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

    private static async Task WarmAsync(int door, Dictionary<MemberId, int> ports, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        foreach (var page in ports.Values.Select(port => new Uri(Address(port), "/c/public/room")).Append(Address(door)))
        {
            using var answer = await http.GetAsync(page, cancellation).ConfigureAwait(false);
        }
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
