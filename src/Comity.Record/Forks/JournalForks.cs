using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Record.Forks;

/// <summary>What one journal, as held here, knows of its forks: where they are, and what on this branch decides them.</summary>
/// <remarks>Gathers from statements in order and from evidence in any; docs/spec/forks.md, "How the journal goes on".</remarks>
public sealed class JournalForks
{
    private readonly SortedDictionary<long, int> _forks = [];
    private readonly Dictionary<long, int> _adoptedThere = [];
    private readonly List<(long At, StatementId Id, ForkDeclaration Declared)> _declarations = [];
    private readonly List<(long At, StatementId Id, Roster Roster)> _rosters = [];

    /// <summary>Indices at which evidence is kept, ascending.</summary>
    public IEnumerable<long> Indices => _forks.Keys;

    public bool Any => _forks.Count > 0;

    /// <summary>The lowest index at which the journal is forked; null when no fork is known.</summary>
    public long? Lowest => _forks.Count > 0 ? _forks.Keys.First() : null;

    /// <summary>Every roster the journal carries, in order.</summary>
    public IEnumerable<Roster> Rosters => _rosters.Select(r => r.Roster);

    /// <summary>Where the journal carries which roster, in order: the keys of each count from there up to the next.</summary>
    public IEnumerable<(long At, StatementId Id, Roster Roster)> Adoptions => _rosters;

    /// <summary>Where the roster in force at an index stands in the journal; null when none is.</summary>
    public long? RosterPlaceAt(long index) => _rosters.FindLast(r => r.At <= index) is { Roster: not null } found ? found.At : null;

    /// <summary>The roster in force before an index; null at index 0.</summary>
    public Roster? RosterBefore(long index) => _rosters.FindLast(r => r.At < index).Roster;

    /// <summary>What this branch has for going on after a fork; the higher goes on, equal ones stay.</summary>
    /// <param name="index">Where evidence is kept.</param>
    public ForkRank RankAt(long index)
    {
        var beyond = _forks.GetValueOrDefault(index, int.MaxValue);
        var highest = _rosters.Where(r => r.At >= index && r.Roster.Sequence > beyond).Select(r => r.Roster.Sequence).DefaultIfEmpty(0).Max();
        return new ForkRank(highest, _declarations.Exists(d => d.Declared.Index == index));
    }

    /// <summary>Evidence shows a statement at the index that adopts a higher roster than this branch carries from there on: the root key spoke for another branch.</summary>
    public bool IsOutranked(long index) => _adoptedThere.GetValueOrDefault(index) > RankAt(index).Roster;

    /// <summary>Whether its author may still say that this branch goes on: nothing has decided the fork, here or for another branch.</summary>
    public bool MayBeDeclared(long index) => !RankAt(index).Decides && !IsOutranked(index);

    /// <summary>The first statement of this branch that decides the fork: its index and id; null while none does, or another branch is known to go before it.</summary>
    public (long At, StatementId Id)? DecisionOf(long index)
    {
        if (IsOutranked(index))
        {
            return null;
        }

        var beyond = _forks.GetValueOrDefault(index, int.MaxValue);
        var decisive = _rosters.Where(r => r.At >= index && r.Roster.Sequence > beyond).Select(r => (r.At, r.Id))
            .Concat(_declarations.Where(d => d.Declared.Index == index).Select(d => (d.At, d.Id))).OrderBy(d => d.At).ToList();
        return decisive.Count > 0 ? decisive[0] : null;
    }

    /// <summary>The lowest fork nothing on this branch decides; null when the journal may go on.</summary>
    public long? Open => _forks.Keys.Where(k => !RankAt(k).Decides || IsOutranked(k)).Cast<long?>().FirstOrDefault();

    internal void Note(ForkEvidence evidence)
    {
        _forks[evidence.Index] = Math.Max(_forks.GetValueOrDefault(evidence.Index), evidence.RosterSequence);
        _adoptedThere[evidence.Index] = Math.Max(_adoptedThere.GetValueOrDefault(evidence.Index), evidence.AdoptedSequence ?? 0);
    }

    internal void CopyFrom(JournalForks longer, long size)
    {
        foreach (var (index, roster) in longer._forks)
        {
            _forks.Add(index, roster);
        }

        foreach (var (index, roster) in longer._adoptedThere)
        {
            _adoptedThere.Add(index, roster);
        }

        _declarations.AddRange(longer._declarations.Where(d => d.At < size));
        _rosters.AddRange(longer._rosters.Where(r => r.At < size));
    }

    internal void Append(Statement statement, Roster? carried)
    {
        if (carried is not null)
        {
            _rosters.Add((statement.Index, statement.Id, carried));
        }

        if (ForkDeclaration.In(statement) is { } declared)
        {
            _declarations.Add((statement.Index, statement.Id, declared));
        }
    }
}

/// <param name="Roster">Sequence of the highest roster carried from the fork on, above those the evidence relies on; 0 without.</param>
/// <param name="IsDeclared">The forker declared that this branch goes on.</param>
public readonly record struct ForkRank(int Roster, bool IsDeclared) : IComparable<ForkRank>
{
    public bool Decides => Roster > 0 || IsDeclared;

    public int CompareTo(ForkRank other) => Roster != other.Roster ? Roster.CompareTo(other.Roster) : IsDeclared.CompareTo(other.IsDeclared);
}
