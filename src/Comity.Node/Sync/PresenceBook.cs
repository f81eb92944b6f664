using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Node.Sync;

/// <summary>Which copies of each peer's node listen here, so that the later of two is told.</summary>
/// <remarks>docs/spec/guard.md, "Another copy". By this node's own clock alone.</remarks>
public sealed class PresenceBook(NodeRecord record, TimeProvider time)
{
    /// <summary>A copy not heard of for so long has gone, though nobody closed its connection.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private const int MostCopies = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<MemberId, List<Copy>> _copies = [];

    /// <summary>Counts as here until it is disposed or falls silent.</summary>
    public IDisposable Arrive(MemberId peer, string instance)
    {
        lock (_lock)
        {
            var copies = _copies.TryGetValue(peer, out var known) ? known : _copies[peer] = [];
            var copy = copies.Find(c => c.Instance == instance);
            if (copy is null)
            {
                copy = new Copy(instance);
                copies.Add(copy);
                if (copies.Count > MostCopies)
                {
                    copies.RemoveAt(0);
                }
            }

            copy.Connections++;
            copy.Heard = time.GetTimestamp();
            return new Stay(this, peer, copy);
        }
    }

    public void Heard(MemberId peer, string instance)
    {
        lock (_lock)
        {
            if (_copies.GetValueOrDefault(peer)?.Find(c => c.Instance == instance) is { } copy)
            {
                copy.Heard = time.GetTimestamp();
            }
        }
    }

    /// <summary>Whether another copy of the peer was here before this one and still is.</summary>
    public bool HasEarlier(MemberId peer, string instance)
    {
        lock (_lock)
        {
            return _copies.GetValueOrDefault(peer)?.TakeWhile(c => c.Instance != instance).Any(c => time.GetElapsedTime(c.Heard) < Silence) ?? false;
        }
    }

    private void Leave(MemberId peer, Copy copy)
    {
        lock (_lock)
        {
            if (--copy.Connections > 0)
            {
                return;
            }

            _copies[peer].Remove(copy);
        }

        // The later copy is told at once.
        record.Announce();
    }

    private sealed class Copy(string instance)
    {
        public string Instance { get; } = instance;

        public int Connections { get; set; }

        public long Heard { get; set; }
    }

    private sealed class Stay(PresenceBook book, MemberId peer, Copy copy) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                book.Leave(peer, copy);
            }
        }
    }
}
