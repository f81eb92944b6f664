using Comity.Domain.Calendars;
using Comity.Domain.Dialogue;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.DecisionScript;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

public sealed class SilenceScenarios
{
    private readonly DecisionScript _room = new();

    [Fact]
    [Scenario("dialogue.decision.silence-runs")]
    [Scenario("dialogue.decision.awaiting-certificate")]
    [Scenario("dialogue.decision.adopted-by-silence")]
    [Scenario("dialogue.party.silence-runs")]
    [Scenario("dialogue.party.unwitnessed")]
    [Scenario("dialogue.party.kept-silence")]
    [Scenario("dialogue.certificate.holds")]
    public void Silence_binds_when_all_received_it_kept_it_and_spoke_after_the_hour()
    {
        var decision = _room.Silence("Arda", "Bera");
        Assert.Equal((DecisionStanding.Running, "dialogue.decision.silence-runs", "2026-03-06T03:00:00Z"), (_room.Found(4).Standing, _room.Found(4).Rule, _room.Found().Ends!.Utc));
        Assert.Equal("dialogue.party.silence-runs", _room.RuleOf(Bera));
        Assert.Equal((DecisionStanding.AwaitingCertificate, "dialogue.decision.awaiting-certificate"), (_room.Found(5).Standing, _room.Found(5).Rule));
        Assert.Equal("dialogue.party.unwitnessed", _room.RuleOf(Bera, 5));
        Assert.Empty(_room.Found(5).BoundNow);

        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));
        Assert.Equal((DecisionStanding.Adopted, "dialogue.decision.adopted-by-silence"), (_room.Found().Standing, _room.Found().Rule));
        Assert.Equal("dialogue.certificate.holds", _room.Found().Certificates.Single().Rule);
        Assert.Equal("dialogue.party.kept-silence", _room.RuleOf(Bera));
        Assert.Equal([Cirra, Arda, Bera], _room.Found().BoundNow);
    }

    [Fact]
    [Scenario("dialogue.party.silence-not-running")]
    [Scenario("dialogue.decision.not-all-silent")]
    public void Without_a_receipt_silence_is_not_running_and_nobody_is_bound()
    {
        var decision = _room.Silence("Arda");
        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));

        Assert.Equal("dialogue.party.silence-not-running", _room.RuleOf(Bera));
        Assert.Equal((DecisionStanding.Incomplete, "dialogue.decision.not-all-silent"), (_room.Found().Standing, _room.Found().Rule));
        Assert.Empty(_room.Found().BoundNow);
    }

    [Fact]
    [Scenario("dialogue.party.receipt-late")]
    public void A_receipt_given_after_the_hour_lets_no_silence_run()
    {
        var decision = _room.Silence("Arda");
        _room.At(99.5);
        _room.Table.Says("Bera", new ReceiptGiven(decision, Day));
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));

        Assert.Equal(("dialogue.party.receipt-late", DecisionStanding.Incomplete), (_room.RuleOf(Bera), _room.Found().Standing));
    }

    [Fact]
    public void A_receipt_dated_back_is_shown_late_by_what_its_author_had_seen()
    {
        var decision = _room.Silence("Arda");
        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision));
        _room.At(50);
        _room.Table.Says("Bera", new ReceiptGiven(decision, Day));

        Assert.Equal("dialogue.party.receipt-late", _room.RuleOf(Bera));
    }

    [Fact]
    public void Nobody_unwitnessed_is_bound_until_a_later_certificate_shows_it()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(100);
        var arda = _room.Shows("Arda", decision);
        _room.Certifies(decision, arda);
        Assert.Equal(("dialogue.party.unwitnessed", DecisionStanding.Incomplete), (_room.RuleOf(Bera, 5), _room.Found(5).Standing));

        _room.Certifies(decision, _room.Shows("Bera", decision));
        Assert.Equal(DecisionStanding.Adopted, _room.Found(5).Standing);
    }

    [Fact]
    public void A_word_from_before_the_hour_witnesses_nothing()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(98);
        var early = _room.Shows("Bera", decision);
        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision), early);

        Assert.Equal([Cirra, Arda], _room.Found().Certificates.Single().Witnessed);
    }

    [Fact]
    [Scenario("dialogue.decision.silence-broken")]
    [Scenario("dialogue.objection.stands")]
    [Scenario("dialogue.party.objected")]
    [Scenario("dialogue.certificate.objection-seen")]
    public void An_objection_in_time_breaks_the_silence_whatever_the_chair_certifies()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(98);
        var objection = _room.Table.Says("Bera", Objection(decision));
        Assert.Equal((DecisionStanding.Broken, "dialogue.decision.silence-broken"), (_room.Found().Standing, _room.Found().Rule));
        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));

        Assert.Equal(DecisionStanding.Broken, _room.Found(9).Standing);
        Assert.Equal(("dialogue.objection.stands", "dialogue.party.objected"), (_room.RuleOf(objection), _room.RuleOf(Bera)));
        Assert.Equal("dialogue.certificate.objection-seen", _room.Found().Certificates.Single().Rule);
        Assert.Empty(_room.Found(9).BoundNow);
    }

    [Fact]
    [Scenario("dialogue.decision.silence-broken-with-amendment")]
    public void Silence_is_broken_by_an_amendment()
    {
        var decision = _room.Silence("Arda", "Bera");
        var words = _room.Table.Words("Bera", _room.Clause, "The parties gather.");
        _room.Table.Says("Bera", Objection(decision) with { Amendment = words });

        Assert.Equal("dialogue.decision.silence-broken-with-amendment", _room.Found().Rule);
        Assert.Equal(words, _room.Found().Objections.Single().Amendment);
    }

    [Fact]
    [Scenario("dialogue.objection.late")]
    public void A_late_objection_is_late_by_its_own_word_by_its_journal_or_by_what_it_had_seen()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(100);
        var claimed = _room.Table.Says("Bera", Objection(decision));
        Assert.Equal(("dialogue.objection.late", DecisionStanding.AwaitingCertificate), (_room.RuleOf(claimed), _room.Found(5).Standing));

        // What it says of the time afterwards lies behind its own earlier word.
        _room.At(50);
        Assert.Equal("dialogue.objection.late", _room.RuleOf(_room.Table.Says("Bera", Objection(decision) with { Reasons = "Earlier, we say" })));

        var other = new DecisionScript();
        var second = other.Silence("Arda", "Bera");
        other.At(100);
        other.Certifies(second, other.Shows("Arda", second));
        other.At(50);
        Assert.Equal("dialogue.objection.late", other.RuleOf(other.Table.Says("Bera", Objection(second))));
    }

    [Fact]
    [Scenario("dialogue.decision.contested")]
    [Scenario("dialogue.objection.contests")]
    [Scenario("dialogue.objection.lifted")]
    public void An_objection_that_the_chair_could_not_have_seen_contests_the_adoption_until_both_settle()
    {
        var (decision, objection) = Contested(_room);
        Assert.Equal((DecisionStanding.Contested, "dialogue.decision.contested"), (_room.Found(9).Standing, _room.Found(9).Rule));
        Assert.Equal("dialogue.objection.contests", _room.RuleOf(objection));
        Assert.Empty(_room.Found(9).BoundNow);

        _room.Table.Says("Cirra", new ContestSettled(objection, true, Day));
        Assert.Equal(DecisionStanding.Contested, _room.Found().Standing);
        _room.Table.Says("Bera", new ContestSettled(objection, true, Day));
        Assert.Equal((DecisionStanding.Adopted, "dialogue.objection.lifted"), (_room.Found().Standing, _room.RuleOf(objection)));
        Assert.Equal(decision, _room.Found().Id);
    }

    [Fact]
    public void A_contested_adoption_falls_when_both_say_so()
    {
        var (_, objection) = Contested(_room);
        _room.Table.Says("Bera", new ContestSettled(objection, false, Day));
        _room.Table.Says("Cirra", new ContestSettled(objection, false, Day));

        Assert.Equal((DecisionStanding.Broken, "dialogue.objection.stands"), (_room.Found().Standing, _room.RuleOf(objection)));
    }

    [Fact]
    public void The_chair_alone_cannot_show_an_objection_late_by_certifying_early()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(100);
        _room.Certifies(decision);
        _room.At(50);
        var objection = _room.Table.Says("Bera", Objection(decision));

        Assert.Equal("dialogue.objection.contests", _room.RuleOf(objection));
    }

    [Fact]
    [Scenario("dialogue.certificate.early")]
    public void A_certificate_from_before_the_hour_certifies_nothing()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(98);
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));

        Assert.Equal("dialogue.certificate.early", _room.Found().Certificates.Single().Rule);
        Assert.Equal(DecisionStanding.AwaitingCertificate, _room.Found(5).Standing);
    }

    [Fact]
    [Scenario("dialogue.extension.made")]
    [Scenario("dialogue.extension.without-effect")]
    public void The_chair_extends_a_silence_only_while_it_runs_and_only_forwards()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(10);
        var later = _room.Table.Says("Cirra", new SilenceExtended(decision, Day.AddDays(6), Day));
        var earlier = _room.Table.Says("Cirra", new SilenceExtended(decision, Day.AddDays(5), Day));
        _room.At(200);
        var late = _room.Table.Says("Cirra", new SilenceExtended(decision, Day.AddDays(20), Day));

        Assert.Equal("2026-03-08T03:00:00Z", _room.Found().Ends!.Utc);
        Assert.Equal(
            [(later, "dialogue.extension.made"), (earlier, "dialogue.extension.without-effect"), (late, "dialogue.extension.without-effect")],
            _room.Found().Extensions.Select(e => (e.Id, e.Rule)));
    }

    [Fact]
    [Scenario("dialogue.decision.too-short")]
    public void Silence_shorter_than_the_least_time_does_not_run()
    {
        _room.At(28);
        _room.Silence("Arda", "Bera");
        Assert.Equal((DecisionStanding.NotRunning, "dialogue.decision.too-short"), (_room.Found().Standing, _room.Found().Rule));
    }

    [Fact]
    public void An_early_time_that_the_chair_forges_is_shown_by_what_it_had_seen()
    {
        _room.At(28);
        _room.Table.Says("Bera", new ClauseCommented(_room.Clause, null, "Said on the second day.", "en", Day));
        _room.At(0);
        _room.Silence("Arda", "Bera");

        Assert.Equal("dialogue.decision.too-short", _room.Found().Rule);
    }

    [Fact]
    [Scenario("dialogue.decision.no-holiday-data")]
    public void Where_holidays_of_a_capital_are_not_known_silence_does_not_run()
    {
        _room.PutsUnderSilence(FiveDays with { Ends = new(2028, 1, 5) });
        Assert.Equal((DecisionStanding.NotRunning, "dialogue.decision.no-holiday-data"), (_room.Found().Standing, _room.Found().Rule));
    }

    [Fact]
    public void A_silence_that_would_end_on_a_holiday_of_one_capital_ends_when_all_work()
    {
        // Golden Week: Monday 4 May to Wednesday 6 May in Tokyo.
        _room.PutsUnderSilence(FiveDays with { Ends = new(2026, 5, 4), Clock = FiveDays.Clock with { Roll = true } });
        Assert.Equal("2026-05-07T03:00:00Z", _room.Found().Ends!.Utc);
        Assert.All(_room.Found().Ends!.Capitals, c => Assert.Equal(DayKind.Working, c.Day));
    }

    [Theory]
    [InlineData("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:30:00Z")]
    [InlineData("America/New_York", "24:00", "2026-03-07", "2026-03-08T05:00:00Z")]
    [InlineData("America/New_York", "24:00", "2026-10-31", "2026-11-01T04:00:00Z")]
    [InlineData("Asia/Seoul", "12:00", "2026-03-06", "2026-03-06T03:00:00Z")]
    public void The_hour_is_one_instant_in_every_zone_and_across_daylight_saving(string zone, string hour, string ends, string utc)
    {
        _room.PutsUnderSilence(FiveDays with { Ends = DateOnly.Parse(ends), Clock = FiveDays.Clock with { Zone = zone, Hour = hour } });
        Assert.Equal(utc, _room.Found().Ends!.Utc);
        Assert.Equal([Arda, Bera, Cirra], _room.Found().Ends!.Capitals.Select(c => c.Member));
    }

    [Fact]
    public void A_node_switched_on_a_year_later_finds_what_one_that_ran_all_along_finds()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.At(100);
        _room.Certifies(decision, _room.Shows("Arda", decision), _room.Shows("Bera", decision));
        foreach (var day in Enumerable.Range(0, 8))
        {
            _ = _room.Found(day);
        }

        var late = DialogueRules.Judge(_room.Table.Forum.Said.Reverse().Aggregate(DialogueFacts.None, DialogueFold.Apply), _room.Table.Forum.On(Day.AddDays(365)));
        Assert.Equal(_room.Found(365).ToString(), late.Decisions.Single().ToString());
        Assert.Equal(DecisionStanding.Adopted, late.Decisions.Single().Standing);
    }

    [Fact]
    [Scenario("dialogue.decision.withdrawn")]
    public void The_chair_takes_a_decision_back_until_it_has_certified()
    {
        var decision = _room.Silence("Arda", "Bera");
        _room.Table.Says("Cirra", new DecisionWithdrawn(decision, Day));
        Assert.Equal((DecisionStanding.Withdrawn, "dialogue.decision.withdrawn"), (_room.Found().Standing, _room.Found().Rule));

        var other = new DecisionScript();
        var second = other.Silence("Arda", "Bera");
        other.At(100);
        other.Certifies(second, other.Shows("Arda", second), other.Shows("Bera", second));
        other.Table.Says("Cirra", new DecisionWithdrawn(second, Day));
        Assert.Equal(DecisionStanding.Adopted, other.Found().Standing);
    }

    [Fact]
    [Scenario("dialogue.decision.brackets-open")]
    public void A_text_with_brackets_is_not_decided_on()
    {
        var table = _room.Table;
        table.Words("Bera", _room.Clause, "The parties gather.");
        var revision = table.Says("Cirra", new RevisionIssued(_room.Text, null, "en", Day));
        table.Says("Cirra", new DecisionProposed(revision, DecisionMethod.Unanimity, null, Day));

        Assert.Equal((DecisionStanding.NotRunning, "dialogue.decision.brackets-open"), (_room.Found().Standing, _room.Found().Rule));
    }

    [Fact]
    [Scenario("dialogue.objection.not-entitled")]
    [Scenario("dialogue.objection.another-form")]
    [Scenario("dialogue.extension.not-foreseen")]
    public void The_terms_say_who_may_object_in_what_form_and_whether_it_is_extended()
    {
        var decision = _room.PutsUnderSilence(FiveDays with { Template = SilenceTemplate.Own, MayObject = [Arda], Form = ObjectionForm.WithReasons, Extendable = false });

        Assert.Equal("dialogue.objection.not-entitled", _room.Table.ReasonFor(_room.Table.Says("Bera", Objection(decision))));
        Assert.Equal("dialogue.objection.another-form", _room.Table.ReasonFor(_room.Table.Says("Arda", Objection(decision))));
        Assert.Equal("dialogue.extension.not-foreseen", _room.Table.ReasonFor(_room.Table.Says("Cirra", new SilenceExtended(decision, Day.AddDays(9), Day))));
        Assert.Null(_room.Table.ReasonFor(_room.Table.Says("Arda", Objection(decision) with { Reasons = "Too soon." })));
    }

    [Fact]
    [Scenario("dialogue.decision.names-no-party")]
    [Scenario("dialogue.decision.capital-missing")]
    public void The_terms_name_parties_and_a_capital_of_each()
    {
        var stranger = ForumScript.Member("Dova");
        Assert.Equal("dialogue.decision.names-no-party", _room.Table.ReasonFor(_room.PutsUnderSilence(FiveDays with { MayObject = [Arda, stranger] })));
        Assert.Equal("dialogue.decision.capital-missing", _room.Table.ReasonFor(_room.PutsUnderSilence(FiveDays with { Clock = FiveDays.Clock with { Capitals = [new(Arda, "Asia/Tokyo")] } })));
    }

    // Bera, unwitnessed, says it objected in time; the chair had certified without having seen it.
    private static (StatementId Decision, StatementId Objection) Contested(DecisionScript room)
    {
        var decision = room.Silence("Arda", "Bera");
        room.At(100);
        var arda = room.Shows("Arda", decision);
        var certificate = room.Certifies(decision, arda);
        room.At(98);
        var objection = room.Table.SaysWithoutHavingSeen("Bera", Objection(decision), arda, certificate);
        return (decision, objection);
    }
}
