using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Sync;

/// <summary>The peers' quotas: one each, made at the start, so that nothing grows with what strangers send.</summary>
public sealed class PeerQuotas(NodeOptions options, TimeProvider time)
{
    private readonly FrozenDictionary<MemberId, PeerQuota> _byPeer =
        options.Peers.Select(p => p.Member).Distinct().ToFrozenDictionary(m => m, _ => new PeerQuota(options.Sync, time));

    public PeerQuota Of(MemberId peer) => _byPeer[peer];

    /// <summary>429 with the seconds to wait, rounded up.</summary>
    public static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = ((int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 3600)).ToString(CultureInfo.InvariantCulture);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>What one peer may still take: docs/spec/sync.md, "Quotas".</summary>
public sealed class PeerQuota(SyncLimits limits, TimeProvider time)
{
    private readonly Lock _one = new();
    private readonly Allowance _requests = new(limits.RequestsPerSecond, limits.RequestsAtOnce, time);
    private readonly Allowance _statements = new(limits.StatementsPerSecond, limits.StatementsAtOnce, time);
    private readonly Allowance _bytes = new(limits.BytesPerSecond, limits.BytesAtOnce, time);
    private readonly List<CancellationTokenSource> _streams = [];
    private int _open;

    public int OpenStreams
    {
        get
        {
            lock (_one)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>Counts a request; false, counting nothing, while anything is overdrawn.</summary>
    public bool TryEnter(out TimeSpan wait)
    {
        wait = new[] { _requests.Wait, _statements.Wait, _bytes.Wait }.Max();
        if (wait > TimeSpan.Zero)
        {
            return false;
        }

        _requests.Take(1);
        return true;
    }

    /// <summary>A place among the answers being written; the caller disposes it when the answer is out.</summary>
    public bool TryOpen([NotNullWhen(true)] out IDisposable? place)
    {
        place = null;
        lock (_one)
        {
            if (_open >= limits.OpenRequests)
            {
                return false;
            }

            _open++;
        }

        place = new Place(() => Interlocked.Decrement(ref _open));
        return true;
    }

    public void Charge(int statements, long bytes)
    {
        _statements.Take(statements);
        _bytes.Take(bytes);
    }

    /// <summary>Begins a knock, ending the peer's oldest where it has too many.</summary>
    /// <param name="ends">Cancelled when a newer knock takes its place.</param>
    public IDisposable Stream(CancellationTokenSource ends)
    {
        CancellationTokenSource? oldest = null;
        lock (_one)
        {
            if (_streams.Count >= limits.OpenStreams)
            {
                oldest = _streams[0];
                _streams.RemoveAt(0);
            }

            _streams.Add(ends);
        }

        try
        {
            oldest?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }

        return new Place(() =>
        {
            lock (_one)
            {
                _streams.Remove(ends);
            }

            ends.Dispose();
        });
    }

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
