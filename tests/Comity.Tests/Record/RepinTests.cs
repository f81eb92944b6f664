using System.Reflection;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Tests.Domain;
using static Comity.Record.Forum.Repins.RepinRuleNames;

namespace Comity.Tests.Record;

/// <summary>docs/spec/keys.md, "A lost root": a scenario for every rule, and what crosses in the post.</summary>
public sealed class RepinTests
{
    private readonly RepinForum _ = new();

    [Fact]
    public void Every_rule_has_a_scenario()
    {
        var shown = typeof(RepinTests).GetMethods().SelectMany(m => m.GetCustomAttributes<ScenarioAttribute>()).Select(s => s.Rule);
        Assert.Empty(RepinRuleNames.All.Except(shown));
    }

    [Fact]
    [Scenario(AwaitingAcceptance)]
    [Scenario(Waiting)]
    [Scenario(Effective)]
    public void A_root_is_repinned_when_every_other_party_has_accepted_and_closed()
    {
        var proposal = _.Proposes(_.Bera, 0);
        Assert.Equal(AwaitingAcceptance, _.StandingOf(proposal));
        var accepted = _.Accepts(_.Cirra, proposal, 1);
        Assert.Equal(Waiting, _.StandingOf(proposal));
        _.Closes(_.Bera, proposal, 30, accepted);
        Assert.Equal(Waiting, _.StandingOf(proposal));
        Assert.Equal(_.OldRoot, _.Findings.Roots[_.Arda.Id]);
        _.Closes(_.Cirra, proposal, 31, accepted);
        Assert.Equal(Effective, _.StandingOf(proposal));
        Assert.Equal(_.NewRoot.Public.Thumbprint, _.Findings.Roots[_.Arda.Id]);
        Assert.Empty(_.Findings.Ineffective);
    }

    [Fact]
    [Scenario(Vetoed)]
    [Scenario(ClosedAfterVeto)]
    public void A_live_key_of_the_member_vetoes_and_a_closing_that_had_seen_it_has_no_effect()
    {
        var proposal = _.Proposes(_.Bera, 0);
        var accepted = _.Accepts(_.Cirra, proposal, 1);
        _.Vetoes(_.Arda, proposal, 2);
        Assert.Equal(Vetoed, _.StandingOf(proposal));
        var closing = _.Closes(_.Bera, proposal, 30, accepted);
        _.Closes(_.Cirra, proposal, 31, accepted);
        Assert.Equal(Vetoed, _.StandingOf(proposal));
        Assert.Equal(ClosedAfterVeto, _.WhyNot(closing));
        Assert.Equal(_.OldRoot, _.Findings.Roots[_.Arda.Id]);
    }

    [Fact]
    [Scenario(VetoLate)]
    public void A_veto_that_no_closing_had_seen_comes_late_and_changes_nothing()
    {
        var proposal = _.Repinned();
        var veto = _.Vetoes(_.Arda, proposal, 32);
        Assert.Equal((Effective, VetoLate), (_.StandingOf(proposal), _.WhyNot(veto)));
    }

    [Fact]
    public void A_veto_that_one_of_the_closings_had_seen_holds_though_the_other_closed_before_it()
    {
        var proposal = _.Proposes(_.Bera, 0);
        var accepted = _.Accepts(_.Cirra, proposal, 1);
        _.Closes(_.Bera, proposal, 30, accepted);
        _.Vetoes(_.Arda, proposal, 30);
        var closing = _.Closes(_.Cirra, proposal, 31, accepted);
        Assert.Equal((Vetoed, ClosedAfterVeto), (_.StandingOf(proposal), _.WhyNot(closing)));
    }

