using System.Collections;
using System.Collections.Immutable;
using Comity.Record;

namespace Comity.Domain;

/// <summary>An immutable set of statements ordered by id: adding one twice changes nothing, and order of arrival leaves no trace.</summary>
public sealed class StatementSet : IReadOnlyCollection<Said>, IEquatable<StatementSet>
{
    private readonly ImmutableSortedDictionary<StatementId, Said> _said;

    private StatementSet(ImmutableSortedDictionary<StatementId, Said> said) => _said = said;

    public static StatementSet Empty { get; } = new(ImmutableSortedDictionary<StatementId, Said>.Empty);

    public int Count => _said.Count;

    public StatementSet Add(Said said) => _said.ContainsKey(said.Id) ? this : new(_said.Add(said.Id, said));

    public Said? Find(StatementId id) => _said.GetValueOrDefault(id);

    public bool Contains(StatementId id) => _said.ContainsKey(id);

    public bool Equals(StatementSet? other) => other is not null && Count == other.Count && _said.Keys.SequenceEqual(other._said.Keys);

    public override bool Equals(object? obj) => Equals(obj as StatementSet);

    public override int GetHashCode() => _said.Keys.Aggregate(17, HashCode.Combine);

    public IEnumerator<Said> GetEnumerator() => _said.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
