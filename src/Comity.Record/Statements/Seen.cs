using System.Collections;
using Comity.Record.Tree;

namespace Comity.Record.Statements;

/// <summary>What the author durably held when it spoke: for every member of the channel, size and root of its journal.</summary>
/// <remarks>Exactly one entry per channel member, sorted by member.</remarks>
public sealed class Seen : IReadOnlyDictionary<MemberId, TreeHead>, IEquatable<Seen>
{
    // Sorted by member: a handful, so that looking through them is quicker than any tree.
    private readonly KeyValuePair<MemberId, TreeHead>[] _heads;

    /// <exception cref="ArgumentException">A member stands there twice.</exception>
    public Seen(IEnumerable<KeyValuePair<MemberId, TreeHead>> heads)
    {
        _heads = [.. heads];
        Array.Sort(_heads, static (a, b) => a.Key.CompareTo(b.Key));
        for (var i = 1; i < _heads.Length; i++)
        {
            if (_heads[i - 1].Key == _heads[i].Key)
            {
                throw new ArgumentException($"expected each member once, found {_heads[i].Key} twice", nameof(heads));
            }
        }
    }

    public static Seen Nothing(IEnumerable<MemberId> members) => new(members.Select(m => KeyValuePair.Create(m, TreeHead.Empty)));

    /// <exception cref="KeyNotFoundException">Nothing is said of this member.</exception>
    public TreeHead this[MemberId member] => TryGetValue(member, out var head) ? head : throw new KeyNotFoundException($"expected a head of {member}, found those of {string.Join(", ", Keys)}");

    public int Count => _heads.Length;

    public IEnumerable<MemberId> Keys => _heads.Select(h => h.Key);

    public IEnumerable<TreeHead> Values => _heads.Select(h => h.Value);

    public bool ContainsKey(MemberId key) => TryGetValue(key, out _);

    public bool TryGetValue(MemberId key, out TreeHead value)
    {
        foreach (var (member, head) in _heads)
        {
            if (member == key)
            {
                value = head;
                return true;
            }
        }

        value = default!;
        return false;
    }

    public IEnumerator<KeyValuePair<MemberId, TreeHead>> GetEnumerator() => ((IEnumerable<KeyValuePair<MemberId, TreeHead>>)_heads).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(Seen? other) => other is not null && _heads.AsSpan().SequenceEqual(other._heads);

    public override bool Equals(object? obj) => Equals(obj as Seen);

    public override int GetHashCode() => _heads.Aggregate(17, (hash, head) => HashCode.Combine(hash, head.Key, head.Value));

    public override string ToString() => string.Join(", ", _heads.Select(h => $"{h.Key}:{h.Value.Size}"));
}
