using System.Globalization;
using System.Text;

namespace Comity.Node.Dates;

/// <summary>Writes iCalendar content lines.</summary>
/// <remarks>RFC 5545: 3.1 lines end in CRLF and are folded at 75 octets, never within a character; 3.3.11 text escapes \ ; , and line ends.</remarks>
public sealed class ICalendarText
{
    private const int MostOctets = 75;
    private readonly StringBuilder _text = new();

    /// <param name="name">With its parameters: <c>DTSTART;VALUE=DATE</c>.</param>
    /// <param name="value">As it stands: dates, addresses, words of the format.</param>
    public ICalendarText Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            // What would begin another line, or nothing at all, is not written as it is.
            if (Rune.IsControl(rune))
            {
                continue;
            }

            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
        return this;
    }

    /// <param name="value">Anybody's words.</param>
    public ICalendarText Text(string name, string value) => Line(
        name,
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));

    public ICalendarText Date(string name, DateOnly date) => Line($"{name};VALUE=DATE", date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    public ICalendarText Instant(string name, DateTimeOffset instant) => Line(name, instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
