using System.Globalization;
using Comity.Domain.Calendars;

namespace Comity.Tests.Domain.Calendars;

public sealed class HolidayCalendarTests
{
    // Each a day somebody planned a meeting on, checked against the lists the data name as their source.
    [Theory(DisplayName = "A day on which a capital is closed is known by its name")]
    [InlineData("Asia/Tokyo", "2015-09-22", "jp-citizens", HolidayKind.Holiday)]
    [InlineData("Asia/Tokyo", "2019-05-01", "jp-accession", HolidayKind.Special)]
    [InlineData("Asia/Tokyo", "2019-08-12", "jp-mountain", HolidayKind.Substitute)]
    [InlineData("Asia/Tokyo", "2020-05-06", "jp-constitution", HolidayKind.Substitute)]
    [InlineData("Asia/Tokyo", "2021-07-22", "jp-marine", HolidayKind.Holiday)]
    [InlineData("Asia/Tokyo", "2026-09-22", "jp-citizens", HolidayKind.Holiday)]
    [InlineData("Asia/Tokyo", "2019-12-31", "jp-year-end", HolidayKind.Closed)]
    [InlineData("Asia/Seoul", "2015-08-14", "kr-temporary", HolidayKind.Special)]
    [InlineData("Asia/Seoul", "2017-05-09", "kr-election", HolidayKind.Election)]
    [InlineData("Asia/Seoul", "2019-08-15", "kr-liberation", HolidayKind.Holiday)]
    [InlineData("Asia/Seoul", "2023-10-02", "kr-temporary", HolidayKind.Special)]
    [InlineData("Asia/Seoul", "2025-10-08", "kr-chuseok", HolidayKind.Substitute)]
    [InlineData("Asia/Seoul", "2026-07-17", "kr-constitution", HolidayKind.Holiday)]
    [InlineData("America/New_York", "2019-11-11", "us-veterans", HolidayKind.Holiday)]
    [InlineData("America/New_York", "2018-12-05", "us-mourning", HolidayKind.Special)]
    [InlineData("America/New_York", "2021-06-18", "us-juneteenth", HolidayKind.Substitute)]
    [InlineData("America/New_York", "2021-12-31", "us-new-year", HolidayKind.Substitute)]
    public void ClosedDay(string zone, string date, string code, HolidayKind kind)
    {
        var day = HolidayCalendar.DayIn(zone, Date(date));

        Assert.Equal((DayKind.Holiday, code, kind), (day.Kind, day.Holiday!.Code, day.Holiday.Kind));
    }

    [Theory(DisplayName = "A day without a holiday is a working day or a weekend")]
    [InlineData("Asia/Tokyo", "2019-12-23", DayKind.Working)]
    [InlineData("Asia/Tokyo", "2015-08-11", DayKind.Working)]
    [InlineData("Asia/Seoul", "2025-07-17", DayKind.Working)]
    [InlineData("Asia/Seoul", "2019-08-24", DayKind.Weekend)]
    [InlineData("America/New_York", "2020-06-19", DayKind.Working)]
    public void OpenDay(string zone, string date, DayKind kind) => Assert.Equal(kind, HolidayCalendar.DayIn(zone, Date(date)).Kind);

    [Theory(DisplayName = "Beyond the years covered, and for a capital without a calendar, there is no data")]
    [InlineData("Asia/Tokyo", "2014-12-31")]
    [InlineData("Asia/Seoul", "2028-01-01")]
    [InlineData("America/New_York", "2028-07-04")]
    [InlineData("Europe/Vienna", "2019-12-25")]
    public void NoData(string zone, string date) => Assert.Equal(DayKind.NoData, HolidayCalendar.DayIn(zone, Date(date)).Kind);

    [Fact(DisplayName = "Every calendar covers 2015 to 2027, says where its days come from and names each in three languages")]
    public void EveryCalendar()
    {
        Assert.Equal(["America/New_York", "Asia/Seoul", "Asia/Tokyo"], HolidayCalendar.All.Select(c => c.Zone));
        Assert.All(HolidayCalendar.All, calendar =>
        {
            Assert.Equal((2015, 2027), (calendar.Source.FirstYear, calendar.Source.LastYear));
            Assert.True(calendar.Source.Text.Length > 100);
            Assert.Equal(Enumerable.Range(2015, 13), calendar.Holidays.Select(h => h.Date.Year).Distinct().Order());
            Assert.All(calendar.Holidays, h => Assert.All(new[] { "en", "ja", "ko" }, l => Assert.NotEmpty(h.NameIn(CultureInfo.GetCultureInfo(l)))));
        });
    }

    [Fact(DisplayName = "A day in lieu follows a holiday that fell on a day off, and is itself a weekday")]
    public void Substitutes() =>
        Assert.All(HolidayCalendar.All, calendar => Assert.All(
            calendar.Holidays.Where(h => h.Kind == HolidayKind.Substitute),
            lieu =>
            {
                Assert.False(lieu.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
                Assert.True(
                    lieu.Date == new DateOnly(2027, 12, 31)
                    || calendar.Holidays.Any(h => h.Kind == HolidayKind.Holiday && Math.Abs(h.Date.DayNumber - lieu.Date.DayNumber) <= 5),
                    $"{lieu.Date}: nothing it stands in for");
            }));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
