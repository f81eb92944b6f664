using Comity.Domain.Disputes;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain.Disputes;

public sealed class ActScenarios
{
    [Fact]
    public void Accounts_stand_side_by_side_in_the_charters_order()
    {
        var script = new DisputesScript();
        var act = script.Acts("Arda", 0, "Arda", "Cirra");
        script.Accounts("Cirra", act, AccountStance.Contests);
        script.Accounts("Bera", act, AccountStance.Contests);
        script.Accounts("Arda", act, AccountStance.Adds);

        var finding = Assert.Single(script.On(5).Acts);

        Assert.Equal([Bera, Cirra], finding.ContestedBy);
        Assert.Equal([Arda, Bera, Cirra], finding.Accounts.Select(a => a.Author));
        Assert.Equal([Cirra], finding.NotYetAffirmedBy);
    }

    [Fact]
    public void Who_is_named_by_anothers_record_adopts_corrects_or_disowns_it_and_its_last_word_counts()
    {
        var script = new DisputesScript();
        var about = script.Forum.Says("Arda", Act(0, Of(Bera), new(null, "Court of Cirra", Cirra)));
        script.Accounts("Bera", about, AccountStance.Contests);
        Assert.Equal([Bera, Cirra], script.On(5).Acts[0].ToAnswer);

        script.Answers("Bera", about, RecordAnswer.Disowned);
        script.Answers("Bera", about, RecordAnswer.Corrected);
        script.Answers("Cirra", about, RecordAnswer.Adopted);

        var finding = Assert.Single(script.On(5).Acts);
        Assert.Empty(finding.ToAnswer);
        Assert.Equal([(Bera, RecordAnswer.Corrected), (Cirra, RecordAnswer.Adopted)], finding.Answers.Select(a => (a.Author, a.Answer)));
        Assert.Equal(Arda, finding.Author);     // whatever is answered, the record stays
    }

    [Fact]
    public void Who_affirmed_owes_no_answer()
    {
        var script = new DisputesScript();
        script.Affirms("Bera", script.Acts("Arda", 0, "Arda", "Bera"));

        Assert.Empty(script.On(5).Acts[0].ToAnswer);
    }

    [Fact]
    public void An_act_says_whether_it_lies_ahead_and_never_hides()
    {
        var script = new DisputesScript();
        script.Acts("Arda", 3);

        Assert.True(script.On(2).Acts[0].Ahead);
        Assert.False(script.On(3).Acts[0].Ahead);
    }

    [Fact]
    public void The_best_of_its_sources_gives_an_acts_confidence_and_none_gives_none()
    {
        var script = new DisputesScript();
        script.Forum.Says("Arda", Act() with { Sources = [new("Memo", Confidence.MemoAsserted), new("Paper", Confidence.Unconfirmed)] });
        script.Acts("Arda", 1);

        Assert.Equal([Confidence.Unconfirmed, null], script.On(5).Acts.Select(a => a.Confidence));
    }

    [Fact]
    public void An_act_shows_the_measures_it_opened_and_those_a_stage_of_which_rests_on_it()
    {
        var script = new DisputesScript();
        var (opening, promulgation) = (script.Acts("Arda", 0), script.Acts("Arda", 2));
        var measure = script.Announces("Arda", opening);
        script.Reaches("Arda", measure, MeasureStage.Promulgated, 2, promulgation);

        Assert.All(script.On(5).Acts, act => Assert.Equal([measure], act.Measures));
    }

    [Fact]
    public void A_deadline_shows_through_its_last_day_and_effects_and_stages_until_they_come()
    {
        var script = new DisputesScript();
        var act = script.Forum.Says("Arda", Act() with { Effective = Day.AddDays(3), Deadline = Day.AddDays(3) });
        var stage = script.Reaches("Arda", script.Announces("Arda", act), MeasureStage.InForce, 3);

        Assert.Equal(
            [("deadline", act), ("effective", act), ("stage", stage)],
            script.On(2).Dates.Select(d => (d.What, d.Statement)));
        Assert.Equal([("deadline", act)], script.On(3).Dates.Select(d => (d.What, d.Act)));
        Assert.Empty(script.On(4).Dates);
    }
}
