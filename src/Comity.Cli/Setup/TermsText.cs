using System.Globalization;
using System.Text;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary>A forum's terms as an invited person reads them.</summary>
internal static class TermsText
{
    public static string Of(ForumTerms terms)
    {
        var charter = terms.Blank;
        var text = new StringBuilder();
        void Line(string what, string found) => text.Append(CultureInfo.InvariantCulture, $"  {what,-12} {(found.Length == 0 ? "none" : Shown(found))}\n");
        Line("forum", charter.Name);
        if (charter.Names is { } names)
        {
            Line("in languages", string.Join(" / ", names.Select(n => $"{n.Key}: {n.Value}")));
        }

        Line("convener", charter.Convener.ToString());
        foreach (var member in charter.Members)
        {
            Line(member.Kind, $"{member.Id}: {string.Join(" / ", member.Names.Where(n => !n.Key.Contains('-', StringComparison.Ordinal)).Select(n => n.Value).Distinct(StringComparer.Ordinal))}, {member.Zone}");
        }

        Line("tracks", string.Join(", ", charter.Tracks));
        Line("levels", string.Join(", ", charter.Levels));
        Line("languages", string.Join(", ", charter.Languages));
        Line("zone", $"{charter.Zone}, time-zone data {charter.TimeZoneEdition}");
        Line("may publish", string.Join(", ", charter.Publishers));
        Line("notice", charter.Notice);
        Line("succeeds", charter.Succeeds?.ToString() ?? "");
        if (charter.TwoPersons is { } two)
        {
            Line("two persons", string.Join(", ", two));
        }

        return text.ToString();
    }

    // The terms come from somebody else: nothing in them moves the cursor, colours a line or turns the direction of writing.
    private static string Shown(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '\uFFFD' : c));
}
