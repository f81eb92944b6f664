using Comity.Record.Statements;

namespace Comity.Record.Journals;

/// <summary>The journals of an exact set of members.</summary>
public sealed class Channel
{
    private readonly SortedDictionary<MemberId, Journal> _journals = [];

    internal Channel(ChannelId id, ValueList<MemberId> members)
    {
        Id = id;
        Members = members;
        foreach (var member in members)
        {
            _journals.Add(member, new Journal(id, member));
        }
    }

    public ChannelId Id { get; }

    /// <summary>Sorted by name.</summary>
    public ValueList<MemberId> Members { get; }

    public IEnumerable<Journal> Journals => _journals.Values;

    public Journal this[MemberId member] => _journals[member];

    public Journal? Find(MemberId member) => _journals.GetValueOrDefault(member);

    internal void Replace(Journal journal) => _journals[journal.Member] = journal;

    /// <summary>What a statement made now has seen.</summary>
    public Seen Seen => new(_journals.Select(j => KeyValuePair.Create(j.Key, j.Value.Head)));
}
