using System.Collections.Concurrent;
using Comity.Domain;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>Pictures for mandates that reach some tracks only: judged anew from statements on those tracks, so nothing of another track can show through.</summary>
/// <remarks>A statement that relies on one left out is left out too: its words would name what its reader may not see.</remarks>
internal sealed class NarrowPictures(NodeRecord record)
{
    private const int Most = 64;

    private readonly ConcurrentDictionary<(ChannelId, DateOnly, string Tracks), (string Of, RoomPicture Picture)> _kept = [];

    /// <param name="whole">The picture of everything, whose heads and day are kept.</param>
    public RoomPicture Of(RoomPicture whole, IReadOnlySet<string> tracks, Func<ChannelId, IReadOnlyDictionary<MemberId, TreeHead>, DateOnly, ChannelFacts, bool, RoomPicture> judge)
    {
        var key = (whole.Channel, whole.AsOf, string.Join(' ', tracks.Order(StringComparer.Ordinal)));
        if (_kept.TryGetValue(key, out var kept) && kept.Of == whole.Digest)
        {
            return kept.Picture;
        }

        var facts = whole.Founded ? Gather(whole, tracks) : ChannelFacts.None;
        var picture = judge(whole.Channel, whole.Heads, whole.AsOf, facts, whole.Founded) with { Tracks = tracks };
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        _kept[key] = (whole.Digest, picture);
        return picture;
    }

    private ChannelFacts Gather(RoomPicture whole, IReadOnlySet<string> tracks)
    {
        var said = whole.Heads.SelectMany(h => record.Store.ReadJournal(whole.Channel, h.Key, 0, (int)Math.Min(h.Value.Size, int.MaxValue)))
            .Select(s => StatementGate.TryRead(s.Compact, out var statement, out _) ? record.Said(statement) : null).OfType<Said>().ToDictionary(s => s.Id);
        var shown = new Dictionary<StatementId, bool>();
        return said.Values.Where(s => Shows(s, said, tracks, shown)).Aggregate(ChannelFacts.None, (gathered, s) => gathered.Apply(s));
    }

    // Statements cite only earlier ones, so this ends; deep chains are walked with a stack of our own, not the thread's.
    private static bool Shows(Said said, Dictionary<StatementId, Said> all, IReadOnlySet<string> tracks, Dictionary<StatementId, bool> shown)
    {
        var open = new Stack<Said>([said]);
        while (open.TryPeek(out var next))
        {
            var relied = next.Statement.Cites.Concat(next.Statement.Subject is { } subject ? [subject] : []).Where(all.ContainsKey).ToList();
            var own = next.Statement.Track is not { } track || tracks.Contains(track);
            var unjudged = own ? relied.Where(id => !shown.ContainsKey(id)).ToList() : [];
            if (unjudged.Count > 0)
            {
                unjudged.ForEach(id => open.Push(all[id]));
            }
            else
            {
                shown[next.Id] = own && relied.All(id => shown[id]);
                open.Pop();
            }
        }

        return shown[said.Id];
    }
}
