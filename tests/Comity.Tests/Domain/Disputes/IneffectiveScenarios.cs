using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain.Disputes;

public sealed class IneffectiveScenarios
{
    [Fact]
    [Scenario("disputes.body.unreadable")]
    public void A_body_that_cannot_be_read_is_kept_and_shown()
    {
        var script = new DisputesScript();
        var unreadable = script.Forum.Says("Arda", "disputes.act-recorded/1", """{"title":"Half a form"}""");
        var unknown = script.Forum.Says("Arda", "disputes.act-recorded/9", "{}");

        Assert.Equal("disputes.body.unreadable", script.ReasonFor(unreadable));
        Assert.Null(script.ReasonFor(unknown));
        Assert.Empty(script.On(5).Acts);
    }

    [Fact]
    [Scenario("disputes.reference.unknown")]
    public void What_refers_to_a_statement_nobody_holds_waits_without_effect()
    {
        var script = new DisputesScript();
        var measure = script.Announces("Arda", ForumScript.Nowhere());
        var act = script.Acts("Arda", 0);

        Assert.Equal("disputes.reference.unknown", script.ReasonFor(measure));
        Assert.Equal("disputes.reference.unknown", script.ReasonFor(script.Asserts("Bera", act, ForumScript.Nowhere())));
        Assert.Equal("disputes.reference.unknown", script.ReasonFor(script.Translates("Bera", ForumScript.Nowhere(), "title")));
        Assert.Empty(script.On(5).Measures);
        Assert.Empty(script.On(5).Links);
    }

    [Fact]
    [Scenario("disputes.reference.wrong-kind")]
    public void A_measure_is_not_an_act_and_an_act_is_not_a_measure()
    {
        var script = new DisputesScript();
        var act = script.Acts("Arda", 0);
        var measure = script.Announces("Arda", act);

        Assert.Equal("disputes.reference.wrong-kind", script.ReasonFor(script.Accounts("Bera", measure, AccountStance.Adds)));
        Assert.Equal("disputes.reference.wrong-kind", script.ReasonFor(script.Reaches("Arda", act, MeasureStage.InForce, 0)));
        Assert.Equal("disputes.reference.wrong-kind", script.ReasonFor(script.Reaches("Arda", measure, MeasureStage.InForce, 0, act: measure)));
    }

    [Fact]
    [Scenario("disputes.reference.ineffective")]
    public void What_rests_on_a_statement_without_effect_has_none_either()
    {
        var script = new DisputesScript();
        var measure = script.Announces("Arda", ForumScript.Nowhere());
        var unreadable = script.Forum.Says("Arda", "disputes.act-recorded/1", "[]");

        Assert.Equal("disputes.reference.ineffective", script.ReasonFor(script.Reaches("Arda", measure, MeasureStage.InForce, 0)));
        Assert.Equal("disputes.reference.ineffective", script.ReasonFor(script.Affirms("Bera", unreadable)));
        Assert.Equal("disputes.reference.ineffective", script.ReasonFor(script.Translates("Bera", measure, "title")));
    }

    [Fact]
    [Scenario("disputes.affirmation.not-an-actor")]
    public void Only_those_named_as_actors_affirm_an_act()
    {
        var script = new DisputesScript();
        var act = script.Forum.Says("Arda", Act(0, Of(Arda), Of(Bera), new(null, "Court of Cirra", Cirra)));
        Assert.Equal([Bera], script.On(5).Acts[0].NotYetAffirmedBy);

        script.Affirms("Bera", act);
        script.Affirms("Cirra", act);
        var other = script.Acts("Arda", 1);
        var stranger = script.Affirms("Bera", other);

        Assert.Equal([Bera, Cirra], script.On(5).Acts[0].AffirmedBy);
        Assert.Empty(script.On(5).Acts[0].NotYetAffirmedBy);
        Assert.Empty(script.On(5).Acts[1].AffirmedBy);
        Assert.Equal("disputes.affirmation.not-an-actor", script.ReasonFor(stranger));
    }

    [Fact]
    [Scenario("disputes.affirmation.own-record")]
    public void Nobody_affirms_its_own_record() => Once(s => s.Affirms("Arda", s.Acts("Arda", 0)), "disputes.affirmation.own-record");

    [Fact]
    [Scenario("disputes.answer.not-an-actor")]
    public void Only_those_named_as_actors_answer_a_record() => Once(s => s.Answers("Cirra", s.Acts("Arda", 0, "Bera"), RecordAnswer.Disowned), "disputes.answer.not-an-actor");

    [Fact]
    [Scenario("disputes.answer.own-record")]
    public void Nobody_answers_its_own_record() => Once(s => s.Answers("Arda", s.Acts("Arda", 0, "Arda", "Bera"), RecordAnswer.Adopted), "disputes.answer.own-record");

    [Fact]
    [Scenario("disputes.link.nothing-to-withdraw")]
    public void A_withdrawal_before_any_word_of_its_author_withdraws_nothing()
    {
        var script = new DisputesScript();
        var (first, answer) = (script.Acts("Arda", 0), script.Acts("Bera", 1));
        var withdrawal = script.Withdraws("Arda", answer, first);
        Assert.Empty(script.On(5).Links);

        script.Asserts("Arda", answer, first);
        script.Withdraws("Bera", answer, first);

        Assert.Equal("disputes.link.nothing-to-withdraw", script.ReasonFor(withdrawal));
        Assert.Equal(LinkStanding.Asserted, Assert.Single(script.On(5).Links).Standing);
    }

    [Fact]
    [Scenario("disputes.link.from-before-to")]
    public void A_link_from_an_act_dated_before_the_other_is_shown_and_in_no_chain()
    {
        var script = new DisputesScript();
        var (later, earlier) = (script.Acts("Arda", 3), script.Acts("Bera", 1));
        var backward = script.Asserts("Arda", earlier, later);

        Assert.Equal("disputes.link.from-before-to", script.ReasonFor(backward));
        Assert.Single(script.On(5).Links);
        Assert.Empty(script.On(5).Chains);
    }

    [Fact]
    [Scenario("disputes.translation.no-such-field")]
    public void A_translation_of_a_text_that_is_not_there_translates_nothing()
    {
        var script = new DisputesScript();
        var act = script.Forum.Says("Arda", Act(0, new Actor(null, "Guild", null), Of(Arda)));
        var name = script.Translates("Bera", act, "actors.0");

        Assert.Equal("disputes.translation.no-such-field", script.ReasonFor(script.Translates("Bera", act, "actors.1")));
        Assert.Equal("disputes.translation.no-such-field", script.ReasonFor(script.Translates("Bera", act, "actors.2")));
        Assert.Equal("disputes.translation.no-such-field", script.ReasonFor(script.Translates("Bera", act, "words")));
        Assert.Equal([name], script.On(5).Acts[0].Translations.Select(t => t.Id));
    }

    private static void Once(Func<DisputesScript, StatementId> says, string rule)
    {
        var script = new DisputesScript();
        Assert.Equal(rule, script.ReasonFor(says(script)));
    }
}
