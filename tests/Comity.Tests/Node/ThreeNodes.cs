using System.Text;
using Comity.Domain.Disputes;
using Comity.Domain.Mandates;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Tests.Node.Sync;

namespace Comity.Tests.Node;

/// <summary>Arda, Bera and Cirra, each with a node of its own on a loopback port; a node may be stopped and started again.</summary>
public sealed class ThreeNodes : IAsyncDisposable
{
    public static readonly MemberId Arda = MemberId.Parse("arda");
    public static readonly MemberId Bera = MemberId.Parse("bera");
    public static readonly MemberId Cirra = MemberId.Parse("cirra");
    public static readonly Officer Desk = new("desk", "First Department", "working", MaySign: true);
    public static readonly Officer Reader = new("reader", "Archive", "working", MaySign: false);

    /// <summary>What each member sets itself up with.</summary>
    public static readonly MandateGiven[] Mandates =
    [
        new(Desk.Id, Terms(MandateRole.Officer, Desk), null, Opening),
        new(Reader.Id, Terms(MandateRole.Auditor, Reader), null, Opening),
        new("head", Terms(MandateRole.Head, new("head", "Office of the Head", "summit", MaySign: true)), null, Opening),
    ];

    private static DateOnly Opening => new(2030, 1, 1);

    private static MandateTerms Terms(MandateRole role, Officer officer) => new(role, officer.Office, officer.Level, null, null, Opening, null);

    private static readonly MemberId[] Members = [Arda, Bera, Cirra];

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-three-").FullName;
    private readonly Dictionary<MemberId, SigningKey> _keys = Members.ToDictionary(m => m, _ => SigningKey.Generate());
    private readonly Dictionary<MemberId, string> _rosters;
    private readonly Dictionary<MemberId, int> _ports = Members.ToDictionary(m => m, _ => TestPorts.Row());
    private readonly Dictionary<MemberId, NodeHost> _running = [];
    private readonly Dictionary<(MemberId From, MemberId To), CutLine> _lines = [];
    private readonly SyncLimits _limits;
    private readonly IReadOnlyDictionary<MemberId, TimeSpan> _skew;
    private readonly Dictionary<MemberId, SigningKey> _roots = Members.ToDictionary(m => m, _ => SigningKey.Generate());

    private ThreeNodes(SyncLimits? limits, bool lines, IReadOnlyDictionary<MemberId, TimeSpan>? skew, ValueList<string>? twoPersons)
    {
        _limits = limits ?? SyncLimits.Default;
        _skew = skew ?? new Dictionary<MemberId, TimeSpan>();
        foreach (var (from, to) in lines ? Members.SelectMany(f => Members.Where(t => t != f).Select(t => (f, t))) : [])
        {
            _lines[(from, to)] = new CutLine(_ports[to]);
        }

        var roots = _roots;
        _rosters = Members.ToDictionary(m => m, m => Roster.Sign(roots[m], m, 1, null, [_keys[m].Public]));
        var none = new Dictionary<string, string>();
        Charter = Founding.SignCharter(
            new Charter(
                "Test forum", Members.Select(m => new CharterMember(m, "party", roots[m].Public.Thumbprint, new Dictionary<string, string> { ["en"] = m.ToString() }, none, "Etc/UTC")).ToValueList(),
                Arda, ["history", "economy"], ["en"], ["working", "summit"], "Etc/UTC", "2026f", [Arda, Bera, Cirra], "Test forum, issued by nobody", _rosters[Arda], TwoPersons: twoPersons),
            Arda, _keys[Arda], "Registry", "working", FixedClock.Start);
    }

    public Statement Charter { get; }

    public NodeHost this[MemberId member] => _running[member];

    /// <summary>The line by which one member's node asks another's; only where the forum was founded with lines.</summary>
    public CutLine Line(MemberId from, MemberId to) => _lines[(from, to)];

    public IEnumerable<CutLine> Lines => _lines.Values;

    public int PortOf(MemberId member) => _ports[member];

    public SigningKey RootOf(MemberId member) => _roots[member];

    public string RosterOf(MemberId member) => _rosters[member];

    /// <summary>All three running, the forum founded.</summary>
    /// <param name="lines">Whether the nodes ask each other through lines that can be cut.</param>
    /// <param name="skew">How far members' clocks are from the true time.</param>
    /// <param name="twoPersons">Where the charter wants a second person to release.</param>
    public static async Task<ThreeNodes> FoundedAsync(SyncLimits? limits = null, bool lines = false, IReadOnlyDictionary<MemberId, TimeSpan>? skew = null, ValueList<string>? twoPersons = null)
    {
        var three = new ThreeNodes(limits, lines, skew, twoPersons);
        foreach (var member in Members)
        {
            await three.StartAsync(member);
        }

        await three[Arda].Record.ImportAsync([three.Charter.Compact], default);
        foreach (var member in Members)
        {
            await Until(three[member], r => r.Charter is not null);
            await three[member].Record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        }

        foreach (var member in Members)
        {
            await Until(three[member], r => r.IsFounded);
            await Until(three[member], () => three[member].Room.Mandates.Mandates.Count == Mandates.Length);
        }

        return three;
    }

