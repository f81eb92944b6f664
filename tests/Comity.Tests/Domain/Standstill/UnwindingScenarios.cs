using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class UnwindingScenarios
{
    private readonly StandstillScript _room = new();

    [Fact]
    [Scenario("standstill.rollback.not-agreed")]
    [Scenario("standstill.rollback.step-ahead")]
    [Scenario("standstill.rollback.step-waiting")]
    [Scenario("standstill.rollback.step-overdue")]
    public void A_conditional_step_waits_for_the_other_and_then_has_its_day()
    {
        var plan = Plan(agreed: false);
        Assert.Equal(["standstill.rollback.not-agreed", "standstill.rollback.not-agreed"], Rules(0));
        Agree(plan);
        Assert.Equal(["standstill.rollback.step-ahead", "standstill.rollback.step-waiting"], Rules(10));
        Assert.Equal(["standstill.rollback.step-overdue", "standstill.rollback.step-waiting"], Rules(30));

        Done(Reports("Arda", plan, "first", 31), "Bera", true, 32);
        Assert.Equal("standstill.rollback.step-overdue", Rules(32)[1]);
    }

    [Fact]
    [Scenario("standstill.rollback.step-reported")]
    [Scenario("standstill.rollback.step-done")]
    [Scenario("standstill.rollback.step-disputed")]
    public void A_step_is_done_when_the_other_side_says_so_and_one_sided_completion_is_counted_in_days()
    {
        var plan = Plan();
        var report = Reports("Arda", plan, "first", 3);
        Assert.Equal("standstill.rollback.step-reported", Rules(3)[0]);
        Done(report, "Bera", false, 4);
        Assert.Equal("standstill.rollback.step-disputed", Rules(4)[0]);
        Done(report, "Bera", true, 5);
        Assert.Equal("standstill.rollback.step-done", Rules(5)[0]);
        Assert.Equal((null, 7), (Pair(10).DaysApart, Pair(10).OneSidedFor));

        Reports("Bera", plan, "second", 13);
        Assert.Equal((10, null), (Pair(13).DaysApart, Pair(13).OneSidedFor));
    }

    [Fact]
    public void Candidates_for_the_next_pair_are_what_each_has_in_force_longest_first_with_what_it_answered()
    {
        _room.Agreed();
        var bera = _room.Measure("Bera", (MeasureStage.InForce, -2));
        var arda = _room.Measure("Arda", (MeasureStage.InForce, -5), (MeasureStage.Eased, -1));
        _room.Measure("Arda", (MeasureStage.InForce, -9), (MeasureStage.Lifted, -3));
        var acts = _room.Forum.Said.Where(s => s.Body is ActRecorded).Select(s => s.Id).ToArray();
        _room.Forum.Says("Bera", new LinkAsserted(acts[0], acts[1], LinkRelation.Answers, Asserter.Author, null, "en", Basis.OwnAct, []));
        var found = _room.On(0).Standstills[0].Candidates;
        Assert.Equal([arda, bera], found.Select(c => c.Measure));
        Assert.Equal((Day.AddDays(-5), 0), (found[0].Since, found[0].Answers.Count));
        Assert.Equal([acts[1]], found[1].Answers);
    }

    [Fact]
    [Scenario("standstill.linkage.declared")]
    [Scenario("standstill.linkage.withdrawn")]
    public void A_declared_linkage_has_an_owner_and_an_age()
    {
        var linkage = _room.Forum.Says("Arda", new LinkageDeclared(new("economy", "history"), "No licence before the monument moves.", "en", Day));
        Assert.Equal((Arda, 12, true, "standstill.linkage.declared"), Linkage(12));
        _room.Forum.Says("Arda", new LinkageWithdrawn(linkage, Day.AddDays(20)));
        Assert.Equal((Arda, 20, false, "standstill.linkage.withdrawn"), Linkage(50));
    }

    [Fact]
    [Scenario("standstill.consultation.not-received")]
    [Scenario("standstill.consultation.awaiting-answer")]
    [Scenario("standstill.consultation.silence")]
    [Scenario("standstill.consultation.accepted")]
    [Scenario("standstill.consultation.declined")]
    public void A_request_for_consultation_runs_from_its_receipt_by_each()
    {
        var request = _room.Forum.Says("Arda", new ConsultationRequested([Bera, Cirra], "On glass.", "en", 10, SomeTerms().Clock, null, Day));
        Assert.Equal("standstill.consultation.not-received", Asked(90, Bera).Rule);
        _room.Forum.Says("Bera", new ReceiptAcknowledged(request, Day.AddDays(2)));
        Assert.Equal(("standstill.consultation.awaiting-answer", Day.AddDays(12)), (Asked(12, Bera).Rule, Asked(12, Bera).Due!.Date!.Value));
        Assert.Equal("standstill.consultation.silence", Asked(13, Bera).Rule);

        _room.Forum.Says("Bera", new ConsultationAnswered(request, true, "On Monday.", "en", Day.AddDays(14)));
        _room.Forum.Says("Cirra", new ConsultationAnswered(request, false, "Not between you two.", "en", Day.AddDays(3)));
        Assert.Equal(("standstill.consultation.accepted", true), (Asked(14, Bera).Rule, Asked(14, Bera).Late));
        Assert.Equal("standstill.consultation.declined", Asked(14, Cirra).Rule);
    }

    [Fact]
    [Scenario("standstill.log.acknowledged")]
    [Scenario("standstill.log.unacknowledged")]
    public void Demarches_and_hot_line_items_stand_in_one_log_until_acknowledged()
    {
        var item = _room.Forum.Says("Arda", new HotLineSaid(Bera, null, "A ship of ours drifts.", "en", Day));
        _room.Forum.Says("Bera", new DemarcheLogged(Arda, DemarcheForm.NoteVerbale, "On the drill.", "en", Day.AddDays(1)));
        Assert.Equal([("hot-line", "standstill.log.unacknowledged"), ("note-verbale", "standstill.log.unacknowledged")], _room.On(1).Log.Select(l => (l.Form, l.Rule)));
        _room.Forum.Says("Bera", new HotLineSaid(Arda, item, "Seen, we help.", "en", Day.AddDays(1)));
        Assert.Equal("standstill.log.acknowledged", _room.On(1).Log[0].Rule);
        Assert.Equal("standstill.log.unacknowledged", _room.On(0).Log[0].Rule);
    }

    private StatementId Plan(bool agreed = true)
    {
        var plan = _room.Forum.Says("Arda", new RollbackOffered(
            new("Back to glass", "en", [new("lists", PairMode.Conditional,
                [new("first", Arda, "Arda shortens its list.", Day.AddDays(20), null, null), new("second", Bera, "Bera shortens its list.", Day.AddDays(25), null, "first")])]),
            Day.AddDays(1), Day.AddDays(-4)));
        if (agreed)
        {
            Agree(plan);
        }

        return plan;
    }

    private void Agree(StatementId plan) => _room.Confirms("Arda", plan, 0, _room.Accepts("Bera", plan));

    private StatementId Reports(string party, StatementId plan, string step, int on) =>
        _room.Forum.Says(party, new RollbackStepReported(plan, step, "Done.", "en", [], Day.AddDays(on)));

    private void Done(StatementId report, string by, bool done, int on) => _room.Forum.Says(by, new RollbackStepConfirmed(report, done, null, "en", Day.AddDays(on)));

    private PairFinding Pair(int day) => _room.On(day).Rollbacks.Single().Pairs.Single();

    private string[] Rules(int day) => [.. Pair(day).Steps.Select(s => s.Rule)];

    private (MemberId By, int Days, bool Stands, string Rule) Linkage(int day)
    {
        var found = Assert.Single(_room.On(day).Linkages);
        return (found.By, found.Days, found.Stands, found.Rule);
    }

    private AskedFinding Asked(int day, MemberId member) => _room.On(day).Consultations.Single().Asked.Single(a => a.Member == member);
}
