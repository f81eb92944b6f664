using System.Collections.Concurrent;
using Comity.Domain.Pictures;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>What each peer last told this node; for people who ask how the record fares. Decides nothing.</summary>
public sealed class PeerBoard
{
    private readonly ConcurrentDictionary<MemberId, Told> _told = [];

    public PeerBoard(IEnumerable<MemberId> peers)
    {
        foreach (var peer in peers)
        {
            _told[peer] = new Told(PeerState.NeverReached, null, "", new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>>());
        }
    }

    /// <returns>Whether this differs from what the peer told before. One caller per peer.</returns>
    public bool Heard(MemberId peer, DateTimeOffset at, string edition, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> heads,
        Func<ChannelId, MemberId, Hash256?>? rootOf = null)
    {
        var before = _told.GetValueOrDefault(peer);
        _told[peer] = new Told(PeerState.Connected, at, edition, heads, rootOf);
        return before is not { State: PeerState.Connected } || before.Edition != edition || !SameHeads(before.Heads, heads);
    }

    public void Lost(MemberId peer, PeerState state) =>
        _told.AddOrUpdate(peer, _ => new Told(state, null, "", new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>>()), (_, told) => told with
        {
            State = told.LastHeard is null && state == PeerState.NotReached ? PeerState.NeverReached : state,
        });

    public IReadOnlyList<PeerRow> Rows(NodeRecord record) =>
        [.. _told.OrderBy(t => t.Key).Select(t => new PeerRow(t.Key, t.Value.State, t.Value.LastHeard, SamePicture(record, t.Key, t.Value), t.Value.Heads, IsOther(t.Value)))];

    private static bool IsOther(Told told) => told.LastHeard is not null && told.Edition != PictureJson.Edition;

    // Equal heads and edition mean equal pictures: that is promise 1. Two branches of a forked journal may be of one size.
    private static bool? SamePicture(NodeRecord record, MemberId peer, Told told)
    {
        if (told.LastHeard is null || IsOther(told))
        {
            return null;
        }

        return SameHeads(record.HeadsFor(peer).ToDictionary(c => c.Key, IReadOnlyDictionary<MemberId, long> (c) => c.Value), told.Heads)
            && record.RootsFor(peer).All(c => c.Value.All(r => (told.RootOf?.Invoke(c.Key, r.Key) ?? r.Value) == r.Value));
    }

    private static bool SameHeads(
        IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> one, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> other) =>
        one.Count == other.Count
        && one.All(o => other.TryGetValue(o.Key, out var heads) && o.Value.Count == heads.Count && o.Value.All(h => heads.GetValueOrDefault(h.Key, -1) == h.Value));

    private sealed record Told(PeerState State, DateTimeOffset? LastHeard, string Edition, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> Heads,
        Func<ChannelId, MemberId, Hash256?>? RootOf = null);
}
