using System.Globalization;
using System.Text.RegularExpressions;
using Comity.Domain.Disputes;

namespace Comity.Domain.Press;

/// <summary>A date as a sentence gives it, with or without year and day.</summary>
public sealed partial record PressMention(int? Year, int Month, int? Day)
{
    private static readonly string[] EnglishMonths =
        [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12).Select(m => m.ToLowerInvariant())];

    /// <summary>Dates written in English, Japanese or Korean, or as ISO 8601; impossible ones are passed over.</summary>
    public static IReadOnlyList<PressMention> In(string text) =>
        [.. DayFirst().Matches(text).Concat(MonthFirst().Matches(text)).Concat(EastAsian().Matches(text)).Concat(Iso().Matches(text))
            .Select(Read).OfType<PressMention>().Distinct()];

    /// <summary>The text with its dates taken out, so that what is left to count is no date.</summary>
    public static string Without(string text) =>
        Iso().Replace(EastAsian().Replace(MonthFirst().Replace(DayFirst().Replace(text, " "), " "), " "), " ");

    /// <summary>Whether a recorded date can be the one meant: whatever both give agrees.</summary>
    public bool Fits(PressDate recorded) =>
        (Year is null || Year == recorded.Day.Year)
        && (recorded.Precision == DatePrecision.Year || Month == recorded.Day.Month)
        && (recorded.Precision != DatePrecision.Day || Day is null || Day == recorded.Day.Day);

    private static PressMention? Read(Match found)
    {
        int? year = found.Groups["year"].Success ? Number(found, "year") : null;
        int? day = found.Groups["day"].Success ? Number(found, "day") : null;
        var name = found.Groups["name"].Value.ToLowerInvariant();
        var month = name.Length == 0 ? Number(found, "month") : 1 + Array.FindIndex(EnglishMonths, m => m.StartsWith(name[..3], StringComparison.Ordinal));
        return month is >= 1 and <= 12 && (day is null || (day >= 1 && day <= DateTime.DaysInMonth(year ?? 2000, month))) ? new(year, month, day) : null;
    }

    private static int Number(Match found, string group) => int.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    private const string MonthName = @"(?<name>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Patience = 1000;

    [GeneratedRegex(@"\b(?<day>\d{1,2})(st|nd|rd|th)?\s+(of\s+)?" + MonthName + @"\b(,?\s+(?<year>\d{4})\b)?", Options, Patience)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\d(st|nd|rd|th)?\s+(of\s+)?)\b" + MonthName + @"\s+((?<day>\d{1,2})(st|nd|rd|th)?\b(,?\s+(?<year>\d{4})\b)?|(?<year>\d{4})\b)", Options, Patience)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"((?<year>\d{4})\s*[年년]\s*)?(?<month>\d{1,2})\s*[月월](\s*(?<day>\d{1,2})\s*[日일])?", Options, Patience)]
    private static partial Regex EastAsian();

    [GeneratedRegex(@"\b(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})\b", Options, Patience)]
    private static partial Regex Iso();
}
