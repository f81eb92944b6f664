using System.Text;
using Comity.Node.Dates;

namespace Comity.Tests.Node.Dates;

public sealed class ICalendarTextTests
{
    [Fact]
    public void Lines_end_as_the_format_says_and_none_is_longer_than_75_octets()
    {
        var words = string.Concat(Enumerable.Repeat("日韓 수출 licence 𠮷; ", 40));
        var text = new ICalendarText().Text("SUMMARY", words).ToString();

        Assert.EndsWith("\r\n", text);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('�', text);
        Assert.Equal("SUMMARY:" + words.Replace(";", "\\;"), text.Replace("\r\n ", "").TrimEnd('\r', '\n'));
    }

    [Fact]
    public void What_would_be_another_line_or_field_is_escaped() =>
        Assert.Equal("SUMMARY:a\\nEND:VEVENT\\, b\\; c\\\\n\r\n", new ICalendarText().Text("SUMMARY", "a\r\nEND:VEVENT, b; c\\n\u0007").ToString());
}