    [Fact]
    [Scenario(ClosedEarly)]
    public void A_party_that_closes_before_its_own_waiting_period_has_passed_closes_nothing()
    {
        var proposal = _.Proposes(_.Bera, 0);
        var accepted = _.Accepts(_.Cirra, proposal, 20);
        _.Closes(_.Bera, proposal, 30, accepted);
        var early = _.Closes(_.Cirra, proposal, 49, accepted);
        Assert.Equal((Waiting, ClosedEarly), (_.StandingOf(proposal), _.WhyNot(early)));
        _.Closes(_.Cirra, proposal, 50, accepted);
        Assert.Equal(Effective, _.StandingOf(proposal));
    }

    [Fact]
    [Scenario(ClosedWithoutAll)]
    public void A_closing_that_relies_on_less_than_all_acceptances_closes_nothing()
    {
        var proposal = _.Proposes(_.Bera, 0);
        var closing = _.Closes(_.Bera, proposal, 30);
        var accepted = _.Accepts(_.Cirra, proposal, 31);
        var uncited = _.Closes(_.Bera, proposal, 61);
        _.Closes(_.Cirra, proposal, 62, accepted);
        Assert.Equal(Waiting, _.StandingOf(proposal));
        Assert.Equal([ClosedWithoutAll, ClosedWithoutAll], new[] { closing, uncited }.Select(_.WhyNot));
    }

    [Fact]
    [Scenario(Superseded)]
    [Scenario(ClosedAnother)]
    public void Of_two_proposals_at_once_one_has_effect_since_each_party_closes_one()
    {
        using var other = SigningKey.Generate();
        var first = _.Proposes(_.Bera, 0, told: false);
        var second = _.Proposes(_.Cirra, 0, to: other.Public.Thumbprint);
        _.TellAll();
        var (one, two) = (_.Accepts(_.Cirra, first, 1), _.Accepts(_.Bera, second, 1));
        var again = _.Accepts(_.Bera, first, 2);
        _.Closes(_.Bera, first, 32, one, again);
        _.Closes(_.Cirra, first, 32, one, again);
        var late = _.Closes(_.Bera, second, 40, two);
        Assert.Equal((Effective, Superseded), (_.StandingOf(first), _.StandingOf(second)));
        Assert.Equal(Superseded, _.WhyNot(second));
        Assert.Equal(ClosedAnother, _.WhyNot(late));
    }

    [Fact]
    [Scenario(AcceptedAnother)]
    public void Who_has_accepted_another_proposal_since_does_not_close_the_first()
    {
        using var other = SigningKey.Generate();
        var first = _.Proposes(_.Bera, 0);
        var one = _.Accepts(_.Cirra, first, 1);
        _.Accepts(_.Cirra, _.Proposes(_.Bera, 2, to: other.Public.Thumbprint), 3);
        var closing = _.Closes(_.Cirra, first, 40, one);
        Assert.Equal(AcceptedAnother, _.WhyNot(closing));
    }

    [Fact]
    [Scenario(Form)]
    [Scenario(NotAnotherParty)]
    [Scenario(NotInForce)]
    [Scenario(WaitingDays)]
    [Scenario(ProposalUnknown)]
    [Scenario(VetoNotOwn)]
    public void What_cannot_count_says_why()
    {
        using var other = SigningKey.Generate();
        var good = _.Proposes(_.Bera, 0);
        var cases = new Dictionary<Statement, string>
        {
            [_.Says(_.Bera, RecordKinds.RepinProposed, new JsonObject { ["member"] = "arda" }, 0, [], true)] = Form,
            [_.Says(_.Bera, RecordKinds.RepinAccepted, RepinProposal.BodyNaming(good.Id), 0, [], true)] = Form,
            [_.Proposes(_.Arda, 0)] = NotAnotherParty,
            [_.Accepts(_.Arda, good, 0)] = NotAnotherParty,
            [_.Proposes(_.Bera, 0, from: other.Public.Thumbprint)] = NotInForce,
            [_.Proposes(_.Bera, 0, waiting: 29)] = WaitingDays,
            [_.Accepts(_.Cirra, _.Forum.CharterStatement, 0)] = ProposalUnknown,
            [_.Vetoes(_.Cirra, good, 0)] = VetoNotOwn,
        };
        Assert.All(cases, c => Assert.Equal(c.Value, _.WhyNot(c.Key)));
    }

