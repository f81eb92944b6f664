using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Comity.Tests.Cli;

/// <summary>A missing key would show its own name to readers of that language, silently.</summary>
public sealed partial class DoorTextsTests
{
    [Theory]
    [InlineData("ja")]
    [InlineData("ko")]
    public void Every_wording_of_the_door_is_there_with_the_same_places(string language)
    {
        var english = Read("");
        var other = Read("." + language);
        Assert.Equal(english.Keys, other.Keys);
        Assert.All(english, e => Assert.Equal(Places(e.Value), Places(other[e.Key])));
        Assert.All(other, o => Assert.NotEqual("", o.Value));
    }

    private static SortedDictionary<string, string> Read(string language) => new(
        XDocument.Load(SourceTree.Folder($"src/Comity.Cli/Demo/Door/DoorTexts{language}.resx")).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value),
        StringComparer.Ordinal);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
