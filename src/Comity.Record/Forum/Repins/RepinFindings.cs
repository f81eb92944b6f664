namespace Comity.Record.Forum.Repins;

/// <summary>What follows from all that was said of re-pinning roots. The same statements give the same findings, in whatever order they came.</summary>
/// <param name="Roots">Thumbprint of the root key in force, by member.</param>
/// <param name="Proposals">By id.</param>
/// <param name="Ineffective">Kept and without effect, with the code that says why; by id.</param>
public sealed record RepinFindings(
    IReadOnlyDictionary<MemberId, string> Roots, ValueList<RepinFinding> Proposals, IReadOnlyDictionary<StatementId, string> Ineffective);

/// <param name="Standing">A code of <see cref="RepinRuleNames"/>.</param>
/// <param name="Parties">Every other party, in the charter's order.</param>
/// <param name="Vetoes">The member's own, that count.</param>
public sealed record RepinFinding(RepinProposal Proposal, DateTimeOffset ProposedAt, string Standing, ValueList<RepinParty> Parties, ValueList<StatementId> Vetoes)
{
    /// <summary>When the last of the parties may close, as far as all have accepted; by each one's own clock.</summary>
    public DateTimeOffset? ClosesAt => Parties.All(p => p.MayCloseAt is not null) && Parties.Count > 0 ? Parties.Max(p => p.MayCloseAt) : null;
}

/// <param name="Acceptance">The proposal itself for its author; null while there is none.</param>
/// <param name="MayCloseAt">Its acceptance's own time and the waiting period.</param>
/// <param name="Closing">Null while there is none that counts.</param>
public sealed record RepinParty(MemberId Member, StatementId? Acceptance, DateTimeOffset? MayCloseAt, StatementId? Closing);