    [Fact]
    public void The_new_root_counts_in_every_journal_from_the_adoption_that_carries_the_certificate()
    {
        _.Repinned();
        var pair = ChannelId.Parse("arda+bera");
        _.Forum.TellAll();
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(_.Arda.Opens(pair)));
        var plenary = _.Adopts();
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(plenary));
        Assert.IsType<Admission.Admitted>(_.Cirra.Hears(plenary));
        IsRefused("record.key-ended", _.Bera.Judges(SignedAfter(plenary, _.Arda.Key)));
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(_.Adopts(pair)));
    }

    [Fact]
    public void A_roster_of_the_new_root_before_its_effect_is_refused_and_so_is_one_without_certificate()
    {
        var proposal = _.Proposes(_.Bera, 0);
        var accepted = _.Accepts(_.Cirra, proposal, 1);
        _.Closes(_.Bera, proposal, 30, accepted);
        IsRefused("record.roster.repin", _.Bera.Judges(_.Adopts()));
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(_.Arda.Opens(ChannelId.Public)));
        IsRefused("record.roster.root", _.Bera.Judges(_.Adopts(ChannelId.Public)));
        _.Closes(_.Cirra, proposal, 31, accepted);
        IsRefused("record.roster.root", _.Bera.Judges(_.Adopts(withCertificates: false)));
        using var stranger = SigningKey.Generate();
        IsRefused("record.roster.repin", _.Bera.Judges(_.Adopts(root: stranger)));
        Assert.IsType<Admission.Admitted>(_.Bera.Judges(_.Adopts()));
    }

    [Fact]
    public void An_adoption_waits_for_the_closings_it_had_seen_and_is_admitted_in_any_order()
    {
        _.Repinned();
        var adoption = _.Adopts();
        _.Arda.Hears(adoption);
        foreach (var seed in Enumerable.Range(0, 40))
        {
            var random = new Random(seed);
            var inbox = new Inbox(new ForumRecord(_.Forum.Id, _.Cirra.Id), 1000);
            inbox.Deliver(_.Forum.CharterStatement.Compact);
            foreach (var statement in _.Forum.Said.Concat(_.Said).Append(adoption).OrderBy(_ => random.Next()).ToList())
            {
                Assert.False(inbox.Deliver(statement.Compact) is Admission.Refused refused, $"seed {seed}: {statement}");
            }

            Assert.Equal(0, inbox.Waiting);
        }
    }

    [Fact]
    public void The_same_statements_in_any_order_give_the_same_findings()
    {
        using var other = SigningKey.Generate();
        var proposal = _.Proposes(_.Bera, 0);
        var accepted = _.Accepts(_.Cirra, proposal, 1);
        _.Proposes(_.Cirra, 2, to: other.Public.Thumbprint);
        _.Closes(_.Bera, proposal, 20, accepted);
        _.Closes(_.Bera, proposal, 30, accepted);
        _.Accepts(_.Cirra, proposal, 4);
        _.Vetoes(_.Arda, proposal, 33, told: false);
        _.Closes(_.Cirra, proposal, 40, accepted);
        var findings = Words(_.Said);
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var random = new Random(seed);
            Assert.True(findings == Words([.. _.Said.Concat(_.Said).OrderBy(_ => random.Next())]), $"seed {seed}");
        }
    }

    [Fact]
    public void The_public_channel_alone_verifies_after_a_rotation_and_after_a_repin()
    {
        _.Arda.Says("in public", ChannelId.Public);
        _.Forum.TellAll();
        _.Arda.NewRoster();
        _.Arda.AdoptsNewestRoster(ChannelId.Public);
        _.Arda.Says("after the rotation", ChannelId.Public);
        _.Forum.TellAll();
        Assert.Empty(Audit([.. PublicOf()]));

        _.Repinned();
        var (roster, key, draft) = _.Adoption(sequence: 3);
        var adoption = _.Arda.Signs(draft, ChannelId.Public, roster: 3, key: key);
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(adoption));
        _.Arda.Hears(adoption);
        var last = _.Arda.Signs(_.Arda.Draft("after the re-pin"), ChannelId.Public, roster: 3, key: key);
        Assert.Empty(Audit([.. PublicOf(), adoption, last]));

        var bare = _.Arda.Signs(draft with { Body = new JsonObject { ["roster"] = roster.Compact } }, ChannelId.Public, roster: 3, key: key, seen: adoption.Seen);
        Assert.Contains(Audit([.. PublicOf(), bare]), f => f.Code == "audit.roster");
    }

    [Fact]
    public void Evidence_of_a_fork_under_the_new_root_shows_how_that_root_came_to_count()
    {
        _.Repinned();
        var (roster, key, draft) = _.Adoption();
        var adoption = _.Arda.Signs(draft, roster: 2, key: key);
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(adoption));
        _.Arda.Hears(adoption);
        var one = _.Arda.Signs(_.Arda.Draft("one story"), roster: 2, key: key);
        var other = _.Arda.Signs(_.Arda.Draft("another"), roster: 2, key: key);
        var certificates = RepinChains.Certificates(_.Bera.Record, _.Arda.Id, roster.Root.Thumbprint)!;

        Assert.True(ForkEvidence.TryBuild(_.Forum.CharterStatement, [roster], one, other, out var evidence, out var fault, certificates), fault?.Message);
        Assert.Equal((_.Arda.Id, one.Index), (evidence!.Member, evidence.Index));
        Assert.IsType<Admission.Admitted>(_.Bera.Hears(one));
        Assert.True(_.Bera.Record.Takes(evidence));

        Assert.False(ForkEvidence.TryBuild(_.Forum.CharterStatement, [roster], one, other, out var none, out fault));
        Assert.Equal("record.fork.roster", fault?.Code);
        Assert.False(ForkEvidence.TryBuild(_.Forum.CharterStatement, [roster], one, other, out none, out fault, [certificates[0] + "x"]));
        Assert.Equal("record.fork.repin", fault?.Code);

        // Under the charter's root nothing has to be shown, and nothing may be: one pair has one text.
        Assert.False(ForkEvidence.TryBuild(
            _.Forum.CharterStatement, [_.Bera.Roster], _.Bera.Signs(_.Bera.Draft("one story")), _.Bera.Signs(_.Bera.Draft("another")), out none, out fault, certificates));
        Assert.Equal("record.fork.repin", fault?.Code);
    }

    [Fact]
    public void A_certificate_in_which_anything_is_changed_proves_nothing()
    {
        _.Repinned();
        var text = Assert.Single(RepinChains.Certificates(_.Bera.Record, _.Arda.Id, _.NewRoot.Public.Thumbprint)!);
        Assert.Equal([_.OldRoot, _.NewRoot.Public.Thumbprint], Follow(text).Roots);
        var lines = text[..^1].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Assert.NotNull(Follow(string.Join('\n', lines.Where((_, j) => j != i)) + "\n").Fault);
            var spot = lines[i].Length / 2;
            var changed = lines[i][..spot] + (lines[i][spot] == 'A' ? 'B' : 'A') + lines[i][(spot + 1)..];
            Assert.NotNull(Follow(string.Join('\n', lines.Select((line, j) => j == i ? changed : line)) + "\n").Fault);
        }

        // The last closing whole, its signature by another key under the same name.
        var input = lines[^1][..lines[^1].LastIndexOf('.')];
        using var stranger = SigningKey.Generate();
        var forged = input + "." + Base64UrlText.Encode(stranger.Sign(System.Text.Encoding.ASCII.GetBytes(input["statement ".Length..])));
        Assert.Equal("record.repin.certificate-statement", Follow(string.Join('\n', [.. lines[..^1], forged]) + "\n").Fault?.Code);

        Assert.NotNull(RepinCertificate.Follow([text, text], _.Forum.Charter, _.Forum.Id, _.Arda.Id).Fault);
        Assert.NotNull(RepinCertificate.Follow([text], _.Forum.Charter, _.Forum.Id, _.Bera.Id).Fault);
    }

    [Fact]
    public void A_party_repinned_before_speaks_under_its_new_root_and_a_root_may_be_lost_twice()
    {
        _.Repinned();
        var (roster, key, draft) = _.Adoption();
        var adoption = _.Arda.Signs(draft, roster: 2, key: key);
        foreach (var party in _.Forum.Parties)
        {
            Assert.IsType<Admission.Admitted>(party.Hears(adoption));
        }

        // Now Bera's root is lost: Arda, under its new root, is one of the others.
        using var forBera = SigningKey.Generate();
        var proposal = _.Proposes(_.Cirra, 50, to: forBera.Public.Thumbprint, member: _.Bera);
        StatementDraft Draft(string kind, int day, params Statement[] cites) => new(
            kind, null, null, [proposal.Id, .. cites.Select(c => c.Id)], RepinProposal.BodyNaming(proposal.Id), "Arda desk", "head", proposal.ClaimedAt.AddDays(day));
        var accepted = Tell(_.Arda.Signs(Draft(RecordKinds.RepinAccepted, 1), key: key));
        Tell(_.Arda.Signs(Draft(RecordKinds.RepinClosed, 31, accepted), key: key));
        _.Closes(_.Cirra, proposal, 90, accepted);
        Assert.Equal(Effective, _.StandingOf(proposal));
        var certificates = RepinChains.Certificates(_.Bera.Record, _.Bera.Id, forBera.Public.Thumbprint)!;
        Assert.Contains("\nearlier ", Assert.Single(certificates), StringComparison.Ordinal);
        Assert.Null(RepinCertificate.Follow(certificates, _.Forum.Charter, _.Forum.Id, _.Bera.Id).Fault);
        Assert.Equal(2, roster.Sequence);

        Statement Tell(Statement said)
        {
            Assert.All(_.Forum.Parties, party => Assert.IsType<Admission.Admitted>(party.Hears(said)));
            return said;
        }
    }

    private Statement SignedAfter(Statement adoption, SigningKey key)
    {
        _.Arda.Hears(adoption);
        return _.Arda.Signs(_.Arda.Draft("with the key of the lost root's roster"), roster: 1, key: key);
    }

    private (IReadOnlyList<string>? Roots, Comity.Record.Fault? Fault) Follow(string text) => RepinCertificate.Follow([text], _.Forum.Charter, _.Forum.Id, _.Arda.Id);

    private IEnumerable<Statement> PublicOf() => _.Forum.Said.Where(s => s.Channel.IsPublic);

    private IReadOnlyList<AuditFinding> Audit(Statement[] statements) => [.. RecordAudit.Of(
        statements.Prepend(_.Forum.CharterStatement).Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature: true).Findings];

    private string Words(IEnumerable<Statement> said)
    {
        var found = RepinRules.Judge(_.Forum.Charter, said);
        return string.Join('\n', found.Proposals.Select(p => $"{p.Proposal} {p.Standing} {string.Join(',', p.Parties)} {string.Join(',', p.Vetoes)}")
            .Concat(found.Ineffective.Select(r => $"{r.Key} {r.Value}")).Concat(found.Roots.Select(r => $"{r.Key} {r.Value}")));
    }

    private static void IsRefused(string code, Admission admission) => Assert.Equal(code, Assert.IsType<Admission.Refused>(admission).Code);
}
