using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Comity.Tests.Node.Sync;

/// <summary>A line between two nodes that can be cut, also in the middle of an answer, and healed.</summary>
public sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ends = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly int _to;
    private readonly Task _accepting;
    private volatile bool _cut;
    private long _budget = long.MaxValue;

    public CutLine(int to)
    {
        _to = to;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Cut()
    {
        _cut = true;
        foreach (var socket in _open.Keys)
        {
            socket.Close(0);
        }
    }

    public void Heal()
    {
        Interlocked.Exchange(ref _budget, long.MaxValue);
        _cut = false;
    }

    /// <summary>Cuts after that many more bytes of answers.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _budget, bytes);

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _ends.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ends.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptSocketAsync(_ends.Token);
                _ = RelayAsync(near);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[near] = 0;
        _open[far] = 0;
        try
        {
            if (!_cut)
            {
                await far.ConnectAsync(IPAddress.Loopback, _to);
                await Task.WhenAny(CopyAsync(near, far, answers: false), CopyAsync(far, near, answers: true));
            }
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            // Nobody there: the near end sees its connection closed.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
            near.Close(0);
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool answers)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (!_cut && await from.ReceiveAsync(buffer) is var read and > 0)
            {
                var left = answers ? Interlocked.Add(ref _budget, -read) + read : read;
                await to.SendAsync(buffer.AsMemory(0, (int)Math.Clamp(left, 0, read)));
                if (left <= read)
                {
                    if (answers)
                    {
                        Cut();
                        return;
                    }
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
