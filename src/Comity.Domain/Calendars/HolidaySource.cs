namespace Comity.Domain.Calendars;

/// <summary>Where a calendar comes from.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, lower case.</param>
/// <param name="Zone">IANA time zone of the capital.</param>
/// <param name="FirstYear">The first year covered, inclusive, as <paramref name="LastYear"/> is.</param>
/// <param name="Known">Year and month up to which what was promulgated is taken in; a later decree may add a day.</param>
/// <param name="Text">The laws and lists, in English with their own titles.</param>
public sealed record HolidaySource(string Country, string Zone, int FirstYear, int LastYear, string Known, string Text);
