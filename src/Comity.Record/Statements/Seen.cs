using System.Collections;
using Comity.Record.Tree;

namespace Comity.Record.Statements;

/// <summary>What the author durably held when it spoke: for every member of the channel, size and root of its journal.</summary>
/// <remarks>Exactly one entry per channel member, sorted by member.</remarks>
public sealed class Seen : IReadOnlyDictionary<MemberId, TreeHead>, IEquatable<Seen>
{
    private readonly SortedDictionary<MemberId, TreeHead> _heads;

    public Seen(IEnumerable<KeyValuePair<MemberId, TreeHead>> heads)
    {
        _heads = [];
        foreach (var (member, head) in heads)
        {
            _heads.Add(member, head);
        }
    }

    public static Seen Nothing(IEnumerable<MemberId> members) => new(members.Select(m => KeyValuePair.Create(m, TreeHead.Empty)));

    public TreeHead this[MemberId member] => _heads[member];

    public int Count => _heads.Count;

    public IEnumerable<MemberId> Keys => _heads.Keys;

    public IEnumerable<TreeHead> Values => _heads.Values;

    public bool ContainsKey(MemberId key) => _heads.ContainsKey(key);

    public bool TryGetValue(MemberId key, out TreeHead value) => _heads.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<MemberId, TreeHead>> GetEnumerator() => _heads.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(Seen? other) => other is not null && _heads.SequenceEqual(other._heads);

    public override bool Equals(object? obj) => Equals(obj as Seen);

    public override int GetHashCode() => _heads.Aggregate(17, (hash, head) => HashCode.Combine(hash, head.Key, head.Value));

    public override string ToString() => string.Join(", ", _heads.Select(h => $"{h.Key}:{h.Value.Size}"));
}
