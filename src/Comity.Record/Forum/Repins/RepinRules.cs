using Comity.Record.Statements;
using static Comity.Record.Forum.Repins.RepinRuleNames;

namespace Comity.Record.Forum.Repins;

/// <summary>Judges the re-pinning of lost root keys from statements alone: no clock, no order of arrival.</summary>
/// <remarks>
/// docs/spec/keys.md, "A lost root". A re-pin has effect by closings, one of each other party, and what counts for a closing lies in its own past:
/// what it cites, what it had seen, what its author said before. So what has effect once has it for ever, and for every holder.
/// </remarks>
public static class RepinRules
{
    /// <param name="said">Statements of plenary; those of other kinds are passed over.</param>
    /// <param name="roots">Roots to start from; null for the charter's.</param>
    public static RepinFindings Judge(Charter charter, IEnumerable<Statement> said, IReadOnlyDictionary<MemberId, string>? roots = null)
    {
        var court = new Court(charter, [.. said.Where(s => RepinProposal.IsKind(s.Kind)).DistinctBy(s => s.Id)], roots);
        return court.Judge();
    }

    private sealed class Court
    {
        private readonly Charter _charter;
        private readonly List<Statement> _said;
        private readonly Dictionary<MemberId, string> _roots;
        private readonly SortedDictionary<StatementId, string> _reasons = [];
        private readonly Dictionary<StatementId, RepinProposal> _proposals = [];

        public Court(Charter charter, List<Statement> said, IReadOnlyDictionary<MemberId, string>? roots)
        {
            (_charter, _said) = (charter, said);
            _roots = charter.Members.ToDictionary(m => m.Id, m => roots?.GetValueOrDefault(m.Id) ?? m.Root);
            foreach (var statement in said.Where(s => s.Kind == RecordKinds.RepinProposed))
            {
                Read(statement);
            }
        }

        public RepinFindings Judge()
        {
            JudgeNames();
            var effective = new HashSet<StatementId>();
            // A root that has been re-pinned may be lost again: each step takes one on.
            while (_proposals.Values.FirstOrDefault(p => p.From == _roots[p.Member] && Others(p).Any() && Others(p).All(x => Closing(p, x) is not null)) is { } next)
            {
                effective.Add(next.Id);
                _roots[next.Member] = next.To;
            }

            var findings = _proposals.Values.OrderBy(p => p.Id).Select(p => Find(p, effective.Contains(p.Id))).ToValueList();
            JudgeRest(findings);
            return new RepinFindings(_roots, findings, _reasons);
        }

        private void Read(Statement statement)
        {
            if (RepinProposal.In(statement) is not { } proposal || _charter.Find(proposal.Member) is null)
            {
                _reasons[statement.Id] = Form;
            }
            else if (!Others(proposal).Contains(statement.Member))
            {
                _reasons[statement.Id] = NotAnotherParty;
            }
            else if (proposal.WaitingDays is < RepinProposal.LeastDays or > RepinProposal.MostDays)
            {
                _reasons[statement.Id] = WaitingDays;
            }
            else
            {
                _proposals[proposal.Id] = proposal;
            }
        }

        private IEnumerable<MemberId> Others(RepinProposal proposal) => _charter.Members.Where(m => m.Kind == "party" && m.Id != proposal.Member).Select(m => m.Id);

        private void JudgeNames()
        {
            foreach (var statement in _said.Where(s => s.Kind != RecordKinds.RepinProposed))
            {
                var reason = RepinProposal.NamedBy(statement) is not { } named ? Form
                    : !_proposals.TryGetValue(named, out var proposal) ? ProposalUnknown
                    : statement.Kind == RecordKinds.RepinVetoed ? statement.Member == proposal.Member ? null : VetoNotOwn
                    : Others(proposal).Contains(statement.Member) ? null : NotAnotherParty;
                if (reason is not null)
                {
                    _reasons[statement.Id] = reason;
                }
            }
        }

        private IEnumerable<Statement> Of(string kind, RepinProposal proposal, MemberId author) =>
            _said.Where(s => s.Kind == kind && s.Member == author && !_reasons.ContainsKey(s.Id) && RepinProposal.NamedBy(s) == proposal.Id).OrderBy(s => s.Index);

