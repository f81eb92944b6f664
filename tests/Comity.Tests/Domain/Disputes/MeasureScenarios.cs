using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Domain.Disputes.MeasureStage;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain.Disputes;

public sealed class MeasureScenarios
{
    [Fact]
    [Scenario("disputes.measure.not-yet")]
    public void A_measure_all_of_whose_stages_lie_ahead_does_not_stand_yet()
    {
        var finding = Judged(on: 4, stages: [(Proposed, 5)]);
        Assert.Equal((MeasureStanding.NotYet, "disputes.measure.not-yet", null), Standing(finding));
        Assert.False(finding.Stages[0].Reached);
        Assert.Empty(finding.Because);
    }

    [Fact]
    [Scenario("disputes.measure.no-entry-recorded")]
    public void A_measure_that_was_eased_but_never_recorded_in_force_is_not_taken_for_one_in_force() =>
        Assert.Equal((MeasureStanding.NotYet, "disputes.measure.no-entry-recorded", null), Standing(Judged(on: 9, stages: [(Eased, 1), (LiftDecided, 2)])));

    [Fact]
    [Scenario("disputes.measure.announced")]
    public void A_measure_decided_and_not_in_force_is_announced_since_its_latest_announcing_stage() => Assert.Equal(
        (MeasureStanding.Announced, "disputes.measure.announced", Day.AddDays(3)),
        Standing(Judged(on: 4, stages: [(Proposed, 0), (Decided, 3), (InForce, 5)])));

    [Fact]
    [Scenario("disputes.measure.in-force")]
    public void A_measure_is_in_force_from_the_day_it_came_in_force()
    {
        (MeasureStage, int)[] stages = [(Decided, 0), (InForce, 5), (InForce, 6), (Decided, 7), (LiftDecided, 8)];
        Assert.Equal(MeasureStanding.Announced, Judged(on: 4, stages: stages).Standing);
        Assert.Equal((MeasureStanding.InForce, "disputes.measure.in-force", Day.AddDays(5)), Standing(Judged(on: 5, stages: stages)));
        Assert.Equal((MeasureStanding.InForce, "disputes.measure.in-force", Day.AddDays(5)), Standing(Judged(on: 9, stages: stages)));
        Assert.Equal(LiftDecided, Judged(on: 9, stages: stages).LastStage);
    }

    [Fact]
    [Scenario("disputes.measure.in-force-eased")]
    public void Easing_is_remembered_through_a_suspension()
    {
        (MeasureStage, int)[] stages = [(InForce, 0), (Eased, 2), (Suspended, 3), (Resumed, 5)];
        Assert.Equal(MeasureStanding.Suspended, Judged(on: 4, stages: stages).Standing);
        var finding = Judged(on: 5, stages: stages);
        Assert.Equal((MeasureStanding.InForceEased, "disputes.measure.in-force-eased", Day.AddDays(2)), Standing(finding));
        Assert.Equal([finding.Stages[3].Id, finding.Stages[1].Id], finding.Because);
    }

    [Fact]
    [Scenario("disputes.measure.suspended")]
    public void A_measure_may_be_suspended_before_it_ever_came_in_force() => Assert.Equal(
        (MeasureStanding.Suspended, "disputes.measure.suspended", Day.AddDays(3)),
        Standing(Judged(on: 9, stages: [(Decided, 0), (Suspended, 3), (Eased, 4), (Promulgated, 5)])));

    [Fact]
    [Scenario("disputes.measure.no-end-recorded")]
    public void A_measure_whose_end_nobody_records_is_not_said_to_be_in_force()
    {
        var finding = Judged(on: 9, end: MeasureEnd.NotRecorded, stages: [(InForce, 1)]);
        Assert.Equal((MeasureStanding.NoEndRecorded, "disputes.measure.no-end-recorded", Day.AddDays(1)), Standing(finding));
    }

    [Fact]
    [Scenario("disputes.measure.lifted")]
    public void A_lifted_measure_may_be_announced_and_come_in_force_anew_and_is_no_longer_eased()
    {
        (MeasureStage, int)[] stages = [(InForce, 0), (Eased, 1), (Lifted, 2), (Proposed, 3), (InForce, 4)];
        Assert.Equal((MeasureStanding.Lifted, "disputes.measure.lifted", Day.AddDays(2)), Standing(Judged(on: 2, stages: stages)));
        Assert.Equal(MeasureStanding.Announced, Judged(on: 3, stages: stages).Standing);
        Assert.Equal(MeasureStanding.InForce, Judged(on: 4, stages: stages).Standing);
    }

    [Fact]
    public void Stages_of_one_day_are_read_in_the_order_a_measure_passes_them() =>
        Assert.Equal(MeasureStanding.InForce, Judged(on: 0, stages: [(InForce, 0), (Decided, 0)]).Standing);

    [Fact]
    [Scenario("disputes.stage.not-the-owner")]
    public void Nobody_records_a_stage_of_anothers_measure()
    {
        var script = new DisputesScript();
        var measure = script.Announces("Arda", script.Acts("Arda", 0));
        script.Reaches("Arda", measure, InForce, 0);
        var lifting = script.Reaches("Bera", measure, Lifted, 1);

        Assert.Equal(MeasureStanding.InForce, script.On(5).Measures[0].Standing);
        Assert.Equal("disputes.stage.not-the-owner", script.ReasonFor(lifting));
    }

    [Fact]
    public void The_ledger_counts_own_measures_and_neither_private_nor_reported_ones()
    {
        var script = new DisputesScript();
        var act = script.Acts("Arda", 0);
        script.Reaches("Bera", script.Announces("Bera", act), InForce, 0);
        var eased = script.Announces("Bera", act, reported: false);
        script.Reaches("Bera", eased, InForce, 0);
        script.Reaches("Bera", eased, Eased, 1);
        script.Reaches("Bera", script.Announces("Bera", act, isPrivate: true), InForce, 0);
        script.Reaches("Bera", script.Announces("Bera", act, reported: true), InForce, 0);
        script.Reaches("Bera", script.Announces("Bera", act, MeasureEnd.NotRecorded), InForce, 0);
        script.Reaches("Arda", script.Announces("Arda", act), Decided, 0);

        Assert.Equal<MemberLedger>(
            [new(Arda, 0, 1, 0, 0, 0), new(Bera, 2, 0, 0, 1, 0), new(Cirra, 0, 0, 0, 0, 0)], script.On(5).Ledger);
    }

    private static MeasureFinding Judged(int on, (MeasureStage Stage, int Day)[] stages, MeasureEnd end = MeasureEnd.ToBeRecorded)
    {
        var script = new DisputesScript();
        var measure = script.Announces("Arda", script.Acts("Arda", 0), end);
        foreach (var (stage, day) in stages.Reverse())
        {
            script.Reaches("Arda", measure, stage, day);
        }

        return Assert.Single(script.On(on).Measures);
    }

    private static (MeasureStanding, string, DateOnly?) Standing(MeasureFinding finding) => (finding.Standing, finding.Rule, finding.Since);
}
