using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Comity.Domain.Press;

/// <summary>A number and what it counts.</summary>
/// <param name="Unit">The word or sign that follows, lower case and without a plural's s.</param>
internal sealed partial record PressFigure(decimal Value, string Unit, string Text, string UnitText)
{
    /// <summary>Figures of a text, dates left aside; a number that counts nothing is passed over.</summary>
    public static IEnumerable<PressFigure> In(string text)
    {
        foreach (Match found in Figure().Matches(PressMention.Without(text.Normalize(NormalizationForm.FormKC))))
        {
            if (decimal.TryParse(found.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var value))
            {
                var unit = found.Groups["unit"].Value;
                yield return new(value, unit.ToLowerInvariant().TrimEnd('s'), found.Groups["number"].Value, unit);
            }
        }
    }

    [GeneratedRegex(@"(?<![\d.,])(?<number>\d{1,12}(,\d{3})*(\.\d+)?)\s*-?\s*(?<unit>%|[A-Za-z]{2,}|[\u4E00-\u9FFF\uAC00-\uD7A3])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}
