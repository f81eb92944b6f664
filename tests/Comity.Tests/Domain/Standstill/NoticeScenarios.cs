using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class NoticeScenarios
{
    private readonly StandstillScript _room = new();

    [Fact]
    [Scenario("standstill.life.ahead")]
    [Scenario("standstill.life.running")]
    [Scenario("standstill.life.term-ended")]
    public void A_standstill_counts_its_days_from_the_first_to_the_last()
    {
        _room.Agreed();
        Assert.Equal((LifeStanding.Ahead, 0, 30, "standstill.life.ahead"), Life(-1));
        Assert.Equal((LifeStanding.Running, 1, 30, "standstill.life.running"), Life(0));
        Assert.Equal((LifeStanding.Running, 30, 30, "standstill.life.running"), Life(29));
        Assert.Equal((LifeStanding.Ended, 30, 30, "standstill.life.term-ended"), Life(30));
        Assert.Equal(LifeStanding.Ended, Life(3000).Standing);
    }

    [Fact]
    [Scenario("standstill.life.extended")]
    public void By_silence_it_is_extended_again_and_again_and_a_node_that_slept_finds_the_same()
    {
        _room.Agreed(BySilence());
        Assert.Equal((LifeStanding.Running, 31, 60, "standstill.life.extended"), Life(30));
        Assert.Equal((LifeStanding.Running, 366, 390, "standstill.life.extended"), Life(365));
    }

    [Fact]
    [Scenario("standstill.extension.not-by-act")]
    public void By_act_it_is_extended_only_when_every_bound_party_says_the_same_day_in_time()
    {
        var standstill = _room.Agreed(SomeTerms() with { Extension = new(ExtensionBy.Act, 30) });
        _room.Forum.Says("Arda", new StandstillExtended(standstill, Day.AddDays(49), Day.AddDays(20)));
        Assert.Equal(LifeStanding.Ended, Life(30).Standing);
        _room.Forum.Says("Bera", new StandstillExtended(standstill, Day.AddDays(59), Day.AddDays(20)));
        Assert.Equal(LifeStanding.Ended, Life(30).Standing);
        _room.Forum.Says("Bera", new StandstillExtended(standstill, Day.AddDays(49), Day.AddDays(29)));
        Assert.Equal((LifeStanding.Running, 31, 50, "standstill.life.extended"), Life(30));

        var room = new StandstillScript();
        Assert.Equal("standstill.extension.not-by-act", room.ReasonFor(room.Forum.Says("Arda", new StandstillExtended(room.Agreed(), Day.AddDays(49), Day.AddDays(20)))));
    }

    [Fact]
    public void A_notice_leads_to_the_standstill_it_would_end_and_one_of_anything_else_to_the_list()
    {
        var standstill = _room.Agreed();
        Notice(standstill, on: 5, effective: 6);
        Notice(_room.Measure("Arda", (MeasureStage.InForce, 1)), on: 5, effective: 6);
        var (found, capability) = (_room.On(5), new StandstillCapability());
        Assert.Equal(["standstill", $"standstill/{standstill}"], capability.Dates(found).Where(d => d.What == "standstill.notice").Select(d => d.Page).Order());
        Assert.Equal(["standstill", $"standstill/{standstill}"], capability.Concerns(found).Where(c => c.What == "standstill.notice").Select(c => c.Page).Order());
    }

    [Fact]
    [Scenario("standstill.life.ending")]
    [Scenario("standstill.life.ended-by-notice")]
    [Scenario("standstill.notice.given")]
    [Scenario("standstill.notice.taken-effect")]
    public void Notice_to_leave_ends_it_after_the_days_of_the_terms()
    {
        Notice(_room.Agreed(BySilence()), on: 5, effective: 6);
        Assert.Equal("standstill.notice.given", _room.On(5).Notices[0].Rule);
        Assert.Equal((LifeStanding.Ending, 6, 16, "standstill.life.ending"), Life(5));
        Assert.Equal("standstill.notice.taken-effect", _room.On(15).Notices[0].Rule);
        Assert.Equal(LifeStanding.Ending, Life(15).Standing);
        Assert.Equal((LifeStanding.Ended, 16, 16, "standstill.life.ended-by-notice"), Life(16));
    }

    [Fact]
    public void Notice_too_late_for_an_extension_by_silence_ends_it_within_the_extension()
    {
        Notice(_room.Agreed(BySilence()), on: 25, effective: 26);
        Assert.Equal((LifeStanding.Ending, 31, 36, "standstill.life.ending"), Life(30));
        Assert.Equal(LifeStanding.Ended, Life(36).Standing);
    }

    [Fact]
    [Scenario("standstill.notice.seen-late")]
    [Scenario("standstill.life.readings-differ")]
    public void Notice_that_crosses_an_extension_by_silence_is_read_both_ways_until_all_agree()
    {
        var standstill = _room.Agreed(BySilence());
        var notice = Notice(standstill, on: 18, effective: 29);
        _room.Forum.Says("Bera", new DemarcheLogged(Arda, DemarcheForm.Oral, "Glad that it goes on.", "en", Day.AddDays(31)));
        var plan = _room.Notifies("Bera", standstill, null, planned: 50, on: 31);

        Assert.Equal(LifeStanding.Ended, Life(30).Standing);
        Assert.Equal("standstill.notice.seen-late", _room.On(31).Notices[0].Rule);
        var life = _room.On(31).Standstills[0];
        Assert.Equal((LifeStanding.ReadingsDiffer, "standstill.life.readings-differ"), (life.Standing, life.Rule));
        Assert.Equal([(Arda, Day.AddDays(28)), (Bera, Day.AddDays(59))], life.Lives.Select(l => (l.Readers.Single(), l.LastDay)));
        Assert.Equal([StepStanding.Outside, StepStanding.PlannedAndNotified],
            _room.On(31).Steps.Single(s => s.Step == plan).Verdicts.Where(v => v.Member == Bera).Select(v => v.Standing));

        _room.Forum.SaysHavingSeen("Bera", new ReadingGiven(notice, ReadingEffect.Ends, "So be it.", "en", Day.AddDays(33)), notice);
        _room.Forum.Says("Arda", new ReadingGiven(notice, ReadingEffect.Ends, "It ended.", "en", Day.AddDays(33)));
        Assert.Equal(LifeStanding.Ended, Life(33).Standing);
    }

    [Fact]
    [Scenario("standstill.notice.suspended")]
    [Scenario("standstill.notice.readings-differ")]
    [Scenario("standstill.notice.readings-agreed")]
    [Scenario("standstill.notice.withdrawn")]
    public void A_suspended_notice_is_read_by_each_party_until_all_agree()
    {
        var notice = Notice(_room.Agreed(BySilence()), on: 5, effective: 16);
        _room.Forum.Says("Arda", new NoticeChanged(notice, NoticeChange.Suspended, null, "en", Day.AddDays(10)));
        Assert.Equal(("standstill.notice.suspended", LifeStanding.Running), (_room.On(40).Notices[0].Rule, Life(40).Standing));

        _room.Forum.Says("Arda", new ReadingGiven(notice, ReadingEffect.Ends, "It can run again.", "en", Day.AddDays(11)));
        _room.Forum.Says("Bera", new ReadingGiven(notice, ReadingEffect.FreshNotice, "It is spent.", "en", Day.AddDays(12)));
        Assert.Equal("standstill.notice.readings-differ", _room.On(12).Notices[0].Rule);
        Assert.Equal(LifeStanding.ReadingsDiffer, Life(20).Standing);

        _room.Forum.Says("Arda", new ReadingGiven(notice, ReadingEffect.FreshNotice, "So be it.", "en", Day.AddDays(20)));
        Assert.Equal(("standstill.notice.readings-agreed", LifeStanding.Running), (_room.On(20).Notices[0].Rule, Life(20).Standing));

        _room.Forum.Says("Arda", new NoticeChanged(notice, NoticeChange.Withdrawn, null, "en", Day.AddDays(21)));
        Assert.Equal("standstill.notice.withdrawn", _room.On(21).Notices[0].Rule);
        Assert.Empty(_room.On(21).Notices[0].Readings);
    }

    [Fact]
    public void After_an_agreed_breach_the_other_side_leaves_at_once_where_the_terms_say_so()
    {
        var standstill = _room.Agreed(SomeTerms() with { Consequences = [Consequence.End] });
        _room.Concludes(_room.Alleges("Arda", "Bera", standstill), Outcome.Breach, 4, "Arda", "Bera");
        Notice(standstill, on: 5, effective: 6);
        Assert.Equal(LifeStanding.Ended, Life(6).Standing);
    }

    private StatementId Notice(StatementId standstill, int on, int effective, string by = "Arda") =>
        _room.Forum.Says(by, new NoticeGiven(standstill, "Standstill on glass", [Arda, Bera], Day.AddDays(effective), "en", Day.AddDays(on)));

    private static StandstillTerms BySilence() => SomeTerms() with { Extension = new(ExtensionBy.Silence, 30) };

    private (LifeStanding Standing, int Day, int Of, string Rule) Life(int day)
    {
        var life = Assert.Single(_room.On(day).Standstills);
        return (life.Standing, life.Day, life.Of, life.Rule);
    }
}
