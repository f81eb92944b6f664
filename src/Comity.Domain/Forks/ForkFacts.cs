using System.Collections.Immutable;
using Comity.Record;
using Comity.Record.Tree;

namespace Comity.Domain.Forks;

/// <summary>What is gathered in a channel in which a journal is forked, beside the facts of the capabilities: any order and any repetition come to the same.</summary>
/// <param name="Forkers">Whose journals are forked, as known when gathering began.</param>
/// <param name="NamedBy">For each statement named by others, who names it.</param>
/// <param name="Benefits">What forkers claim; kept out of the capabilities' facts until it is judged whether it is suspended.</param>
/// <param name="Sightings">What members say to have seen of forked journals that is not the branch held.</param>
public sealed record ForkFacts(
    ValueList<MemberId> Forkers, ImmutableDictionary<StatementId, ImmutableSortedDictionary<StatementId, MemberId>> NamedBy, StatementSet Benefits,
    ImmutableSortedSet<BranchSighting> Sightings)
{
    public static ForkFacts Of(IEnumerable<MemberId> forkers) => new(
        forkers.ToValueList(), ImmutableDictionary<StatementId, ImmutableSortedDictionary<StatementId, MemberId>>.Empty, StatementSet.Empty, []);

    /// <summary>Whether the capabilities' facts do without it until it is judged.</summary>
    public static bool IsHeldBack(ForkFacts facts, Said said, Stake stake) => stake == Stake.Benefit && facts.Forkers.Contains(said.Author);

    /// <param name="place">The id under which it stands in its journal; that of a publication where it was published.</param>
    public ForkFacts Apply(Said said, StatementId place, Stake stake)
    {
        // What speaks of the record itself, a declaration above all, is not built on what it names.
        var facts = said.Statement.Kind.StartsWith("record.", StringComparison.Ordinal) ? this : References.Of(said).Aggregate(this, (f, named) => f.Name(named, said));
        facts = place == said.Id ? facts : facts.Name(place, said);
        return IsHeldBack(this, said, stake) ? facts with { Benefits = facts.Benefits.Add(said) } : facts;
    }

    public ForkFacts See(BranchSighting sighting) => this with { Sightings = Sightings.Add(sighting) };

    private ForkFacts Name(StatementId named, Said by) => this with
    {
        NamedBy = NamedBy.SetItem(named, NamedBy.GetValueOrDefault(named, ImmutableSortedDictionary<StatementId, MemberId>.Empty).SetItem(by.Id, by.Author)),
    };
}

/// <summary>Somebody says to have seen a journal at this head.</summary>
public sealed record BranchSighting(MemberId Of, TreeHead Head, MemberId By) : IComparable<BranchSighting>
{
    public int CompareTo(BranchSighting? other) => other is null ? 1
        : Of.CompareTo(other.Of) is not 0 and var of ? of
        : Head.Size.CompareTo(other.Head.Size) is not 0 and var size ? size
        : Head.Root.CompareTo(other.Head.Root) is not 0 and var root ? root
        : By.CompareTo(other.By);
}
