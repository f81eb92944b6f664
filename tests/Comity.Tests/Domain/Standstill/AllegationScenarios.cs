using Comity.Domain.Calendars;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class AllegationScenarios
{
    private readonly StandstillScript _room = new();

    [Fact]
    [Scenario("standstill.allegation.awaiting-reply")]
    [Scenario("standstill.allegation.silence")]
    [Scenario("standstill.receipt.delivered")]
    [Scenario("standstill.deadline.fixed")]
    public void Silence_is_found_after_the_last_day_for_a_reply_and_not_on_it()
    {
        _room.Alleges("Bera", "Arda", _room.Agreed(), delivered: 2);
        Assert.Equal((AllegationStanding.AwaitingReply, "standstill.receipt.delivered"), (Judged(7).Standing, Judged(7).Receipt.Rule));
        Assert.Equal((Day.AddDays(7), "standstill.deadline.fixed"), (Judged(7).ReplyDue!.Date, Judged(7).ReplyDue!.Rule));
        Assert.Equal((AllegationStanding.Silence, "standstill.allegation.silence", Arda), (Judged(8).Standing, Judged(8).Rule, Judged(8).Turn.Single()));
        Assert.Equal("standstill.allegation.awaiting-reply", Judged(2).Rule);
    }

    [Fact]
    [Scenario("standstill.allegation.not-received")]
    [Scenario("standstill.receipt.unknown")]
    public void No_clock_runs_while_receipt_is_not_known()
    {
        _room.Alleges("Bera", "Arda", _room.Agreed(), delivered: null);
        var finding = Judged(28);
        Assert.Equal((AllegationStanding.NotReceived, "standstill.receipt.unknown"), (finding.Standing, finding.Receipt.Rule));
        Assert.Null(finding.ReplyDue);
        Assert.Equal("standstill.allegation.not-received", finding.Rule);
    }

    [Fact]
    [Scenario("standstill.receipt.seen")]
    public void Whoever_speaks_with_an_allegation_held_has_received_it_by_that_day()
    {
        var standstill = _room.Agreed();
        var allegation = _room.Alleges("Bera", "Arda", standstill, delivered: null);
        _room.Forum.SaysHavingSeen("Arda", new DemarcheLogged(Cirra, DemarcheForm.Oral, "On something else.", "en", Day.AddDays(4)), allegation);
        Assert.Equal((Day.AddDays(4), "standstill.receipt.seen"), (Judged(4).Receipt.From, Judged(4).Receipt.Rule));
        Assert.Equal("standstill.receipt.unknown", Judged(3).Receipt.Rule);
    }

    [Fact]
    public void Nothing_is_received_before_the_day_it_was_sent_whatever_day_the_addressee_writes()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed(), on: 2, delivered: null);
        _room.Forum.SaysHavingSeen("Arda", new DemarcheLogged(Cirra, DemarcheForm.Oral, "On something else.", "en", Day), allegation);
        Assert.Equal((Day.AddDays(2), "standstill.receipt.seen"), (Judged(2).Receipt.From, Judged(2).Receipt.Rule));
    }

    [Fact]
    [Scenario("standstill.receipt.acknowledged")]
    [Scenario("standstill.receipt.days-differ")]
    public void Where_the_day_handed_over_and_the_day_acknowledged_differ_the_later_counts_and_both_are_shown()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed(), delivered: 2);
        _room.Forum.Says("Arda", new ReceiptAcknowledged(allegation, Day.AddDays(4)));
        Assert.Equal(new ReceiptFinding(Day.AddDays(4), Day.AddDays(4), Day.AddDays(2), "standstill.receipt.days-differ"), Judged(5).Receipt);

        var other = _room.Alleges("Bera", "Arda", _room.On(5).Standstills[0].Standstill, on: 5, delivered: null);
        _room.Forum.Says("Arda", new ReceiptAcknowledged(other, Day.AddDays(6)));
        Assert.Equal("standstill.receipt.acknowledged", _room.On(6).Allegations.Single(a => a.Id == other).Receipt.Rule);
    }

    [Fact]
    [Scenario("standstill.allegation.admitted")]
    public void An_admission_needs_no_check()
    {
        _room.Answers("Arda", _room.Alleges("Bera", "Arda", _room.Agreed()), Answer.Admits, 5);
        Assert.Equal((AllegationStanding.Answered, "standstill.allegation.admitted"), (Judged(5).Standing, Judged(5).Rule));
        Assert.Equal([Bera, Arda], Judged(5).Turn);
    }

    [Fact]
    [Scenario("standstill.allegation.awaiting-check")]
    [Scenario("standstill.allegation.check-overdue")]
    [Scenario("standstill.allegation.checked")]
    [Scenario("standstill.allegation.checks-differ")]
    public void A_joint_check_is_for_both_sides_and_its_results_stand_side_by_side()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed());
        _room.Answers("Arda", allegation, Answer.Denies, 5);
        Assert.Equal((AllegationStanding.AwaitingCheck, "standstill.allegation.awaiting-check", Day.AddDays(11)), (Judged(11).Standing, Judged(11).Rule, Judged(11).CheckDue!.Date!.Value));
        Assert.Equal("standstill.allegation.check-overdue", Judged(12).Rule);

        _room.Forum.Says("Bera", new AllegationChecked(allegation, CheckResult.AsAlleged, "It is longer.", "en", Day.AddDays(8)));
        Assert.Equal([Arda], Judged(8).Turn);
        _room.Forum.Says("Arda", new AllegationChecked(allegation, CheckResult.Inconclusive, "Not clear.", "en", Day.AddDays(9)));
        Assert.Equal((AllegationStanding.Checked, "standstill.allegation.checks-differ"), (Judged(9).Standing, Judged(9).Rule));
        _room.Forum.Says("Arda", new AllegationChecked(allegation, CheckResult.AsAlleged, "It is.", "en", Day.AddDays(10)));
        Assert.Equal("standstill.allegation.checked", Judged(10).Rule);
    }

    [Fact]
    [Scenario("standstill.check.not-named")]
    public void Only_whom_the_terms_name_checks()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed(SomeTerms() with { Check = new(CheckBy.Convener, null) }));
        Assert.Equal("standstill.check.not-named", _room.ReasonFor(_room.Forum.Says("Bera", new AllegationChecked(allegation, CheckResult.AsAlleged, "It is.", "en", Day.AddDays(6)))));
        Assert.Null(_room.ReasonFor(_room.Forum.Says("Cirra", new AllegationChecked(allegation, CheckResult.AsAlleged, "It is.", "en", Day.AddDays(6)))));
    }

    [Fact]
    public void A_late_reply_is_shown_as_late_and_ends_the_silence()
    {
        _room.Answers("Arda", _room.Alleges("Bera", "Arda", _room.Agreed()), Answer.Denies, 9);
        Assert.Equal(AllegationStanding.Silence, Judged(8).Standing);
        Assert.Equal((AllegationStanding.AwaitingCheck, true), (Judged(9).Standing, Judged(9).ReplyLate));
    }

    [Theory]
    [InlineData(Outcome.Breach, AllegationStanding.Breach, "standstill.allegation.breach-agreed")]
    [InlineData(Outcome.NoBreach, AllegationStanding.NoBreach, "standstill.allegation.no-breach-agreed")]
    [InlineData(Outcome.Cured, AllegationStanding.Cured, "standstill.allegation.cured")]
    [InlineData(Outcome.Excused, AllegationStanding.Excused, "standstill.allegation.excused")]
    [InlineData(Outcome.Disagreement, AllegationStanding.Disagreement, "standstill.allegation.disagreement")]
    public void It_ends_as_both_sides_say(Outcome outcome, AllegationStanding standing, string rule)
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed());
        _room.Concludes(allegation, outcome, 6, "Bera");
        Assert.Equal(AllegationStanding.AwaitingReply, Judged(6).Standing);
        _room.Concludes(allegation, outcome, 7, "Arda");
        Assert.Equal((standing, rule), (Judged(7).Standing, Judged(7).Rule));
    }

    [Fact]
    [Scenario("standstill.allegation.breach-agreed")]
    [Scenario("standstill.allegation.no-breach-agreed")]
    [Scenario("standstill.allegation.cured")]
    [Scenario("standstill.allegation.excused")]
    [Scenario("standstill.allegation.disagreement")]
    public void What_one_side_concludes_alone_concludes_nothing()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed());
        _room.Concludes(allegation, Outcome.Breach, 6, "Bera");
        _room.Concludes(allegation, Outcome.NoBreach, 6, "Arda");
        Assert.Equal(AllegationStanding.AwaitingReply, Judged(6).Standing);
        Assert.Empty(Judged(6).Opens);
        _room.Concludes(allegation, Outcome.Breach, 7, "Arda");
        Assert.Equal([Consequence.Consultation, Consequence.Suspension], Judged(7).Opens);
        Assert.Equal("standstill.member.not-the-addressee", _room.ReasonFor(_room.Forum.Says("Cirra", new OutcomeStated(allegation, Outcome.Breach, Day.AddDays(7)))));
    }

    [Fact]
    [Scenario("standstill.allegation.cure-reported")]
    [Scenario("standstill.allegation.cure-crossed")]
    public void A_cure_that_crosses_the_allegation_is_told_from_one_that_answers_it()
    {
        var standstill = _room.Agreed();
        var measure = _room.Measure("Arda", (MeasureStage.Decided, 1));
        var allegation = _room.Alleges("Bera", "Arda", standstill, measure);
        var cure = _room.Forum.Says("Arda", new CureReported(standstill, measure, "Taken back.", "en", Day.AddDays(2)));
        Assert.Equal((AllegationStanding.CureReported, "standstill.allegation.cure-crossed"), (Judged(3).Standing, Judged(3).Rule));
        Assert.Equal([cure], Judged(3).Because);

        _room.Forum.SaysHavingSeen("Arda", new CureReported(standstill, measure, "Taken back, as said.", "en", Day.AddDays(4)), allegation);
        Assert.Equal("standstill.allegation.cure-reported", Judged(4).Rule);
    }

    [Fact]
    public void A_measure_lifted_in_the_ledger_is_a_cure_without_a_word()
    {
        var measure = _room.Measure("Arda", (MeasureStage.InForce, 1));
        _room.Alleges("Bera", "Arda", _room.Agreed(), measure);
        _room.Reaches("Arda", measure, MeasureStage.Lifted, 6);
        Assert.Equal(AllegationStanding.AwaitingReply, Judged(5).Standing);
        Assert.Equal(AllegationStanding.CureReported, Judged(6).Standing);
    }

    [Fact]
    [Scenario("standstill.allegation.answered")]
    public void An_undeclared_linkage_is_alleged_and_answered_without_a_standstill()
    {
        var allegation = _room.Forum.Says("Bera", new AllegationMade(
            null, Arda, null, null, new("economy", "history"), "Licences wait for the monument.", "en", Confidence.Unconfirmed, [], Day, Day));
        _room.Answers("Arda", allegation, Answer.Denies, 1);
        Assert.Equal((AllegationStanding.Answered, "standstill.allegation.answered"), (Judged(1).Standing, Judged(1).Rule));

        _room.Concludes(allegation, Outcome.Breach, 2, "Arda", "Bera");
        Assert.Equal(AllegationStanding.Breach, Judged(2).Standing);
        Assert.Empty(Judged(2).Opens);
    }

    [Fact]
    [Scenario("standstill.suspension.in-effect")]
    [Scenario("standstill.suspension.over")]
    [Scenario("standstill.step.duty-suspended")]
    [Scenario("standstill.suspension.not-agreed")]
    [Scenario("standstill.suspension.another-clause")]
    [Scenario("standstill.suspension.not-in-terms")]
    public void After_an_agreed_breach_the_other_side_suspends_the_same_clause_and_no_other()
    {
        var standstill = _room.Agreed();
        var allegation = _room.Alleges("Bera", "Arda", standstill);
        var early = _room.Forum.Says("Bera", new DutySuspended(allegation, "goods", Day.AddDays(20), Day.AddDays(6)));
        _room.Concludes(allegation, Outcome.Breach, 7, "Bera", "Arda");
        _room.Forum.Says("Bera", new DutySuspended(allegation, "goods", Day.AddDays(12), Day.AddDays(8)));
        var wider = _room.Forum.Says("Bera", new DutySuspended(allegation, "licences", Day.AddDays(12), Day.AddDays(8)));
        var answer = _room.Measure("Bera", (MeasureStage.Decided, 9));

        Assert.Equal("standstill.suspension.not-agreed", _room.ReasonFor(early));
        Assert.Equal("standstill.suspension.another-clause", _room.ReasonFor(wider));
        Assert.Equal("standstill.suspension.in-effect", _room.On(12).Suspensions.Single().Rule);
        Assert.Equal("standstill.suspension.over", _room.On(13).Suspensions.Single().Rule);
        Assert.Equal("standstill.step.duty-suspended", _room.On(12).Steps.Single(s => s.Step == answer).Verdicts.Single(v => v.Member == Bera).Rule);

        var room = new StandstillScript();
        var other = room.Alleges("Bera", "Arda", room.Agreed(SomeTerms() with { Consequences = [Consequence.Consultation] }));
        room.Concludes(other, Outcome.Breach, 7, "Bera", "Arda");
        Assert.Equal("standstill.suspension.not-in-terms", room.ReasonFor(room.Forum.Says("Bera", new DutySuspended(other, "goods", Day.AddDays(12), Day.AddDays(8)))));
    }

    [Fact]
    [Scenario("standstill.deadline.no-holiday-data")]
    public void Where_no_holidays_are_known_silence_does_not_run()
    {
        var terms = SomeTerms() with { Clock = new("Asia/Tokyo", "24:00", DayCount.Calendar, false, [new(Arda, "Asia/Tokyo"), new(Bera, "Europe/Paris")]) };
        _room.Alleges("Bera", "Arda", _room.Agreed(terms));
        Assert.Equal((AllegationStanding.AwaitingReply, "standstill.deadline.no-holiday-data"), (Judged(28).Standing, Judged(28).ReplyDue!.Rule));
        Assert.Contains(Judged(28).ReplyDue!.Capitals, c => c.Day == DayKind.NoData);
    }

    [Fact]
    [Scenario("standstill.pledge.made")]
    [Scenario("standstill.pledge.due")]
    [Scenario("standstill.pledge.not-the-convener")]
    public void A_pledge_falls_due_on_the_finding_it_names_and_binds_the_convener_alone()
    {
        var standstill = _room.Agreed();
        _room.Forum.Says("Cirra", new PledgeMade(standstill, PledgeTrigger.KeptToTheEnd, Arda, PledgeKind.Benefit, "A fund for the harbour.", "en", Day));
        _room.Forum.Says("Cirra", new PledgeMade(standstill, PledgeTrigger.AgreedBreach, Arda, PledgeKind.Consequence, "No visit.", "en", Day));
        var other = _room.Forum.Says("Bera", new PledgeMade(standstill, PledgeTrigger.KeptToTheEnd, Arda, PledgeKind.Benefit, "A dinner.", "en", Day));
        Assert.Equal("standstill.pledge.not-the-convener", _room.ReasonFor(other));
        Assert.All(_room.On(29).Pledges, p => Assert.Equal("standstill.pledge.made", p.Rule));
        Assert.Equal(["standstill.pledge.due", "standstill.pledge.made"], _room.On(30).Pledges.OrderBy(p => p.Trigger).Select(p => p.Rule));

        _room.Concludes(_room.Alleges("Bera", "Arda", standstill), Outcome.Breach, 7, "Bera", "Arda");
        Assert.Equal(["standstill.pledge.made", "standstill.pledge.due"], _room.On(30).Pledges.OrderBy(p => p.Trigger).Select(p => p.Rule));
    }

    [Fact]
    [Scenario("standstill.member.not-the-addressee")]
    public void Nobody_answers_for_another()
    {
        var allegation = _room.Alleges("Bera", "Arda", _room.Agreed());
        Assert.Equal("standstill.member.not-the-addressee", _room.ReasonFor(_room.Answers("Cirra", allegation, Answer.Denies, 4)));
        Assert.Equal("standstill.member.not-the-addressee", _room.ReasonFor(_room.Forum.Says("Bera", new ReceiptAcknowledged(allegation, Day))));
    }

    private AllegationFinding Judged(int day) => Assert.Single(_room.On(day).Allegations);
}
