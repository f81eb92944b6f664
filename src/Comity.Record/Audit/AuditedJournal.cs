using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Audit;

/// <summary>What an audit keeps of a journal while it reads: ids and roots, what others' journals were seen at, and the few statements it has to look at again.</summary>
internal sealed class AuditedJournal
{
    private (Statement Statement, Jws Jws)? _last;

    public MerkleTree Tree { get; } = new();

    /// <summary>The root before each statement, by its index.</summary>
    public List<Hash256> Roots { get; } = [];

    public bool IsBroken { get; set; }

    public Statement? First { get; private set; }

    /// <summary>The roster carried last, whatever its standing.</summary>
    public Roster? Roster { get; private set; }

    public List<(Statement Statement, Jws Jws)> Carriers { get; } = [];

    /// <summary>Indices of statements whose own signature does not hold, where every one was looked at; ascending.</summary>
    public List<long> BadSignatures { get; } = [];

    /// <summary>What the author says to have seen of others, each time it is something new.</summary>
    public List<AuditedSighting> Sightings { get; } = [];

    /// <summary>Statements whose own signature is always looked at: those that carry a roster, and the head.</summary>
    public IEnumerable<(Statement Statement, Jws Jws)> Signed() =>
        _last is { } last && !Founding.CarriesRoster(last.Statement.Kind) ? Carriers.Append(last) : Carriers;

    public Hash256 RootAt(long size) => size < Roots.Count ? Roots[(int)size] : Tree.RootAt(size);

    public void Add(Statement statement, Jws jws)
    {
        foreach (var (member, head) in statement.Seen.Where(s => s.Key != statement.Member && s.Value.Size > 0))
        {
            if (_last is not var (before, _) || !before.Seen.TryGetValue(member, out var seen) || seen != head)
            {
                Sightings.Add(new AuditedSighting(statement.Index, member, head));
            }
        }

        if (Founding.CarriesRoster(statement.Kind))
        {
            Roster = Founding.RosterIn(statement)?.Roster ?? Roster;
            Carriers.Add((statement, jws));
        }

        First ??= statement;
        _last = (statement, jws);
        Tree.Append(statement.Id);
    }
}

/// <summary>An author's statement at this index says to have seen a member's journal at this head.</summary>
internal readonly record struct AuditedSighting(long Index, MemberId Of, TreeHead Head);