    /// <param name="assets">Whether styles and scripts are served, for a browser.</param>
    public async Task StartAsync(MemberId member, Func<NodeOptions, NodeOptions>? change = null, bool assets = false)
    {
        var options = OptionsOf(member);
        _running[member] = await NodeHost.StartAsync(change?.Invoke(options) ?? options, _ports[member], assets: assets ? "Comity.Node.staticwebassets.endpoints.json" : null);
    }

    /// <summary>Another copy of a member's node, on a port of its own and from a folder of its own; the caller stops it.</summary>
    public Task<NodeHost> StartCopyAsync(MemberId member, string folder) =>
        NodeHost.StartAsync(OptionsOf(member) with { Data = folder, AskFor = TimeSpan.FromSeconds(1) }, TestPorts.Row(), assets: null);

    private NodeOptions OptionsOf(MemberId member) => new(
            member, Charter.Id, _keys[member], _rosters[member], FolderOf(member), [Desk, Reader],
            new Dictionary<Hash256, Officer> { [Hash256.Of(Encoding.UTF8.GetBytes(Token(member)))] = Desk, [Hash256.Of(Encoding.UTF8.GetBytes(ReaderToken))] = Reader },
            [.. Members.Where(m => m != member).Select(m => new PeerOptions(m, new Uri($"http://127.0.0.1:{(_lines.TryGetValue((member, m), out var line) ? line.Port : _ports[m])}"), [_keys[m].Public]))],
            new FixedClock(_skew.GetValueOrDefault(member))) { Sync = _limits, FirstMandates = Mandates };

    public async Task StopAsync(MemberId member)
    {
        await _running[member].DisposeAsync();
        _running.Remove(member);
    }

    public const string ReaderToken = "reader-token";

    public static string Token(MemberId member) => "token-of-" + member;

    public string FolderOf(MemberId member) => Path.Combine(_folder, member.ToString());

    public string GuardOf(MemberId member) => FolderOf(member) + ".guard";

    public SigningKey KeyOf(MemberId member) => _keys[member];

    public HttpClient Api(MemberId member, string? token = null)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_ports[member]}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token ?? Token(member));
        return client;
    }

    public HttpClient Anonymous(MemberId member) => new() { BaseAddress = new Uri($"http://127.0.0.1:{_ports[member]}") };

    /// <summary>Records an act in plenary, or in another channel.</summary>
    public async Task<StatementId> ActAsync(MemberId author, string title, ChannelId? channel = null, IReadOnlyList<StatementId>? cites = null) =>
        Assert.IsType<SayResult.Said>(await this[author].Room.SayAsync(channel ?? ChannelId.Plenary, Act(author, title), "economy", null, cites ?? [], Desk, default)).Id;

    public static ActRecorded Act(MemberId author, string title) => new(
        new DateOnly(2030, 1, 2), DatePrecision.Day, ActType.Event, [new Actor(author, null, null)], [], title, "", "en", null, null, Basis.OwnAct, false, [], null, null);

    /// <summary>Waits until the node's record holds what is wanted; fails in words after a minute, or sooner.</summary>
    public static Task Until(NodeHost node, Func<Comity.Record.Journals.ForumRecord, bool> holds, string wanted = "what is wanted", int seconds = 60) =>
        Until(node, () => node.Record.Read(holds), wanted, seconds);

    /// <summary>The same of the node around the record: asked outside the record's lock, as whatever has a lock of its own must be.</summary>
    public static async Task Until(NodeHost node, Func<bool> holds, string wanted = "what is wanted", int seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            for (var version = node.Record.Version; !holds(); version = await node.Record.NewsAsync(version, patience.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"expected {wanted} within {seconds} s on the node of {node.Record.Me}; it did not come");
        }
    }

    public static Task Holds(NodeHost node, StatementId id, ChannelId? channel = null) => Until(node, () => node.Record.Store.Find(id)?.Channel == (channel ?? ChannelId.Plenary));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values.Select(n => n.DisposeAsync().AsTask()));
        foreach (var line in _lines.Values)
        {
            await line.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal sealed class FixedClock(TimeSpan skew) : IRoomClock
    {
        public static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public DateTimeOffset Now => Start + skew;

        public DateOnly Day => DateOnly.FromDateTime(Start.DateTime);
    }
}
