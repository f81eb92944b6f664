using Comity.Domain.Dialogue;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.DecisionScript;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

public sealed class InitialScenarios
{
    private readonly DecisionScript _room = new();

    [Fact]
    [Scenario("dialogue.decision.awaiting-record")]
    [Scenario("dialogue.decision.awaiting-initials")]
    [Scenario("dialogue.decision.adopted-by-consensus")]
    [Scenario("dialogue.party.awaited")]
    [Scenario("dialogue.party.initialled")]
    [Scenario("dialogue.party.absent")]
    public void Consensus_is_recorded_and_initialled_by_each_present_and_binds_nobody_else()
    {
        var decision = _room.Puts(DecisionMethod.Consensus);
        Assert.Equal("dialogue.decision.awaiting-record", _room.Found().Rule);
        _room.Table.Says("Cirra", new DecisionRecorded(decision, [Arda, Cirra], Day));
        Initials("Arda", decision);
        Assert.Equal((DecisionStanding.AwaitingInitials, "dialogue.decision.awaiting-initials"), (_room.Found().Standing, _room.Found().Rule));
        Assert.Equal("dialogue.party.awaited", _room.RuleOf(Cirra));
        Initials("Cirra", decision);

        Assert.Equal((DecisionStanding.Adopted, "dialogue.decision.adopted-by-consensus"), (_room.Found().Standing, _room.Found().Rule));
        Assert.Equal(("dialogue.party.initialled", "dialogue.party.absent"), (_room.RuleOf(Arda), _room.RuleOf(Bera)));
        Assert.Equal([Cirra, Arda], _room.Found().BoundNow);
    }

    [Fact]
    [Scenario("dialogue.decision.objected")]
    [Scenario("dialogue.decision.adopted-unanimously")]
    [Scenario("dialogue.objection.after-adoption")]
    public void Unanimity_takes_every_party_and_an_objection_in_sight_of_all_initials_changes_nothing()
    {
        var decision = _room.Puts(DecisionMethod.Unanimity);
        Initials("Arda", decision);
        var early = _room.Table.Says("Bera", Objection(decision));
        Assert.Equal((DecisionStanding.Broken, "dialogue.decision.objected"), (_room.Found().Standing, _room.Found().Rule));
        Assert.Equal("dialogue.objection.stands", _room.RuleOf(early));
        Initials("Bera", decision);
        Assert.Equal("dialogue.objection.lifted", _room.RuleOf(early));
        Initials("Cirra", decision);
        Assert.Equal((DecisionStanding.Adopted, "dialogue.decision.adopted-unanimously"), (_room.Found().Standing, _room.Found().Rule));

        var late = _room.Table.Says("Arda", Objection(decision) with { Reasons = "On reflection" });
        Assert.Equal((DecisionStanding.Adopted, "dialogue.objection.after-adoption"), (_room.Found().Standing, _room.RuleOf(late)));
    }

    [Fact]
    public void An_objection_that_crosses_the_last_initials_withholds_consensus()
    {
        var decision = _room.Puts(DecisionMethod.Unanimity);
        Initials("Arda", decision);
        Initials("Bera", decision);
        var last = Initials("Cirra", decision);
        _room.Table.SaysWithoutHavingSeen("Arda", Objection(decision), last);

        Assert.Equal(DecisionStanding.Broken, _room.Found().Standing);
        Assert.Empty(_room.Found().BoundNow);
    }

    [Fact]
    [Scenario("dialogue.attached.awaits-adoption")]
    [Scenario("dialogue.attached.stands")]
    public void A_party_that_stands_apart_is_not_bound_and_undoes_nothing()
    {
        var decision = _room.Puts(DecisionMethod.Unanimity);
        _room.Table.Says("Arda", new StatementAttached(decision, AttachedKind.Interpretation, "We read it so.", "en", Day));
        Assert.Equal("dialogue.attached.awaits-adoption", _room.Found().Attached.Single().Rule);
        foreach (var party in new[] { "Arda", "Bera", "Cirra" })
        {
            Initials(party, decision);
        }

        _room.Table.Says("Bera", new StatementAttached(decision, AttachedKind.Dissociation, "We stand apart.", "en", Day));
        Assert.All(_room.Found().Attached, a => Assert.Equal("dialogue.attached.stands", a.Rule));
        Assert.Equal((DecisionStanding.Adopted, 2), (_room.Found().Standing, _room.Found().BoundNow.Count));
        Assert.DoesNotContain(Bera, _room.Found().BoundNow);
    }

    [Fact]
    [Scenario("dialogue.decision.another-method")]
    public void What_belongs_to_another_method_has_no_effect()
    {
        var decision = _room.Puts(DecisionMethod.Unanimity);
        Assert.Equal("dialogue.decision.another-method", _room.Table.ReasonFor(_room.Certifies(decision)));
        Assert.Equal("dialogue.decision.another-method", _room.Table.ReasonFor(_room.Table.Says("Cirra", new DecisionRecorded(decision, [Arda, Bera], Day))));
        Assert.Equal("dialogue.decision.another-method", _room.Table.ReasonFor(_room.Table.Says("Arda", new ReceiptGiven(decision, Day))));
    }

    private StatementId Initials(string party, StatementId decision) => _room.Table.Says(party, new DecisionInitialled(decision, Day));
}
