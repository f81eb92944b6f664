using Comity.Record;

namespace Comity.Domain.Forks;

/// <summary>What follows from forked journals in a channel: part of every picture, under <c>forks</c>.</summary>
/// <param name="Journals">By member.</param>
/// <param name="Binding">Undertakings of branches left behind, or not held here, that bind their author all the same; by id.</param>
/// <param name="Suspended">Benefits that a forker claims from either branch; without effect, by id.</param>
/// <param name="Contested">What stands on a forked stretch and what was built on it, by id.</param>
public sealed record ForkFindings(
    ValueList<ForkedFinding> Journals, ValueList<BindingFinding> Binding, ValueList<SuspendedFinding> Suspended, ValueList<ContestedFinding> Contested)
{
    public static ForkFindings None { get; } = new([], [], [], []);
}

/// <param name="Indices">Where the journal is forked, ascending.</param>
/// <param name="DecidedBy">What says which branch goes on; fewer than <paramref name="Indices"/> while forks are open.</param>
public sealed record ForkedFinding(MemberId Member, ValueList<long> Indices, ValueList<StatementId> DecidedBy, ValueList<BranchFinding> Branches);

/// <param name="Root">base64url, as in heads.</param>
/// <param name="HeldBy">Members that had seen it before they saw the decision.</param>
/// <param name="Received">Whether its text is held here; without it nothing of it is judged.</param>
public sealed record BranchFinding(long Size, string Root, ValueList<MemberId> HeldBy, bool Received);

/// <param name="HeldBy">Members that held it before they saw the decision.</param>
/// <param name="Rule"><see cref="ForkRuleNames"/>.</param>
public sealed record BindingFinding(StatementId Id, MemberId Author, long Index, string Kind, ValueList<MemberId> HeldBy, string Rule);

/// <param name="On">What it rests on; null where it stands on a forked stretch itself.</param>
public sealed record SuspendedFinding(StatementId Id, MemberId Author, string Kind, StatementId? On, string Rule);

/// <param name="On">What it was built on; null where it stands on a forked stretch itself.</param>
public sealed record ContestedFinding(StatementId Id, MemberId Author, StatementId? On, string Rule);
