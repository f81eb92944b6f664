using Comity.Record;

namespace Comity.Node.Sync;

/// <summary>Journals of which one peer promised more and gave nothing that counts: asked again later, each time twice as late.</summary>
/// <remarks>Bounded. Whatever lets the journal grow, from whomever it came, ends the wait. One reader at a time.</remarks>
public sealed class JournalWaits(TimeProvider time)
{
    /// <summary>Journals remembered; of those beyond, nothing is asked until others are forgotten.</summary>
    public const int Most = 4096;

    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Dictionary<(ChannelId, MemberId), Entry> _waits = [];

    public int Count => _waits.Count;

    /// <param name="held">The journal's size here.</param>
    public bool MayAsk(ChannelId channel, MemberId member, long held) => _waits.TryGetValue((channel, member), out var wait)
        ? wait.Held != held || time.GetElapsedTime(wait.Since) >= wait.Wait
        : _waits.Count < Most;

    /// <summary>Takes note of what an answer came to: the journal's size when it was asked for, and after the import.</summary>
    public void Answered(ChannelId channel, MemberId member, long asked, long held)
    {
        if (held > asked)
        {
            _waits.Remove((channel, member));
            return;
        }

        var wait = _waits.TryGetValue((channel, member), out var before) && before.Held == held ? before.Wait * 2 : Shortest;
        _waits[(channel, member)] = new Entry(held, wait < Longest ? wait : Longest, time.GetTimestamp());
    }

    private readonly record struct Entry(long Held, TimeSpan Wait, long Since);
}