        // The proposal is its author's acceptance.
        private IEnumerable<Statement> Acceptances(RepinProposal proposal, MemberId party) =>
            _said.Where(s => s.Id == proposal.Id && s.Member == party).Concat(Of(RecordKinds.RepinAccepted, proposal, party));

        private Statement? Closing(RepinProposal proposal, MemberId party) => Of(RecordKinds.RepinClosed, proposal, party).FirstOrDefault(c => Fault(proposal, c) is null);

        /// <returns>Why a closing does not count; null when it does.</returns>
        private string? Fault(RepinProposal proposal, Statement closing)
        {
            var own = Acceptances(proposal, closing.Member).LastOrDefault(a => a.Index < closing.Index);
            return own is null || !closing.Cites.Contains(own.Id) || !Others(proposal).All(party => party == closing.Member || Acceptances(proposal, party).Any(a => Relies(closing, a))) ? ClosedWithoutAll
                : closing.ClaimedAt < own.ClaimedAt.AddDays(proposal.WaitingDays) ? ClosedEarly
                : Of(RecordKinds.RepinVetoed, proposal, proposal.Member).Any(veto => Saw(closing, veto)) ? ClosedAfterVeto
                : Rivals(proposal).Any(rival => Of(RecordKinds.RepinClosed, rival, closing.Member).Any(c => c.Index < closing.Index && Fault(rival, c) is null)) ? ClosedAnother
                : Rivals(proposal).Any(rival => Acceptances(rival, closing.Member).Any(a => a.Index > own.Index && a.Index < closing.Index)) ? AcceptedAnother
                : null;
        }

        private static bool Relies(Statement closing, Statement on) => closing.Cites.Contains(on.Id) && Saw(closing, on);

        private static bool Saw(Statement later, Statement earlier) => later.Seen.TryGetValue(earlier.Member, out var head) && head.Size > earlier.Index;

        private IEnumerable<RepinProposal> Rivals(RepinProposal proposal) =>
            _proposals.Values.Where(p => p.Id != proposal.Id && p.Member == proposal.Member && p.From == proposal.From);

        private RepinFinding Find(RepinProposal proposal, bool effective)
        {
            var proposed = _said.Find(s => s.Id == proposal.Id)!;
            var parties = Others(proposal).Select(party =>
            {
                var own = Acceptances(proposal, party).LastOrDefault();
                return new RepinParty(party, own?.Id, own?.ClaimedAt.AddDays(proposal.WaitingDays), Closing(proposal, party)?.Id);
            }).ToValueList();
            var vetoes = effective ? [] : Of(RecordKinds.RepinVetoed, proposal, proposal.Member).Select(v => v.Id).ToValueList();
            var standing = effective ? Effective
                : proposal.From != _roots[proposal.Member] ? Superseded
                : vetoes.Count > 0 ? Vetoed
                : parties.Any(p => p.Acceptance is null) ? AwaitingAcceptance
                : Waiting;
            return new RepinFinding(proposal, proposed.ClaimedAt, standing, parties, vetoes);
        }

        private void JudgeRest(IEnumerable<RepinFinding> findings)
        {
            foreach (var finding in findings)
            {
                var proposal = finding.Proposal;
                if (finding.Standing == Superseded)
                {
                    _reasons[proposal.Id] = WasEverInForce(proposal) ? Superseded : NotInForce;
                }

                foreach (var closing in Others(proposal).SelectMany(party => Of(RecordKinds.RepinClosed, proposal, party)).Select(c => (c.Id, Fault: Fault(proposal, c))).Where(c => c.Fault is not null).ToList())
                {
                    _reasons[closing.Id] = closing.Fault!;
                }

                foreach (var late in finding.Standing == Effective ? Of(RecordKinds.RepinVetoed, proposal, proposal.Member).ToList() : [])
                {
                    _reasons[late.Id] = VetoLate;
                }
            }
        }

        private bool WasEverInForce(RepinProposal proposal) => _charter.Find(proposal.Member)!.Root == proposal.From || _proposals.Values.Any(p => p.Member == proposal.Member && p.To == proposal.From);
    }
}
