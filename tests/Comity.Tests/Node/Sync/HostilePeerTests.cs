using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Microsoft.AspNetCore.Http;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>What Bera can do to Arda with Bera's own key: nothing that should not be is admitted, memory is bounded, Cirra is served.</summary>
[Trait("Category", "Slow")]
public sealed class HostilePeerTests
{
    private const long Bound = 96 * 1024 * 1024;

    [Fact]
    public async Task Nothing_a_hostile_peer_serves_is_admitted_but_its_journals_next_statement()
    {
        await using var three = await FoundedAsync();
        await three.ActAsync(Cirra, "For Arda to hold");
        await Until(three[Arda], r => r.Find(ChannelId.Plenary)![Cirra].Size >= 2);
        await using var bera = await HostilePeer.StartAsync(three);
        var before = Sizes(three, Arda);
        var said = Substance(three, Arda);
        using var stranger = SigningKey.Generate();
        var (next, seen) = (before[1], SeenBy(three, Arda));
        var good = Signed(three, seen);
        var parts = good.Split('.');

        string With(MemberId member, long size, Hash256 root) => Signed(three, new Seen(seen.Select(s => s.Key == member ? KeyValuePair.Create(member, new TreeHead(size, root)) : s)));
        string Payload(string json) => Jws.Sign(three.KeyOf(Bera), StatementGate.Type, Encoding.UTF8.GetBytes(json));
        var invented = Hash256.Of("invented"u8);
        var attacks = new (string Name, string Code, string[] Lines)[]
        {
            ("a key of nobody's", "record.key", [Signed(three, seen, key: stranger)]),
            ("another member's key", "record.key", [Signed(three, seen, key: three.KeyOf(Cirra))]),
            ("in Cirra's name", "record.key", [Signed(three, SeenBy(three, Arda), member: Cirra)]),
            ("another forum", "record.forum", [Signed(three, seen, forum: new StatementId(invented))]),
            ("signature of another text", "record.signature", [parts[0] + "." + parts[1] + "." + Signed(three, seen, words: "other").Split('.')[2]]),
            ("own journal's root invented", "record.seen-self", [With(Bera, next, invented)]),
            ("another's journal invented", "record.seen-disputed", [With(Cirra, before[2], invented)]),
            ("sight going back", "record.seen-back", [With(Arda, 0, TreeHead.Empty.Root)]),
            ("a roster that goes on by itself", "record.roster.sequence", [Signed(three, seen, roster: 2)]),
            ("a channel of others", "record.channel", [Signed(three, new Seen([KeyValuePair.Create(Bera, TreeHead.Empty), KeyValuePair.Create(Cirra, TreeHead.Empty)]), channel: ChannelId.Of(Bera, Cirra))]),
            ("names given twice", "record.json.syntax", [Payload("{\"forum\":null,\"forum\":null}")]),
            ("deep", "record.json.syntax", [Payload(string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40))]),
            ("badly encoded", "record.jws.utf8", [Jws.Sign(three.KeyOf(Bera), StatementGate.Type, [(byte)'{', 0xff, (byte)'}'])]),
            ("a lone surrogate", "record.json.surrogate", [Payload("{\"forum\":\"\\ud800\"}")]),
            ("padding", "record.jws.base64url", [good + "=="]),
            ("a line longer than a statement", "record.jws.too-long", [new string('A', Jws.MaxLength + 1)]),
            ("what waits, a thousand times", "", [.. Enumerable.Range(1, 1000).Select(i => With(Bera, next + i, invented))]),
            ("what saw what nobody said", "", [With(Cirra, before[2] + 5, invented)]),
            ("what is held, in another order and twice", "", [.. Journal(three, Arda).Reverse(), .. Journal(three, Arda)]),
            ("malformed texts of our own", "", [.. GateVectors()]),
            ("malformed signatures of others", "", [.. JoseVectors()]),
        };
        foreach (var (name, code, lines) in attacks)
        {
            await bera.ServesAsync(lines);
            Assert.True(before[1] == Sizes(three, Arda)[1] && said.SetEquals(Substance(three, Arda)), name);
            Assert.True(code.Length == 0 || bera.Told.Write().Contains($"code=\"{code}\"", StringComparison.Ordinal), $"{name}: {bera.Told.Write()}");
        }

