using System.Text;
using Comity.Domain;
using Comity.Domain.Forks;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Domain.Forks;

/// <summary>docs/spec/forks.md, "What binds and what is suspended". Arda forked at index 1: one story goes on, Cirra held the other.</summary>
public sealed class ForkScenarios
{
    private static readonly MemberId Arda = ForumScript.Member("Arda");
    private static readonly MemberId Bera = ForumScript.Member("Bera");
    private static readonly MemberId Cirra = ForumScript.Member("Cirra");
    private static readonly TreeHead Head = new(2, Hash256.Of([2]));

    private readonly Pledges _pledges = new();

    [Fact]
    [Scenario(ForkRuleNames.Binding)]
    public void An_undertaking_in_a_branch_another_member_held_binds_though_the_journal_goes_on_with_another()
    {
        var pledge = Say(Arda, 1, new Pledged("to lift the measure"));
        var (findings, effective) = Judge([], Forked([], pledge));

        var binding = Assert.Single(findings.Binding);
        Assert.Equal((pledge.Id, Arda, ForkRuleNames.Binding), (binding.Id, binding.Author, binding.Rule));
        Assert.Equal([Cirra], binding.HeldBy);
        Assert.Contains(pledge.Id, (ValueList<StatementId>)_pledges.Judge(effective.Aggregate(_pledges.NoFacts, _pledges.Apply), new(default, [], Arda)));
    }

    [Fact]
    public void What_only_tells_in_the_other_branch_binds_nobody_and_is_shown_as_contested()
    {
        var remark = Say(Arda, 1, new Remarked(null));
        var (findings, effective) = Judge([], Forked([], remark));
        Assert.Empty(findings.Binding);
        Assert.Empty(effective);
        Assert.Equal([(remark.Id, ForkRuleNames.ContestedOther)], findings.Contested.Select(c => (c.Id, c.Rule)));
    }

    [Fact]
    public void A_branch_that_was_seen_and_not_received_binds_nobody_and_says_so()
    {
        var (findings, effective) = Judge([], new ForkedJournal(Arda, [1], [], [], [new OtherBranch(Head, [Cirra], null)]));
        Assert.Empty(findings.Binding);
        Assert.Empty(effective);
        Assert.Equal([(2L, Head.Root.ToString(), false)], findings.Journals[0].Branches.Select(b => (b.Size, b.Root, b.Received)));
    }

    [Fact]
    [Scenario(ForkRuleNames.Suspended)]
    public void A_benefit_claimed_from_either_branch_is_suspended_and_one_claimed_anew_is_not()
    {
        var pledgeOfBera = Say(Bera, 1, new Pledged("to open talks"));
        var onThisBranch = Say(Arda, 1, new ConcessionClaimed(pledgeOfBera.Id));
        var onTheOther = Say(Arda, 1, new ConcessionClaimed(pledgeOfBera.Id), "other");
        var fromThere = Say(Arda, 4, new ConcessionClaimed(onThisBranch.Id));
        var anew = Say(Arda, 5, new ConcessionClaimed(pledgeOfBera.Id));
        var (findings, effective) = Judge([pledgeOfBera, onThisBranch, fromThere, anew], Forked([onThisBranch.Id], onTheOther));

        Assert.Equal(new[] { onThisBranch.Id, onTheOther.Id, fromThere.Id }.Order(), findings.Suspended.Select(s => s.Id));
        Assert.Equal(onThisBranch.Id, findings.Suspended.Single(s => s.Id == fromThere.Id).On);
        Assert.Equal([anew.Id], effective.Select(e => e.Id));
    }

    [Fact]
    public void What_others_claim_is_theirs_and_not_suspended()
    {
        var pledge = Say(Arda, 1, new Pledged("to lift the measure"));
        var claim = Say(Cirra, 2, new ConcessionClaimed(pledge.Id));
        var (findings, _) = Judge([pledge, claim], Forked([pledge.Id]));
        Assert.Empty(findings.Suspended);
        Assert.Contains(claim.Id, findings.Contested.Select(c => c.Id));
    }

