using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Node;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>A disk that is full or read-only: said clearly, nothing damaged, and on it goes once there is room again.</summary>
[Trait("Category", "Slow")]
public sealed class DiskTests
{
    [DiskFact]
    public async Task On_a_full_disk_the_node_stops_says_so_and_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk();
        using var node = LoneNode.Founded(Directory.CreateDirectory(Path.Combine(disk.Path, "node")).FullName);
        var said = await UntilStoppedAsync(node, () => disk.Fill(left: 400_000), "full");
        Assert.True(said.Count > 3);

        // Not even a start, while there is no room for it.
        disk.Fill(left: 0);
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => NodeHost.StartAsync(node.Options, TestPorts.Row(), assets: null));
        Assert.Equal(StoreOpenFault.NoSpace, refused.Fault);
        Assert.Contains("space", refused.Hint, StringComparison.Ordinal);
        disk.Empty();
        await GoesOnAsync(node, said);
    }

    [DiskFact]
    public async Task On_a_read_only_disk_the_node_stops_says_so_and_goes_on_when_it_may_write()
    {
        using var disk = new SmallDisk();
        using var node = LoneNode.Founded(Directory.CreateDirectory(Path.Combine(disk.Path, "node")).FullName);

        // A disk that is written to cannot be made read-only: that the guard cannot be written stands for it while the node runs.
        var said = await UntilStoppedAsync(node, () => Directory.CreateDirectory(node.Options.GuardPath + ".new"), "guard");
        Directory.Delete(node.Options.GuardPath + ".new");

        disk.ReadOnly(true);
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => NodeHost.StartAsync(node.Options, TestPorts.Row(), assets: null));
        Assert.Equal(StoreOpenFault.NoAccess, refused.Fault);
        Assert.NotEmpty(refused.Hint);
        disk.ReadOnly(false);
        await GoesOnAsync(node, said);
    }

    // Says things with room, then without: what was acknowledged is shown, what was refused says why, and so does the node's health.
    private static async Task<List<Statement>> UntilStoppedAsync(LoneNode node, Action worsen, string word)
    {
        await (await node.OpenAsync()).DisposeAsync();
        await using var host = await NodeHost.StartAsync(node.Options, TestPorts.Row(), assets: null);
        var said = new List<Statement>();
        for (var i = 0; i < 3; i++)
        {
            said.Add(await host.Record.SayAsync(ChannelId.Plenary, LoneNode.Draft($"with room {i}"), default));
        }

        Assert.Equal((HttpStatusCode.OK, "ok", true), await HealthAsync(host));
        worsen();
        NodeStoppedException? stopped = null;
        while (stopped is null)
        {
            try
            {
                said.Add(await host.Record.SayAsync(ChannelId.Plenary, LoneNode.Draft("until it is full " + new string('w', 2000)), default));
            }
            catch (NodeStoppedException now)
            {
                stopped = now;
            }
        }

        Assert.Equal("room.stopped", stopped.Code);
        Assert.Contains(word, stopped.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("everything acknowledged before still holds", stopped.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "stopped", false), await HealthAsync(host));
        Assert.Equal(said.Select(s => s.Id), host.Record.Store.ReadJournal(ChannelId.Plenary, Arda, 1, 1000).Select(s => s.Id));
        return said;
    }

    private static async Task<(HttpStatusCode Code, string Status, bool Signs)> HealthAsync(NodeHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
        var json = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(answer.StatusCode == HttpStatusCode.ServiceUnavailable, json["reason"] is not null);
        return (answer.StatusCode, (string)json["status"]!, (bool)json["signs"]!);
    }

    private static async Task GoesOnAsync(LoneNode node, List<Statement> said)
    {
        var held = await node.AuditAsync(ChannelId.Plenary);
        Assert.Equal(said.Select(s => s.Id), held.Skip(1).Take(said.Count).Select(s => s.Id));
        await using var host = await NodeHost.StartAsync(node.Options, TestPorts.Row(), assets: null);
        Assert.Equal(held.Count, (await host.Record.SayAsync(ChannelId.Plenary, LoneNode.Draft("with room again"), default)).Index);
        Assert.Equal((HttpStatusCode.OK, "ok", true), await HealthAsync(host));
    }
}
