using System.Collections.Concurrent;
using System.Net;

namespace Comity.Tests.Node.Notices;

/// <summary>A webhook's receiver in the test's process.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public HookReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{TestPorts.Row()}/hook/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>What came, whatever was answered.</summary>
    public ConcurrentQueue<(string Delivery, string Signature, string Body)> Received { get; } = [];

    /// <summary>How many are answered with a failure first.</summary>
    public int Fails { get; set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            Received.Enqueue((context.Request.Headers["Comity-Delivery"] ?? "", context.Request.Headers["Comity-Signature"] ?? "", await reader.ReadToEndAsync()));
            context.Response.StatusCode = Fails-- > 0 ? 500 : 204;
            context.Response.Close();
        }
    }
}
