using Comity.Cli.Demo.Case;
using Comity.Domain.Calendars;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

/// <summary>When periods end: daylight saving, three capitals' holidays, years without data.</summary>
public sealed class DeadlineTests
{
    private static readonly ValueList<Capital> Three = [new(Arda, "Asia/Tokyo"), new(Bera, "Asia/Seoul"), new(Cirra, "America/New_York")];

    [Theory]
    [InlineData("2026-03-07", "2026-03-08T05:00:00Z")]
    [InlineData("2026-03-08", "2026-03-09T04:00:00Z")]
    [InlineData("2026-10-31", "2026-11-01T04:00:00Z")]
    [InlineData("2026-11-01", "2026-11-02T05:00:00Z")]
    public void A_day_in_Washington_ends_at_its_own_midnight_across_daylight_saving(string day, string utc) =>
        Assert.Equal(utc, Due(DateOnly.Parse(day).AddDays(-3), 3, Clock("America/New_York")).Utc);

    [Fact]
    public void An_hour_that_daylight_saving_skips_is_the_hour_after()
    {
        var due = Due(new(2026, 3, 5), 3, Clock("America/New_York") with { Hour = "02:30" });
        Assert.Equal("2026-03-08T07:30:00Z", due.Utc);
        Assert.Equal("2026-03-08T03:30-04:00", due.Local);
    }

    [Fact]
    public void Each_capital_is_shown_its_own_hour_and_whether_it_works()
    {
        var due = Due(new(2026, 4, 28), 1, Clock("Asia/Tokyo"));
        Assert.Equal(
            [(Arda, "2026-04-30T00:00+09:00", DayKind.Holiday), (Bera, "2026-04-30T00:00+09:00", DayKind.Working), (Cirra, "2026-04-29T11:00-04:00", DayKind.Working)],
            due.Capitals.Select(c => (c.Member, c.Local, c.Day)));
    }

    [Fact]
    public void Working_days_are_days_on_which_all_three_capitals_work()
    {
        // Friday 1 May: Labour Day in Seoul; 4 to 6 May: Golden Week; 5 May: Children's Day in Seoul too; 25 May: Memorial Day and, for Buddha's Birthday, a day in lieu.
        Assert.Equal(new DateOnly(2026, 5, 7), Due(new(2026, 4, 30), 1, Working).Date);
        Assert.Equal(new DateOnly(2026, 5, 26), Due(new(2026, 5, 22), 1, Working).Date);
    }

    [Fact]
    public void A_period_that_ends_on_a_day_off_moves_on_only_where_the_terms_say_so()
    {
        Assert.Equal(new DateOnly(2026, 5, 2), Due(new(2026, 4, 30), 2, Clock("Asia/Tokyo")).Date);
        Assert.Equal(new DateOnly(2026, 5, 7), Due(new(2026, 4, 30), 2, Clock("Asia/Tokyo") with { Roll = true }).Date);
    }

    [Fact]
    public void Where_holidays_are_not_known_no_working_day_is_computed()
    {
        var due = Due(new(2027, 12, 30), 3, Working);
        Assert.Null(due.Date);
        Assert.Equal("standstill.deadline.no-holiday-data", due.Rule);
    }

    [Fact]
    public void The_edition_of_the_time_zone_data_is_the_one_the_charter_of_the_case_names() =>
        Assert.Equal(CaseCharter.TimeZoneEdition, Due(Day, 1, Working).Edition);

    [Fact]
    public void No_period_at_all_ends_on_its_own_day() => Assert.Equal(Day, Due(Day, 0, Clock("Asia/Tokyo")).Date);

    private static DeadlineClock Working => Clock("Asia/Tokyo") with { Count = DayCount.Working };

    private static DeadlineClock Clock(string zone) => new(zone, "24:00", DayCount.Calendar, false, Three);

    // As a reader meets it: the day by which a request for consultation is to be answered.
    private static DeadlineFinding Due(DateOnly received, int days, DeadlineClock clock)
    {
        var room = new StandstillScript();
        room.Forum.Says("Cirra", new ConsultationRequested([Arda], "On glass.", "en", days, clock, received, received));
        return room.On(received).Consultations.Single().Asked.Single().Due!;
    }
}
