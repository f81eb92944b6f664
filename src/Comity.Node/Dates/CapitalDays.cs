using System.Globalization;
using Comity.Domain.Calendars;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Dates;

/// <summary>A day of the charter's calendar as each capital has it.</summary>
public static class CapitalDays
{
    /// <summary>When the day begins, or where it is a last day when it has ended, in the charter's zone.</summary>
    public static DateTimeOffset Moment(ForumView forum, DateOnly date, bool ends)
    {
        var local = (ends && date < DateOnly.MaxValue ? date.AddDays(1) : date).ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.TryFindSystemTimeZoneById(forum.Zone, out var zone) ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : new DateTimeOffset(local, TimeSpan.Zero);
    }

    /// <summary>What the day is in every party's capital, the reader's own first.</summary>
    public static IEnumerable<(MemberId Member, CapitalDay Day)> Of(ForumView forum, MemberId me, DateOnly date) => forum.Members
        .Where(m => m.IsParty).OrderBy(m => m.Id == me ? 0 : 1).Select(m => (m.Id, HolidayCalendar.DayIn(m.Zone, date)));

    public static string? HolidayName(CapitalDay day) => day.Holiday?.NameIn(CultureInfo.CurrentUICulture);
}
