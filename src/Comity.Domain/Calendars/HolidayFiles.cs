using System.Globalization;

namespace Comity.Domain.Calendars;

/// <summary>Reads the calendars carried in this assembly.</summary>
internal static class HolidayFiles
{
    private static readonly string[] Languages = ["en", "ja", "ko"];

    public static IEnumerable<HolidayCalendar> Read()
    {
        var names = Lines("names").ToDictionary(line => line[0], NamesOf, StringComparer.Ordinal);
        return [.. Lines("sources").Select(line => SourceOf(line)).Select(source => new HolidayCalendar(source, Lines(source.Country).Select(line => HolidayOf(line, names))))];
    }

    private static Dictionary<string, string> NamesOf(string[] line) =>
        Languages.Index().ToDictionary(l => l.Item, l => line[l.Index + 1], StringComparer.Ordinal);

    // The last field is the only one that may hold commas, and stands in quotes.
    private static HolidaySource SourceOf(string[] line) => new(
        line[0], line[1], Number(line[2]), Number(line[3]), line[4], string.Join(',', line[5..]).Trim('"'));

    private static Holiday HolidayOf(string[] line, Dictionary<string, Dictionary<string, string>> names) => new(
        DateOnly.ParseExact(line[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), line[1], Enum.Parse<HolidayKind>(line[2], ignoreCase: true), names[line[1]]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines(string name)
    {
        using var reader = new StreamReader(typeof(HolidayFiles).Assembly.GetManifestResourceStream($"calendars/{name}.csv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }
}
