namespace Comity.Domain.Calendars;

/// <summary>What a day is in one capital.</summary>
/// <param name="Holiday">Set for <see cref="DayKind.Holiday"/> alone.</param>
public sealed record CapitalDay(DateOnly Date, DayKind Kind, Holiday? Holiday);

/// <summary>Whether a capital works on a day.</summary>
public enum DayKind
{
    Working,
    Weekend,

    /// <summary>Closed, also where the holiday falls on a weekend.</summary>
    Holiday,

    /// <summary>No holidays are known for this year or place: not known to be a working day.</summary>
    NoData,
}