    [Fact]
    [Scenario(ForkRuleNames.ContestedHere)]
    [Scenario(ForkRuleNames.ContestedOther)]
    [Scenario(ForkRuleNames.ContestedRests)]
    public void What_others_built_on_either_branch_is_contested_with_its_ground_however_many_steps_away()
    {
        var here = Say(Arda, 1, new Remarked(null));
        var other = Say(Arda, 1, new Pledged("otherwise"));
        var onHere = Say(Bera, 2, new Remarked(here.Id));
        var onOther = Say(Cirra, 2, new Remarked(null), cites: other.Id);
        var onThat = Say(Bera, 3, new Remarked(null), subject: onOther.Id);
        var free = Say(Bera, 4, new Remarked(null));
        var (findings, _) = Judge([here, onHere, onOther, onThat, free], Forked([here.Id], other));

        Assert.Equal(
            new (StatementId, StatementId?, string)[]
            {
                (here.Id, null, ForkRuleNames.ContestedHere), (other.Id, null, ForkRuleNames.ContestedOther), (onHere.Id, here.Id, ForkRuleNames.ContestedRests),
                (onOther.Id, other.Id, ForkRuleNames.ContestedRests), (onThat.Id, onOther.Id, ForkRuleNames.ContestedRests),
            }.OrderBy(c => c.Item1),
            findings.Contested.Select(c => (c.Id, c.On, c.Rule)));
    }

    [Fact]
    public void A_declaration_is_not_built_on_what_it_names()
    {
        var here = Say(Arda, 1, new Remarked(null));
        var declaration = Say(Arda, 2, new UnknownBody(), kind: "record.fork-declared/1", cites: here.Id);
        Assert.DoesNotContain(declaration.Id, Judge([here, declaration], Forked([here.Id])).Findings.Contested.Select(c => c.Id));
    }

    [Fact]
    public void Any_order_and_any_repetition_come_to_the_same_findings()
    {
        var here = Say(Arda, 1, new Remarked(null));
        var said = new List<Said> { here };
        for (var i = 2; i < 40; i++)
        {
            var on = said[i * 7 % said.Count].Id;
            said.Add(Say(i % 2 == 0 ? Bera : Arda, i, i % 3 == 0 ? new ConcessionClaimed(on) : new Remarked(i % 5 == 0 ? null : on)));
        }

        var expected = Judge(said, Forked([here.Id]));
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var again = Judge(said.Concat(said.Take(9)).OrderBy(_ => random.Next()), Forked([here.Id]));
            Assert.Equal(expected.Findings, again.Findings);
            Assert.Equal(expected.Effective, again.Effective);
        }
    }

    [Fact]
    public void Findings_enter_the_picture_as_texts_and_numbers_only()
    {
        var pledge = Say(Arda, 1, new Pledged("to lift the measure"));
        var claim = Say(Arda, 1, new ConcessionClaimed(pledge.Id), "here");
        var json = FindingsJson.Of(Judge([claim], Forked([claim.Id], pledge)).Findings).ToJsonString();
        Assert.Contains($"\"root\":\"{Head.Root}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("{}", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_forks_has_a_scenario() => Assert.Empty(ForkRuleNames.All.Except(
        typeof(ForkScenarios).GetMethods().SelectMany(m => m.GetCustomAttributes(typeof(ScenarioAttribute), false).Cast<ScenarioAttribute>()).Select(s => s.Rule)));

    private static ForkedJournal Forked(ValueList<StatementId> stretch, params Said[] other) =>
        new(Arda, [1], [], stretch, other.Length == 0 ? [] : [new OtherBranch(Head, [Cirra], other.ToValueList())]);

    private (ForkFindings Findings, IReadOnlyList<Said> Effective) Judge(IEnumerable<Said> said, ForkedJournal forked) =>
        ForkRules.Judge(said.Aggregate(ForkFacts.Of([Arda]), (facts, s) => facts.Apply(s, s.Id, _pledges.StakeOf(s.Body))), [forked], _pledges.StakeOf);

    private static Said Say(MemberId by, long index, IBody body, string salt = "", string kind = "pledges.said/1", StatementId? cites = null, StatementId? subject = null)
    {
        var id = new StatementId(Hash256.Of(Encoding.UTF8.GetBytes($"{by}/{index}/{body}/{salt}/{kind}")));
        var statement = ForumScript.Statement(by, index, kind, default, id);
        return new(statement with { Cites = cites is { } cited ? [cited] : [], Subject = subject }, body);
    }
}
