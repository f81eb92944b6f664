using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Mandates;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Bench;

/// <summary>Two nodes on loopback, as they are served: how long from the call that signs on one until the other's API gives the statement to a reader.</summary>
internal static class LatencyBench
{
    private const int Warm = 30;
    private const string Token = "bench";

    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(20);
    private static readonly MemberId[] Members = [MemberId.Parse("arda"), MemberId.Parse("bera")];

    public static async Task RunAsync(int count, bool json)
    {
        var folder = Directory.CreateTempSubdirectory("comity-bench-");
        var nodes = new List<NodeHost>();
        try
        {
            await StartAsync(folder.FullName, nodes);
            using var http = new HttpClient { BaseAddress = nodes[1].Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            await OpenedAsync(http);
            for (var i = 0; i < Warm; i++)
            {
                await OneAsync(nodes, http);
            }

            var times = new List<double>();
            for (var i = 0; i < count; i++)
            {
                times.Add(await OneAsync(nodes, http));
                await Task.Delay(Apart);
            }

            var row = Measured.Of("signed on one node, read from the other's API", times);
            Console.WriteLine(json ? JsonSerializer.Serialize(new { count, row.What, row.P50, row.P99 }, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{count} statements, {Apart.TotalMilliseconds} ms apart\n\n| measured | p50 ms | p99 ms |\n|---|---|---|\n| {row.What} | {row.P50:0.0} | {row.P99:0.0} |"));
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }

            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OneAsync(List<NodeHost> nodes, HttpClient http)
    {
        var clock = Stopwatch.StartNew();
        var said = await nodes[0].Record.SayAsync(ChannelId.Plenary, new StatementDraft(
            "bench.words-said/1", "economy", null, [], new JsonObject { ["words"] = new string('w', 400) }, "First Department", "working", DateTimeOffset.UnixEpoch), default);
        await UntilAsync(nodes[1], () => nodes[1].Record.Store.Find(said.Id) is not null);
        using var answer = await http.GetAsync($"/api/v1/statements/{said.Id}");
        answer.EnsureSuccessStatusCode();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task StartAsync(string folder, List<NodeHost> nodes)
    {
        var keys = Members.ToDictionary(m => m, _ => SigningKey.Generate());
        var roots = Members.ToDictionary(m => m, _ => SigningKey.Generate());
        var rosters = Members.ToDictionary(m => m, m => Roster.Sign(roots[m], m, 1, null, [keys[m].Public]));
        var ports = Members.ToDictionary(m => m, _ => FreePort());
        var none = new Dictionary<string, string>();
        var charter = Founding.SignCharter(
            new Charter("Bench", roots.Select(r => new CharterMember(r.Key, "party", r.Value.Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(),
                Members[0], ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", Members.ToValueList(), "", rosters[Members[0]]),
            Members[0], keys[Members[0]], "Registry", "working", DateTimeOffset.UnixEpoch);
        var desk = new Officer("desk", "Desk", "working", MaySign: true);
        foreach (var member in Members)
        {
            var clock = new EpochClock();
            var options = new NodeOptions(
                member, charter.Id, keys[member], rosters[member], Path.Combine(folder, member.ToString()), [desk], new Dictionary<Hash256, Officer> { [Hash256.Of(Encoding.UTF8.GetBytes(Token))] = desk },
                [.. Members.Where(m => m != member).Select(m => new PeerOptions(m, new Uri($"http://127.0.0.1:{ports[m]}"), [keys[m].Public]))], clock)
            {
                FirstMandates = [new MandateGiven("desk", new MandateTerms(MandateRole.Head, "Desk", "working", null, null, clock.Day, null), null, clock.Day)],
            };
            nodes.Add(await NodeHost.StartAsync(options, ports[member], assets: null));
        }

        await nodes[0].Record.ImportAsync([charter.Compact], default);
        await UntilAsync(nodes[1], () => nodes[1].Record.Read(r => r.Charter) is not null);
        await nodes[1].Record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        await UntilAsync(nodes[0], () => nodes[0].Record.Read(r => r.IsFounded));
    }

    private static async Task UntilAsync(NodeHost node, Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var version = node.Record.Version; !holds(); version = await node.Record.NewsAsync(version, patience.Token))
        {
        }
    }

    // The first officer reads once the node has given it its mandate.
    private static async Task OpenedAsync(HttpClient http)
    {
        for (var left = 600; left > 0; left--)
        {
            using var answer = await http.GetAsync("/api/v1/channels/plenary/statements?limit=1");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("the officer was given no mandate within a minute");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class EpochClock : IRoomClock
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public DateOnly Day => new(1970, 1, 1);
    }
}
