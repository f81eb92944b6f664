using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Comity.Domain.Disputes;
using Comity.Node;
using Comity.Node.Disputes;

namespace Comity.Tests.Node.Disputes;

public sealed partial class DisputesTextsTests
{
    private static readonly ResourceManager Texts = new("Comity.Node.DisputesPageTexts", typeof(DisputesPageTexts).Assembly);

    [Theory]
    [InlineData("ja")]
    [InlineData("ko")]
    public void Every_text_stands_in_every_language_with_the_same_places(string language)
    {
        var english = All("");
        var other = All(language);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(other[text.Key])));
    }

    [Fact]
    public void Every_value_an_officer_reads_has_a_name()
    {
        var known = All("");

        Assert.All(EnumKeys.Shown.SelectMany(EnumKeys.Keys), key => Assert.Contains(key, known));
        Assert.All(Enum.GetNames<LinkRelation>().Select(r => r.ToLowerInvariant()).SelectMany(r => new[] { $"relation.{r}", $"relation-of.{r}" }), key => Assert.Contains(key, known));
        Assert.All(Enum.GetNames<DisputesTab>().Select(t => $"tab.{t.ToLowerInvariant()}"), key => Assert.Contains(key, known));
        Assert.All(ActsOrder.Columns.Select(c => $"column.{c}"), key => Assert.Contains(key, known));
    }

    [Fact]
    public void Every_fault_of_a_body_has_words()
    {
        Assert.All(DisputesFaultCodes.All.Select(code => $"fault.{code}"), key => Assert.Contains(key, All("")));
    }

    [Fact]
    public void Every_key_the_pages_ask_for_exists()
    {
        var known = All("");
        var sources = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Comity.Node", "Disputes"))
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal));
        var asked = sources.SelectMany(f => Asked().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Key: m.Groups[2].Value, Plural: m.Groups[1].Value.Length > 0)));

        Assert.DoesNotContain(asked, a => !known.ContainsKey(a.Plural ? $"{a.Key}.one" : a.Key) || (a.Plural && !known.ContainsKey($"{a.Key}.many")));
    }

    private static Dictionary<string, string> All(string language) =>
        Texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    private static string Places(string text) => string.Join(",", Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:[Ww]ords|this)(?:\.(Count)\(|\[)"([a-z][^"$]*)"[,\]]""")]
    private static partial Regex Asked();
}
