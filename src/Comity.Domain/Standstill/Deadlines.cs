using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Comity.Domain.Calendars;
using Comity.Record;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Comity.Domain.Standstill;

/// <summary>When a period ends, from the record alone: no job sets it, no clock is read.</summary>
/// <remarks>Time zones: the IANA data carried by NodaTime, whose edition the finding names. Holidays: <see cref="HolidayCalendar"/>.</remarks>
internal static class Deadlines
{
    private const int MinutesOfDay = 24 * 60;

    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<+HH:mm>");

    // Working days that never come would otherwise be looked for without end.
    private const int MostDaysWalked = 4 * 366;

    // The same days of the same clock are asked for on every day judged; holidays and time zones are data of this edition. Gone with the terms.
    private static readonly ConditionalWeakTable<DeadlineClock, ConcurrentDictionary<(DateOnly From, int Days), DeadlineFinding>> Found = [];

    /// <summary>The edition of the time-zone data, as a charter names it: <c>2026f</c>.</summary>
    public static string Edition { get; } = TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>Minutes from midnight: 1 to 1440.</summary>
    public static bool TryHour(string text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 5 || text[2] != ':' || !int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minute) || minute > 59)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        return minutes is > 0 and <= MinutesOfDay;
    }

    /// <summary>The end of a period of days that starts after <paramref name="from"/>: the day itself is not counted.</summary>
    public static DeadlineFinding After(DateOnly from, int days, DeadlineClock clock) =>
        Found.GetOrCreateValue(clock).GetOrAdd((from, days), static (period, clock) => Find(period.From, period.Days, clock), clock);

    private static DeadlineFinding Find(DateOnly from, int days, DeadlineClock clock)
    {
        var day = from;
        if (clock.Count == DayCount.Calendar)
        {
            day = from.AddDays(days);
        }
        else
        {
            for (var counted = 0; counted < days;)
            {
                day = day.AddDays(1);
                var kind = AllWork(day, clock);
                if (kind == DayKind.NoData || day.DayNumber - from.DayNumber > MostDaysWalked)
                {
                    return Unknown();
                }

                counted += kind == DayKind.Working ? 1 : 0;
            }
        }

        for (; clock.Roll && AllWork(day, clock) != DayKind.Working; day = day.AddDays(1))
        {
            if (AllWork(day, clock) == DayKind.NoData || day.DayNumber - from.DayNumber > MostDaysWalked)
            {
                return Unknown();
            }
        }

        return On(day, clock);
    }

    /// <summary>The end of one day, in the clock's zone and in each capital.</summary>
    public static DeadlineFinding On(DateOnly day, DeadlineClock clock)
    {
        TryHour(clock.Hour, out var minutes);
        var local = LocalDate.FromDateOnly(day).AtMidnight().PlusMinutes(minutes);
        var end = local.InZoneLeniently(DateTimeZoneProviders.Tzdb[clock.Zone]);
        var known = AllWork(day, clock) != DayKind.NoData;
        return new(
            day, known ? StandstillRuleNames.DeadlineFixed : StandstillRuleNames.DeadlineNoHolidayData, clock.Zone, Local(end),
            InstantPattern.General.Format(end.ToInstant()), Edition,
            clock.Capitals.Select(c => At(c, day, end.ToInstant())).ToValueList());
    }

    /// <summary>Working only when every capital works; no data when one has none.</summary>
    public static DayKind AllWork(DateOnly day, DeadlineClock clock)
    {
        var kinds = clock.Capitals.Select(c => HolidayCalendar.DayIn(c.Zone, day).Kind).ToArray();
        return kinds.Contains(DayKind.NoData) ? DayKind.NoData
            : kinds.All(k => k == DayKind.Working) ? DayKind.Working
            : DayKind.Holiday;
    }

    /// <summary>Whether the day asked for lies after a deadline that can run: where no holidays are known, silence does not.</summary>
    public static bool HasPassed([NotNullWhen(true)] DeadlineFinding? due, DateOnly asOf) =>
        due is { Date: { } date, Rule: StandstillRuleNames.DeadlineFixed } && asOf > date;

    private static DeadlineFinding Unknown() => new(null, StandstillRuleNames.DeadlineNoHolidayData, null, null, null, Edition, []);

    private static CapitalTime At(Capital capital, DateOnly day, Instant end)
    {
        var local = end.InZone(DateTimeZoneProviders.Tzdb[capital.Zone]);
        return new(capital.Member, capital.Zone, Local(local), HolidayCalendar.DayIn(capital.Zone, day).Kind);
    }

    private static string Local(ZonedDateTime time) => Pattern.Format(time.ToOffsetDateTime());
}
