using Comity.Record;
using Comity.Record.Tree;

namespace Comity.Domain.Forks;

/// <summary>A forked journal as a holder knows it at some size: what the rules judge, gathered by the record.</summary>
/// <param name="Indices">Where it is forked, ascending; not empty.</param>
/// <param name="DecidedBy">The statements of the branch held that decide those forks; fewer than <paramref name="Indices"/> while some are open.</param>
/// <param name="Stretch">Statements of the branch held from a fork up to what decides it, or to the end, in order.</param>
/// <param name="Branches">Other branches that members say to have seen, by size and root.</param>
public sealed record ForkedJournal(MemberId Member, ValueList<long> Indices, ValueList<StatementId> DecidedBy, ValueList<StatementId> Stretch, ValueList<OtherBranch> Branches);

/// <summary>A branch other than the one held, up to a head that other members say to have seen before they saw what decided the fork.</summary>
/// <param name="HeldBy">Who says so, in the order of names; never the forker.</param>
/// <param name="Statements">From where it leaves the journal held up to its head, in order; null while its text is not held here.</param>
public sealed record OtherBranch(TreeHead Head, ValueList<MemberId> HeldBy, ValueList<Said>? Statements);
