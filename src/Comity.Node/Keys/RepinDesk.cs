using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;

namespace Comity.Node.Keys;

/// <summary>What this member says of lost roots: looked at with this node's clock and record before it is signed, said in plenary and at once in public.</summary>
/// <remarks>docs/spec/keys.md, "A lost root". A node asks more of its own statements than the rules ask of anybody's.</remarks>
public sealed class RepinDesk(NodeRecord record, NodeOptions options)
{
    /// <summary>What follows from all that is held; null before there is a charter.</summary>
    public RepinFindings? Findings => record.Read(r => r.Charter is null ? null : RepinChains.Judge(r));

    /// <exception cref="NodeStoppedException">The node cannot sign: nothing was said.</exception>
    public Task<RepinSaid> ProposeAsync(string? member, string? root, int waitingDays, Officer officer, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        var charter = record.Read(r => r.Charter);
        var named = MemberId.TryParse(member, out var lost) ? charter?.Find(lost) : null;
        if (named is null || lost == record.Me)
        {
            faults.Add(new Fault("member", "keys.repin.member", $"member: expected another member of the forum, found {member}"));
        }

        if (charter?.Find(record.Me)?.Kind != "party")
        {
            faults.Add(new Fault("member", "keys.repin.not-a-party", "expected a party to propose, found an organ"));
        }

        var inForce = named is null ? null : Findings!.Roots[lost!];
        if (!Hash256.TryParse(root, out _) || root == inForce)
        {
            faults.Add(new Fault("root", "keys.repin.root", $"root: expected the thumbprint of the new root key, {Hash256.TextLength} characters and other than the one in force; found {root}"));
        }

        if (waitingDays is < RepinProposal.LeastDays or > RepinProposal.MostDays)
        {
            faults.Add(new Fault("waitingDays", "keys.repin.waiting-days", $"waitingDays: expected {RepinProposal.LeastDays} to {RepinProposal.MostDays}, found {waitingDays}"));
        }

        return faults.Count > 0
            ? Task.FromResult(new RepinSaid(faults, null))
            : SayAsync(new StatementDraft(RecordKinds.RepinProposed, null, null, [], RepinProposal.BodyOf(lost!, inForce!, root!, waitingDays), officer.Office, officer.Level, options.Clock.Now), cancellation);
    }

    /// <inheritdoc cref="ProposeAsync"/>
    public Task<RepinSaid> AcceptAsync(string proposal, Officer officer, CancellationToken cancellation) => NameAsync(proposal, RecordKinds.RepinAccepted, officer, cancellation, found =>
        Own(found) is not { } own ? NotAnother(found)
        : own.Acceptance is not null ? Wrong("keys.repin.accepted", "a proposal this party has not accepted yet, found its acceptance")
        : Open(found));

    /// <inheritdoc cref="ProposeAsync"/>
    public Task<RepinSaid> VetoAsync(string proposal, Officer officer, CancellationToken cancellation) => NameAsync(proposal, RecordKinds.RepinVetoed, officer, cancellation, found =>
        found.Proposal.Member != record.Me ? Wrong("keys.repin.veto-not-own", $"a proposal on the root of {record.Me}, found one on that of {found.Proposal.Member}")
        : found.Standing == RepinRuleNames.Effective ? Wrong("keys.repin.veto-late", "a proposal without effect yet, found one that has it")
        : null);

    /// <inheritdoc cref="ProposeAsync"/>
    public Task<RepinSaid> CloseAsync(string proposal, Officer officer, CancellationToken cancellation) => NameAsync(proposal, RecordKinds.RepinClosed, officer, cancellation, found =>
        Own(found) is not { } own ? NotAnother(found)
        : own.Closing is not null ? Wrong("keys.repin.closed", "a proposal this party has not closed yet, found its closing")
        : found.Parties.Where(p => p.Acceptance is null).Select(p => p.Member).ToList() is { Count: > 0 } missing ? Wrong("keys.repin.not-accepted", $"every other party to have accepted, found none of {string.Join(", ", missing)}")
        : own.MayCloseAt > options.Clock.Now ? Wrong("keys.repin.waiting", $"the waiting period to have passed at {own.MayCloseAt:yyyy-MM-dd'T'HH:mm'Z'}, found {options.Clock.Now.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}")
        : Rivalled(found) ? Wrong("keys.repin.another", "no other proposal on the same root that this party has closed, or accepted since; found one")
        : Open(found));

    private static Fault? Open(RepinFinding found) => found.Standing switch
    {
        RepinRuleNames.Vetoed => Wrong("keys.repin.vetoed", $"a proposal without a veto, found {found.Vetoes[0]}"),
        RepinRuleNames.Effective or RepinRuleNames.Superseded => Wrong("keys.repin.over", "a proposal on the root in force, found one that is over"),
        _ => null,
    };

    private RepinParty? Own(RepinFinding found) => found.Parties.FirstOrDefault(p => p.Member == record.Me);

    private static Fault NotAnother(RepinFinding found) => Wrong("keys.repin.not-another-party", $"another party than {found.Proposal.Member}");

    private bool Rivalled(RepinFinding found) => Findings!.Proposals.Any(p => p.Proposal != found.Proposal && p.Proposal.Member == found.Proposal.Member && p.Proposal.From == found.Proposal.From
        && Own(p) is { } own && (own.Closing is not null || (own.Acceptance is not null && own.MayCloseAt - TimeSpan.FromDays(p.Proposal.WaitingDays) > Own(found)!.MayCloseAt - TimeSpan.FromDays(found.Proposal.WaitingDays))));

    private Task<RepinSaid> NameAsync(string text, string kind, Officer officer, CancellationToken cancellation, Func<RepinFinding, Fault?> check)
    {
        var found = StatementId.TryParse(text, out var id) ? Findings?.Proposals.FirstOrDefault(p => p.Proposal.Id == id) : null;
        var fault = found is null ? Wrong("keys.repin.unknown", $"a proposal that is held here, found {text}") : check(found);
        StatementId[] cites = found is null ? [] : kind == RecordKinds.RepinClosed ? [id, .. found.Parties.Select(p => p.Acceptance).OfType<StatementId>()] : [id];
        return fault is not null
            ? Task.FromResult(new RepinSaid([fault], null))
            : SayAsync(new StatementDraft(kind, null, null, cites.Distinct().ToValueList(), RepinProposal.BodyNaming(id), officer.Office, officer.Level, options.Clock.Now), cancellation);
    }

    private async Task<RepinSaid> SayAsync(StatementDraft draft, CancellationToken cancellation)
    {
        var said = await record.SayAsync(ChannelId.Plenary, draft, cancellation).ConfigureAwait(false);
        // The waiting period is a public one: whoever reads the public channel may tell the member.
        await record.SayAsync(ChannelId.Public, draft with { Kind = RecordKinds.Published, Cites = [], Body = Publication.BodyOf(said) }, CancellationToken.None).ConfigureAwait(false);
        return new RepinSaid([], said);
    }

    private static Fault Wrong(string code, string expected) => new("proposal", code, $"expected {expected}");
}

/// <summary>What was said, or every reason why nothing was.</summary>
public sealed record RepinSaid(IReadOnlyList<Fault> Faults, Statement? Said);
