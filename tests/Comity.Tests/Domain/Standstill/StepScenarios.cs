using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Domain.Disputes.MeasureStage;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class StepScenarios
{
    private readonly StandstillScript _room = new();

    [Fact]
    [Scenario("standstill.step.contrary")]
    [Scenario("standstill.step.outside")]
    [Scenario("standstill.step.classifications-differ")]
    public void Where_classifications_differ_both_stand_and_consultation_is_open()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 1), (InForce, 3));
        _room.Classifies("Arda", standstill, measure, "review");
        _room.Classifies("Bera", standstill, measure, "export-list");

        var finding = Judged(3);

        Assert.Equal([(Arda, StepStanding.Outside, "standstill.step.outside"), (Bera, StepStanding.Contrary, "standstill.step.contrary")],
            finding.Verdicts.Select(v => (v.Member, v.Standing, v.Rule)));
        Assert.Equal((true, "standstill.step.classifications-differ"), (finding.ConsultationOpen, finding.Rule));
        Assert.Equal("goods", finding.Verdicts[1].Clause);
        Assert.Equal(Day.AddDays(1), finding.Since);
    }

    [Fact]
    [Scenario("standstill.step.unclassified")]
    public void Its_owner_is_taken_at_its_tags_and_nobody_else_is()
    {
        _room.Agreed();
        _room.Measure("Arda", (Decided, 1));
        Assert.Equal([(Arda, "standstill.step.contrary"), (Bera, "standstill.step.unclassified")], Judged(1).Verdicts.Select(v => (v.Member, v.Rule)));
        Assert.False(Judged(1).ConsultationOpen);
    }

    [Fact]
    public void A_later_classification_takes_the_place_of_an_earlier_one_on_its_day()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 1));
        _room.Classifies("Bera", standstill, measure, "export-list", on: 1);
        _room.Classifies("Bera", standstill, measure, "review", on: 4);
        Assert.Equal(StepStanding.Contrary, Of(Bera, 3).Standing);
        Assert.Equal(StepStanding.Outside, Of(Bera, 4).Standing);
    }

    [Fact]
    [Scenario("standstill.step.classification-forked")]
    public void A_party_that_classifies_twice_at_one_place_has_not_classified()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 1));
        _room.Classifies("Bera", standstill, measure, "export-list");
        _room.Forum.SaysAt("Bera", 1, new StepClassified(standstill, measure, "economy", "review", StepEffect.Tightens, null, null, "Or so.", "en", Day.AddDays(1)));
        Assert.Equal((StepStanding.Unclassified, "standstill.step.classification-forked"), (Of(Bera, 2).Standing, Of(Bera, 2).Rule));
    }

    [Fact]
    [Scenario("standstill.step.easing")]
    public void A_measure_that_only_eased_since_the_start_is_easing_for_everybody()
    {
        var standstill = _room.Agreed(Listing(out var measure, BaselineTreatment.Held, (InForce, -10), (Eased, 4), (Eased, 9)));
        _room.Classifies("Bera", standstill, measure, "export-list", on: 5);
        Assert.Equal([StepStanding.Easing, StepStanding.Easing], Judged(9).Verdicts.Select(v => v.Standing));
        Assert.Equal("standstill.step.easing", Of(Bera, 9).Rule);
    }

    [Fact]
    [Scenario("standstill.step.beyond-baseline")]
    public void A_measure_held_in_the_inventory_and_taken_further_is_contrary_however_it_is_classified()
    {
        var standstill = _room.Agreed(Listing(out var measure, BaselineTreatment.Held, (Comment, -10), (Decided, 2)));
        _room.Classifies("Arda", standstill, measure, "review");
        Assert.Equal([(Arda, "standstill.step.beyond-baseline", "longer-list"), (Bera, "standstill.step.beyond-baseline", "longer-list")],
            Judged(2).Verdicts.Select(v => (v.Member, v.Rule, v.Clause!)));
    }

    [Fact]
    public void Whoever_disputed_the_item_when_accepting_is_taken_at_its_own_classification()
    {
        var terms = Listing(out var measure, BaselineTreatment.Held, (Comment, -10), (Decided, 2));
        var standstill = _room.Agreed(terms, measure);
        _room.Classifies("Arda", standstill, measure, "review");
        Assert.Equal(["standstill.step.outside", "standstill.step.beyond-baseline"], Judged(2).Verdicts.Select(v => v.Rule));
        Assert.Equal([Arda], _room.On(2).Offers[0].Disputed[0].By);
    }

    [Fact]
    [Scenario("standstill.step.runs-its-course")]
    public void A_measure_that_may_run_its_course_is_outside()
    {
        _room.Agreed(Listing(out _, BaselineTreatment.RunsItsCourse, (Comment, -10), (Decided, 2)));
        Assert.Equal("standstill.step.runs-its-course", Of(Bera, 2).Rule);
    }

    [Fact]
    [Scenario("standstill.step.nothing-since-the-start")]
    [Scenario("standstill.step.private")]
    public void What_began_before_and_did_not_move_is_outside_and_what_shoppers_do_is_carved_out()
    {
        var standstill = _room.Agreed();
        var old = _room.Measure("Arda", (InForce, -10));
        var boycott = _room.Measure("Bera", MeasureNature.Private, true, (InForce, 3));
        _room.Classifies("Bera", standstill, old, "export-list");
        Assert.Equal("standstill.step.nothing-since-the-start", Of(Bera, 4, old).Rule);
        Assert.Equal([("standstill.step.private", "shops"), ("standstill.step.private", "shops")], Judged(4, boycott).Verdicts.Select(v => (v.Rule, v.Clause!)));
    }

    [Fact]
    [Scenario("standstill.step.promulgated")]
    public void What_was_promulgated_by_the_baseline_day_is_carved_out_where_the_terms_say_so()
    {
        _room.Agreed(SomeTerms() with { CarveOuts = [new("done", CarveOutKind.Promulgated, "What the gazette had printed")] });
        _room.Measure("Arda", (Promulgated, -2), (InForce, 3));
        Assert.Equal(("standstill.step.promulgated", "done"), (Of(Bera, 3).Rule, Of(Bera, 3).Clause));
    }

    [Fact]
    [Scenario("standstill.step.carved-out")]
    [Scenario("standstill.clause.unknown")]
    public void A_carve_out_holds_for_whoever_classifies_by_it()
    {
        var standstill = _room.Agreed();
        var complaint = _room.Measure("Bera", MeasureNature.Proceedings, false, (InForce, 3));
        _room.Classifies("Bera", standstill, complaint, "proceedings", StepEffect.Neutral, "free", 3);
        var unknown = _room.Classifies("Arda", standstill, complaint, "proceedings", StepEffect.Neutral, "tribunals", 3);
        Assert.Equal(("standstill.step.carved-out", "free"), (Of(Bera, 3).Rule, Of(Bera, 3).Clause));
        Assert.Equal("standstill.clause.unknown", _room.ReasonFor(unknown));
    }

    [Fact]
    [Scenario("standstill.step.planned-not-notified")]
    [Scenario("standstill.step.planned-notified")]
    public void A_covered_plan_is_apparently_contrary_until_it_is_notified_in_time()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Proposed, 2));
        Assert.Equal("standstill.step.planned-not-notified", Of(Arda, 2).Rule);
        _room.Notifies("Arda", standstill, measure, planned: 12, on: 3);
        Assert.Equal((StepStanding.PlannedAndNotified, "standstill.step.planned-notified"), (Of(Arda, 3).Standing, Of(Arda, 3).Rule));
        Assert.Equal((true, Day.AddDays(10)), (Judged(3).Notice!.InTime, Judged(3).Notice!.Allowed.Date));
    }

    [Fact]
    [Scenario("standstill.step.notified-late")]
    public void A_step_taken_before_the_days_of_notice_are_over_is_apparently_contrary()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 9));
        _room.Notifies("Arda", standstill, measure, planned: 9, on: 3);
        Assert.Equal("standstill.step.notified-late", Of(Arda, 9).Rule);
    }

    [Fact]
    [Scenario("standstill.step.taken-after-notice")]
    [Scenario("standstill.step.notified-without-objection")]
    public void A_notified_step_that_is_taken_needs_that_nobody_objects()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 12));
        var notice = _room.Notifies("Arda", standstill, measure, planned: 12, on: 3);
        Assert.Equal("standstill.step.taken-after-notice", Of(Arda, 12).Rule);
        _room.Forum.Says("Bera", new NoticeCommented(notice, NoticeStance.NoObjection, "Go on.", "en", Day.AddDays(5)));
        Assert.Equal("standstill.step.notified-without-objection", Of(Arda, 12).Rule);
        Assert.Equal("standstill.member.not-the-addressee", _room.ReasonFor(
            _room.Forum.Says("Arda", new NoticeCommented(notice, NoticeStance.NoObjection, "Fine by us.", "en", Day.AddDays(5)))));
    }

    [Fact]
    public void A_plan_that_is_no_measure_yet_has_a_finding_of_its_own()
    {
        var standstill = _room.Agreed();
        var plan = _room.Notifies("Arda", standstill, null, planned: 12, on: 3);
        _room.Classifies("Bera", standstill, plan, "export-list", StepEffect.Plans, on: 3);
        Assert.Equal(StepWhat.Plan, Judged(3, plan).What);
        Assert.All(Judged(3, plan).Verdicts, v => Assert.Equal("standstill.step.planned-notified", v.Rule));
    }

    [Fact]
    [Scenario("standstill.step.threat")]
    [Scenario("standstill.step.omission")]
    public void A_threat_and_a_lapse_are_steps_of_whoever_so_classifies_the_act()
    {
        var standstill = _room.Agreed();
        var threat = _room.Forum.Says("Arda", Disputes.DisputesScript.Act() with { Date = Day.AddDays(2), Title = "Arda said: if the tribunal rules, then the list grows" });
        var lapse = _room.Forum.Says("Arda", Disputes.DisputesScript.Act() with { Date = Day.AddDays(3), Title = "Arda let the pact lapse" });
        _room.Classifies("Bera", standstill, threat, "export-list", StepEffect.Threatens, on: 2);
        _room.Classifies("Bera", standstill, lapse, "export-list", StepEffect.Omits, on: 3);
        Assert.Equal("standstill.step.threat", Of(Bera, 3, threat).Rule);
        Assert.Equal("standstill.step.omission", Of(Bera, 3, lapse).Rule);
    }

    [Fact]
    [Scenario("standstill.step.after-the-end")]
    public void A_step_after_the_last_day_is_outside()
    {
        var standstill = _room.Agreed();
        var plan = _room.Notifies("Arda", standstill, null, planned: 60, on: 40);
        Assert.Equal("standstill.step.after-the-end", Of(Arda, 41, plan).Rule);
    }

    [Fact]
    public void A_measure_has_one_finding_whatever_its_stages()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (Decided, 1), (Promulgated, 4), (InForce, 8), (Eased, 9));
        _room.Classifies("Bera", standstill, measure, "export-list");
        Assert.Equal(4 - 1, Assert.Single(_room.On(9).Steps).Because.Count);
        Assert.Equal(StepStanding.Contrary, Of(Bera, 9).Standing);
    }

    [Fact]
    [Scenario("standstill.offer.not-confirmed")]
    [Scenario("standstill.reference.wrong-kind")]
    public void Nothing_is_judged_under_terms_that_were_only_offered()
    {
        var offer = _room.Offers();
        var measure = _room.Measure("Arda", (Decided, 1));
        Assert.Equal("standstill.offer.not-confirmed", _room.ReasonFor(_room.Classifies("Bera", offer, measure, "export-list")));
        Assert.Equal("standstill.reference.wrong-kind", _room.ReasonFor(_room.Classifies("Bera", measure, measure, "export-list")));
        Assert.Empty(_room.On(2).Steps);
    }

    private StandstillTerms Listing(out StatementId measure, BaselineTreatment treatment, params (MeasureStage Stage, int Day)[] stages)
    {
        measure = _room.Measure("Arda", stages);
        return SomeTerms() with
        {
            Baseline = new(Day.AddDays(-1), [new("longer-list", measure, Arda, "A longer list", stages[0].Stage, Day.AddDays(stages[0].Day), treatment)]),
        };
    }

    private StepFinding Judged(int day, StatementId? step = null) => _room.On(day).Steps.Single(s => step is null || s.Step == step);

    private PartyVerdict Of(MemberId member, int day, StatementId? step = null) => Judged(day, step).Verdicts.Single(v => v.Member == member);
}
