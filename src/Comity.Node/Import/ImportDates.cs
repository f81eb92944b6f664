using System.Globalization;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Disputes;

namespace Comity.Node.Import;

/// <summary>Days as tables write them: year first, in figures, with the signs of three languages; as exact as they are.</summary>
/// <remarks>01/07/2019 is refused: in one capital it is January and in another July.</remarks>
internal static partial class ImportDates
{
    /// <returns>The day, the first of the month or year where less is known, as yyyy-MM-dd, and how exact it is; null when it is none.</returns>
    public static (string Day, DatePrecision Precision)? Read(string text)
    {
        if (Form().Match(text.Normalize(System.Text.NormalizationForm.FormKC).Trim()) is not { Success: true } found)
        {
            return null;
        }

        var (month, day) = (found.Groups["month"], found.Groups["day"]);
        var iso = string.Join('-', found.Groups["year"].Value, Two(month), Two(day));
        return DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? (iso, day.Success ? DatePrecision.Day : month.Success ? DatePrecision.Month : DatePrecision.Year)
            : null;
    }

    private static string Two(Group group) => group.Success ? group.Value.PadLeft(2, '0') : "01";

    [GeneratedRegex("""^(?<year>\d{4})\s*[年년]?(?:\s*[-/.]?\s*(?<month>\d{1,2})\s*[月월]?(?:\s*[-/.]?\s*(?<day>\d{1,2})\s*[日일]?\.?(?:[ T]0{1,2}:00(?::00)?Z?)?)?)?$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Form();
}
