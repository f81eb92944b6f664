using System.Collections.Frozen;

namespace Comity.Domain.Calendars;

/// <summary>The days on which one capital's government offices are closed, for the years its data covers.</summary>
/// <remarks>Data and their sources: the files under Data. Outside the years covered there is no data, which is not the same as no holiday.</remarks>
public sealed class HolidayCalendar
{
    private static readonly FrozenDictionary<string, HolidayCalendar> ByZone = HolidayFiles.Read().ToFrozenDictionary(c => c.Zone, StringComparer.Ordinal);

    private readonly FrozenDictionary<DateOnly, Holiday> _holidays;

    internal HolidayCalendar(HolidaySource source, IEnumerable<Holiday> holidays)
    {
        Source = source;
        _holidays = holidays.ToFrozenDictionary(h => h.Date);
    }

    /// <summary>Every calendar carried, by zone.</summary>
    public static IEnumerable<HolidayCalendar> All => ByZone.Values.OrderBy(c => c.Zone, StringComparer.Ordinal);

    /// <summary>Where the days come from and which years they cover.</summary>
    public HolidaySource Source { get; }

    /// <summary>IANA time zone of the capital.</summary>
    public string Zone => Source.Zone;

    /// <summary>By date.</summary>
    public IEnumerable<Holiday> Holidays => _holidays.Values.OrderBy(h => h.Date);

    /// <summary>The calendar of the capital that lives in an IANA time zone; null where none is carried.</summary>
    public static HolidayCalendar? ForZone(string zone) => ByZone.GetValueOrDefault(zone);

    /// <summary>What a day is in the capital of a zone, <see cref="DayKind.NoData"/> where no calendar is carried.</summary>
    public static CapitalDay DayIn(string zone, DateOnly date) => ForZone(zone)?.Day(date) ?? new CapitalDay(date, DayKind.NoData, null);

    public CapitalDay Day(DateOnly date)
    {
        if (date.Year < Source.FirstYear || date.Year > Source.LastYear)
        {
            return new(date, DayKind.NoData, null);
        }

        if (_holidays.GetValueOrDefault(date) is { } holiday)
        {
            return new(date, DayKind.Holiday, holiday);
        }

        return new(date, date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayKind.Weekend : DayKind.Working, null);
    }
}
