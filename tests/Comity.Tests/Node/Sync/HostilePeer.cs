using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Comity.Node.Metrics;
using Comity.Node.Runtime;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>Bera's place taken by a program that has Bera's node key, speaks the protocol and keeps to none of its rules.</summary>
internal sealed class HostilePeer : IAsyncDisposable
{
    private readonly ThreeNodes _three;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxResponseDrainSize = 0 }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly NodeMetrics _metrics = new();

    private HostilePeer(ThreeNodes three, WebApplication app)
    {
        _three = three;
        _app = app;
        Told = new PrometheusText(_metrics);
    }

    /// <summary>What it promises: sizes of journals in plenary.</summary>
    public ConcurrentDictionary<string, long> Promises { get; } = new() { ["bera"] = 1_000_000 };

    /// <summary>How it answers for a journal.</summary>
    public Func<HttpContext, Task> Journal { get; set; } = http => Task.CompletedTask;

    /// <summary>How it knocks; null knocks once as it should and then is silent.</summary>
    public Func<HttpContext, Task>? Knock { get; set; }

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What links made here have counted.</summary>
    public PrometheusText Told { get; }

    /// <summary>Stops Bera's node and listens in its place.</summary>
    public static async Task<HostilePeer> StartAsync(ThreeNodes three)
    {
        await three.StopAsync(Bera);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, three.PortOf(Bera)));
        var app = builder.Build();
        var peer = new HostilePeer(three, app);
        app.Run(peer.AnswerAsync);
        await app.StartAsync();
        return peer;
    }

    public PeerClient Client(TimeSpan? patience = null) =>
        new(new(Bera, new Uri($"http://127.0.0.1:{_three.PortOf(Bera)}"), []), _three.KeyOf(Arda), _http, Arda, new SyncLimits { Patience = patience ?? TimeSpan.FromSeconds(10) }, _metrics);

    /// <summary>Has Arda's record pull once, as its link to Bera would.</summary>
    public Task PullAsync(TimeSpan? patience = null)
    {
        var options = new NodeOptions(Arda, _three.Charter.Id, _three.KeyOf(Arda), _three.RosterOf(Arda), "", [], new Dictionary<Hash256, Comity.Node.Rooms.Officer>(), [], null!);
        var link = new PeerLink(Client(patience), _three[Arda].Record, options, new PeerBoard([]), TimeProvider.System, NullLogger<PeerLink>.Instance, _metrics);
        var sizes = Promises.ToDictionary(p => MemberId.Parse(p.Key), p => p.Value);
        return link.PullAsync(new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> { [ChannelId.Plenary] = sizes }, default);
    }

    public Task ServesAsync(params string[] lines)
    {
        Journal = http => http.Response.WriteAsync(string.Join('\n', lines));
        return PullAsync();
    }

    public string Heads() => JsonSerializer.Serialize(
        new { member = "bera", forum = _three.Charter.Id.ToString(), edition = "", heads = new Dictionary<string, object> { ["plenary"] = Promises } });

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _http.Dispose();
        Told.Dispose();
        _metrics.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers[RequestSigning.NonceHeader] = "any-nonce-will-do";
        try
        {
            if (http.Request.Path.StartsWithSegments("/sync/v1/journals"))
            {
                Asked.Enqueue(http.Request.Path + http.Request.QueryString);
                await Journal(http);
                return;
            }

            http.Response.ContentType = "text/event-stream";
            if (Knock is not null)
            {
                await Knock(http);
                return;
            }

            while (true)
            {
                await http.Response.WriteAsync($"event: heads\ndata: {Heads()}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(100, http.RequestAborted);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The asker has had enough.
        }
    }
}