        Assert.InRange(three[Arda].Record.Waiting(ChannelId.Plenary).Count, 1, Comity.Node.Runtime.WaitingRoom.Window);
        await bera.ServesAsync(good);
        Assert.Equal(next + 1, Sizes(three, Arda)[1]);

        // Meanwhile and after: Cirra is heard.
        await Holds(three[Arda], await three.ActAsync(Cirra, "Cirra goes on"));
    }

    [Fact]
    public async Task A_revoked_key_neither_speaks_nor_asks()
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        using var fresh = SigningKey.Generate();
        Assert.True(Roster.TryRead(three.RosterOf(Bera), out var first, out _));
        var roster = Roster.Sign(three.RootOf(Bera), Bera, 2, first.Id, [fresh.Public]);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(three, three.KeyOf(Bera), Bera));

        var draft = new StatementDraft(RecordKinds.RosterAdopted, null, null, [], new JsonObject { ["roster"] = roster }, "Registry", "working", three[Arda].Room.Now);
        await bera.ServesAsync(StatementSigner.Sign(draft, three.Charter.Id, ChannelId.Plenary, Bera, SeenBy(three, Arda), 2, fresh).Compact);
        var adopted = Sizes(three, Arda)[1];
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(three, three.KeyOf(Bera), Bera));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(three, fresh, Bera));
        await bera.ServesAsync(Signed(three, SeenBy(three, Arda)), Signed(three, SeenBy(three, Arda), roster: 2));
        Assert.Equal(adopted, Sizes(three, Arda)[1]);
    }

    [Fact]
    public async Task A_roster_that_names_anothers_key_does_not_answer_for_that_member()
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        Assert.True(Roster.TryRead(three.RosterOf(Bera), out var first, out _));
        var roster = Roster.Sign(three.RootOf(Bera), Bera, 2, first.Id, [three.KeyOf(Bera).Public, three.KeyOf(Cirra).Public]);
        var draft = new StatementDraft(RecordKinds.RosterAdopted, null, null, [], new JsonObject { ["roster"] = roster }, "Registry", "working", three[Arda].Room.Now);
        await bera.ServesAsync(StatementSigner.Sign(draft, three.Charter.Id, ChannelId.Plenary, Bera, SeenBy(three, Arda), 2, three.KeyOf(Bera)).Compact);

        var pair = ChannelId.Of(Arda, Cirra);
        var said = await three.ActAsync(Arda, "For Cirra", pair);
        await Holds(three[Cirra], said, pair);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(three, three.KeyOf(Cirra), Cirra, $"/sync/v1/journals/{pair}/arda"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(three, three.KeyOf(Bera), Bera, $"/sync/v1/journals/{pair}/arda"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(three, three.KeyOf(Bera), Cirra, $"/sync/v1/journals/{pair}/arda"));
    }

    [Fact]
    public async Task Endless_slow_and_misleading_answers_end_within_bounds_of_size_and_time()
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        // What ends by its size may take its time on a busy machine; what ends by time is given little.
        var (client, hasty) = (bera.Client(TimeSpan.FromMinutes(2)), bera.Client(TimeSpan.FromSeconds(4)));
        var filling = Encoding.ASCII.GetBytes(new string('A', 65_536));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        bera.Journal = http => EndlessAsync(http, filling);
        Assert.Equal("sync.line-too-long", (await Assert.ThrowsAsync<PeerMisbehavedException>(() => AskAsync())).Code);
        bera.Journal = http => EndlessAsync(http, [.. filling[..60_000], (byte)'\n']);
        Assert.InRange((await AskAsync()).Sum(l => l.Length), 1, 9 * 1024 * 1024);
        bera.Journal = http => EndlessAsync(http, "\n"u8.ToArray());
        Assert.InRange((await AskAsync()).Count, 1, SyncEndpoints.MostStatements);
        bera.Journal = async http =>
        {
            while (true)
            {
                await http.Response.WriteAsync("A", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        };
        Assert.Equal("sync.too-slow", (await Assert.ThrowsAsync<PeerMisbehavedException>(() => AskAsync(hasty))).Code);
        bera.Journal = http => Task.Delay(-1, http.RequestAborted);
        Assert.Equal("sync.too-slow", (await Assert.ThrowsAsync<PeerMisbehavedException>(() => AskAsync(hasty))).Code);
        bera.Journal = http =>
        {
            http.Response.Redirect($"http://127.0.0.1:{three.PortOf(Cirra)}/healthz");
            return Task.CompletedTask;
        };
        Assert.Equal(HttpStatusCode.Redirect, (await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync())).StatusCode);
        bera.Journal = http =>
        {
            http.Response.Headers[SyncVersions.Header] = "2, 3";
            return Task.CompletedTask;
        };
        Assert.Equal("sync.version", (await Assert.ThrowsAsync<PeerMisbehavedException>(() => AskAsync())).Code);
        bera.Journal = http =>
        {
            http.Response.Headers[SyncVersions.Header] = "1, 2";
            http.Response.ContentType = "text/plain; charset=none-such";
            return http.Response.WriteAsync("one\ntwo");
        };
        Assert.Equal(["one", "two"], await AskAsync());
        bera.Knock = http => EndlessAsync(http, filling);
        Assert.Equal("sync.event-too-long", (await Assert.ThrowsAsync<PeerMisbehavedException>(async () => await client.KnocksAsync("test", default).GetAsyncEnumerator().MoveNextAsync())).Code);

        // Kept of all that: nothing.
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Bound);

        Task<IReadOnlyList<string>> AskAsync(PeerClient? by = null) => (by ?? client).JournalAsync(ChannelId.Plenary, Bera, 0, default);
    }

    [Fact]
    public async Task A_peer_that_promises_and_gives_nothing_that_counts_is_asked_less_and_less_while_others_are_heard()
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        using var stranger = SigningKey.Generate();
        var refused = Signed(three, SeenBy(three, Arda), key: stranger);
        bera.Promises["cirra"] = 1_000_000;
        bera.Journal = http => http.Response.WriteAsync(refused);
        var said = await three.ActAsync(Cirra, "Said beside the noise");
        await Holds(three[Arda], said);
        await Task.Delay(3500);

        // At once, after 1 s and after 2 s more, by Arda and Cirra; a journal that grew meanwhile is asked for afresh,
        // and where it may part from ours a few single statements are looked at.
        var asked = bera.Asked.ToArray();
        Assert.InRange(asked.Count(a => a.Contains("/plenary/bera", StringComparison.Ordinal)), 1, 24);
        Assert.InRange(asked.Length, 1, 48);
        var later = await three.ActAsync(Cirra, "Said beside the noise again");
        await Holds(three[Arda], later);
    }

    [Theory]
    [InlineData("null-channel", "{\"member\":\"bera\",\"forum\":\"F\",\"edition\":\"\",\"heads\":{\"plenary\":null,\"public\":{\"bera\":null,\"arda\":\"9\"}}}")]
    [InlineData("null-heads", "{\"member\":\"bera\",\"forum\":\"F\",\"edition\":\"\",\"heads\":null}")]
    [InlineData("twice", "{\"member\":\"bera\",\"member\":\"bera\",\"forum\":\"F\",\"edition\":\"\",\"heads\":{}}")]
    [InlineData("huge", "{\"member\":\"bera\",\"forum\":\"F\",\"edition\":\"\",\"heads\":{\"plenary\":{\"bera\":99999999999999999999}}}")]
    [InlineData("nothing", "")]
    public async Task No_knock_ends_the_link(string name, string knock)
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        var said = Signed(three, SeenBy(three, Arda));
        var size = Sizes(three, Arda)[1];
        var knocks = 0;
        bera.Promises["bera"] = size + 1;
        bera.Journal = http => http.Response.WriteAsync(said);
        bera.Knock = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync($"event: heads\ndata: {(Interlocked.Increment(ref knocks) > 4 ? bera.Heads() : knock.Replace("\"F\"", $"\"{three.Charter.Id}\"", StringComparison.Ordinal))}\n\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(200);
        };
        await Until(three[Arda], r => r.Find(ChannelId.Plenary)![Bera].Size == size + 1);
        Assert.True(knocks > 4, name);
    }

    [Fact]
    public async Task Naming_every_possible_channel_grows_nothing()
    {
        await using var three = await FoundedAsync();
        await using var bera = await HostilePeer.StartAsync(three);
        var channels = three[Arda].Record.Read(r => r.Channels.Count());
        foreach (var channel in new[] { "arda", "arda+bera", "arda+bera+cirra", "arda+cirra", "bera+cirra", "arda+dora", "public" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(three, three.KeyOf(Bera), Bera, $"/sync/v1/journals/{channel}/arda"));
        }

        bera.Knock = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            var heads = bera.Heads().Replace("\"plenary\"", "\"arda+bera+cirra\":{\"bera\":5},\"arda+bera\":{\"bera\":5},\"plenary\"", StringComparison.Ordinal);
            await http.Response.WriteAsync($"event: heads\ndata: {heads}\n\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(-1, http.RequestAborted);
        };
        await SoonAsync(() => bera.Asked.Any(a => a.Contains("arda+bera+cirra", StringComparison.Ordinal)));
        Assert.Equal(channels, three[Arda].Record.Read(r => r.Channels.Count()));
    }

    internal static async Task SoonAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 1200, "not within a minute");
            await Task.Delay(50);
        }
    }

    internal static async Task<HttpStatusCode> AskAsync(ThreeNodes three, SigningKey key, MemberId? member, string path = "/sync/v1/heads")
    {
        using var http = three.Anonymous(Arda);
        using var first = await http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new(RequestSigning.Scheme, RequestSigning.Sign(key, "GET", path, Arda, first.Headers.GetValues(RequestSigning.NonceHeader).First(), [], member));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    internal static Seen SeenBy(ThreeNodes three, MemberId member) => three[member].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen);

    internal static string Signed(
        ThreeNodes three, Seen seen, SigningKey? key = null, MemberId? member = null, StatementId? forum = null, int roster = 1, string words = "words", ChannelId? channel = null) =>
        StatementSigner.Sign(
            new("test.words-said/1", "economy", null, [], new JsonObject { ["words"] = words }, "Desk", "working", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            forum ?? three.Charter.Id, channel ?? ChannelId.Plenary, member ?? Bera, seen, roster, key ?? three.KeyOf(Bera)).Compact;

    private static long[] Sizes(ThreeNodes three, MemberId holder) => three[holder].Record.Read(r => new[] { Arda, Bera, Cirra }.Select(m => r.Find(ChannelId.Plenary)![m].Size).ToArray());

    /// <summary>Receipts among the others may come at any time.</summary>
    private static HashSet<StatementId> Substance(ThreeNodes three, MemberId holder) =>
        [.. new[] { Arda, Bera, Cirra }.SelectMany(m => three[holder].Room.Statements(ChannelId.Plenary, m, 0, 1000)).Where(s => s.Kind != RecordKinds.Receipt).Select(s => s.Id)];

    private static IEnumerable<string> Journal(ThreeNodes three, MemberId member) => three[Arda].Record.Store.ReadJournal(ChannelId.Plenary, member, 0, 100).Select(s => s.Compact);

    private static async Task EndlessAsync(HttpContext http, byte[] portion)
    {
        while (true)
        {
            await http.Response.Body.WriteAsync(portion, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static IEnumerable<string> GateVectors() => JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/gate.json")))!["bad"]!.AsArray()
        .Select(v => ((string)v!["compact"]!).Replace("\n", "", StringComparison.Ordinal).PadRight(Math.Min((int?)v["fillTo"] ?? 0, Jws.MaxLength), 'A')).Where(c => c.Length > 0);

    private static IEnumerable<string> JoseVectors()
    {
        var path = TestPaths.SharedVectors is { } shared ? Path.Combine(shared, "jose", "json_web_signature_test.json") : "";
        return !File.Exists(path) ? ["eyJhbGciOiJub25lIn0.e30."] : JsonNode.Parse(File.ReadAllText(path))!["testGroups"]!.AsArray()
            .SelectMany(g => g!["tests"]!.AsArray()).Select(t => t!["jws"]).OfType<JsonValue>().Select(j => ((string)j!).Replace("\n", "", StringComparison.Ordinal));
    }
}
