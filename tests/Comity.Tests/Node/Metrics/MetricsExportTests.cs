using System.Net;
using System.Text;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Tests.Node.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Metrics;

/// <summary>Metrics to an OpenTelemetry collector: a small server stands for one.</summary>
[Trait("Category", "Slow")]
public sealed class MetricsExportTests : IAsyncLifetime
{
    private readonly List<(string Path, string? Type, byte[] Body)> _received = [];
    private readonly int _port = TestPorts.Row();
    private WebApplication _collector = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        _collector = builder.Build();
        _collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (_received)
            {
                _received.Add((http.Request.Path, http.Request.ContentType, body.ToArray()));
            }
        });
        await _collector.StartAsync();
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task A_collector_that_is_named_is_sent_the_numbers_and_nothing_anybody_said()
    {
        await SpeakAsync(options => options with { Collector = new Uri($"http://127.0.0.1:{_port}") });

        var sent = Assert.IsType<(string Path, string? Type, byte[] Body)>(_received.FirstOrDefault(r => Encoding.UTF8.GetString(r.Body).Contains("comity.store.statements", StringComparison.Ordinal)));
        Assert.Equal(("/v1/metrics", "application/x-protobuf"), (sent.Path, sent.Type));
        Assert.All(_received, r => Assert.DoesNotContain("Substance", Encoding.UTF8.GetString(r.Body), StringComparison.Ordinal));
        Assert.Contains("service.instance.id", Encoding.UTF8.GetString(sent.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_sent_anywhere()
    {
        await SpeakAsync(options => options);

        Assert.Empty(_received);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_up_nobody() => await SpeakAsync(options => options with { Collector = new Uri($"http://127.0.0.1:{TestPorts.Row()}") });

    private static async Task SpeakAsync(Func<NodeOptions, NodeOptions> change)
    {
        using var forum = ForumFolder.Found(Arda, Bera);
        await using var node = await NodeHost.StartAsync(change(forum.OptionsOf(Arda, peers: false)), TestPorts.Row(), assets: null);
        await node.Record.ImportAsync([forum.Charter.Compact], default);
        await node.Record.SayAsync(ChannelId.Plenary, Runtime.LoneNode.Draft("Substance of Arda"), default);
    }
}
