using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>What peers said since the start of what they hold of this node's journals, and how far each is believed.</summary>
/// <remarks>docs/spec/guard.md, "At every start". Not for several threads: the guard's lock is held.</remarks>
internal sealed class PeerAnswers(NodeOptions options, OwnPlaces own) : IPeerAnswers
{
    // A peer that says it holds more and breaks off before showing it is believed so many times.
    private const int MostBrokenOff = 3;

    // Those asked at all, those that answered, those that claimed more than they could show.
    private readonly HashSet<MemberId> _reported = [], _answered = [], _disbelieved = [], _sayingAnotherCopy = [];
    private readonly Dictionary<(MemberId Peer, ChannelId Channel), long> _claims = [];
    private readonly Dictionary<MemberId, int> _brokenOff = [];

    public IReadOnlySet<MemberId> Answered => _answered;

    /// <summary>Those that say another copy of this node was with them before this one.</summary>
    public IReadOnlyCollection<MemberId> SayingAnotherCopy => _sayingAnotherCopy;

    /// <summary>Peers not yet asked, in order.</summary>
    public IEnumerable<MemberId> Unasked => options.Peers.Select(p => p.Member).Except(_reported).Order();

    public bool AllAsked => _sayingAnotherCopy.Count == 0 && options.Peers.All(p => _reported.Contains(p.Member));

    public long Claimed(ChannelId channel) => _claims.Where(c => c.Key.Channel == channel).Select(c => c.Value).DefaultIfEmpty(0).Max();

    /// <returns>True when what it says of another copy changed.</returns>
    public bool Told(MemberId peer, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> heads, bool anotherCopy)
    {
        foreach (var (channel, sizes) in heads)
        {
            if (sizes.TryGetValue(options.Member, out var size) && !_disbelieved.Contains(peer) && size > own.Size(channel))
            {
                _claims[(peer, channel)] = size;
            }
        }

        return anotherCopy ? _sayingAnotherCopy.Add(peer) : _sayingAnotherCopy.Remove(peer);
    }

    public void Answer(MemberId peer)
    {
        _reported.Add(peer);
        _answered.Add(peer);
    }

    /// <summary>All the peer holds has been pulled: what it claimed and did not show counts no more, unless it waits for others' statements.</summary>
    public void Settle(MemberId peer)
    {
        foreach (var (claim, size) in _claims.Where(c => c.Key.Peer == peer).ToList())
        {
            if (own.Size(claim.Channel) >= size)
            {
                _claims.Remove(claim);
            }
            else if (!own.IsAwaited(claim.Channel))
            {
                _claims.Remove(claim);
                _disbelieved.Add(peer);
            }
        }
    }

    /// <summary>The peer was not reached, or broke off. What it claimed before stands, unless it does so again and again.</summary>
    public void BreakOff(MemberId peer)
    {
        _reported.Add(peer);
        var claims = _claims.Where(c => c.Key.Peer == peer && own.Size(c.Key.Channel) < c.Value).Select(c => c.Key).ToList();
        if (claims.Count > 0 && (_brokenOff[peer] = _brokenOff.GetValueOrDefault(peer) + 1) >= MostBrokenOff)
        {
            claims.ForEach(c => _claims.Remove(c));
            _disbelieved.Add(peer);
        }
    }
}
