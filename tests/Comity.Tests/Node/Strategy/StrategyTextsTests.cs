using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Node;
using Comity.Node.Strategy;
using Comity.Strategy.Concepts;

namespace Comity.Tests.Node.Strategy;

public sealed partial class StrategyTextsTests
{
    private static readonly ResourceManager Texts = new("Comity.Node.StrategyPageTexts", typeof(StrategyPageTexts).Assembly);

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
    public void Every_key_the_pages_ask_for_exists()
    {
        var known = All("");
        var asked = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Comity.Node", "Strategy"))
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => Lines().Matches(File.ReadAllText(f)).SelectMany(line => Keys().Matches(line.Value).Select(k => (File: Path.GetFileName(f), Key: k.Groups[1].Value, Plural: line.Value.Contains(".Count(", StringComparison.Ordinal)))))
            .ToArray();

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, a => !known.ContainsKey(a.Key) && !(a.Plural && known.ContainsKey($"{a.Key}.one") && known.ContainsKey($"{a.Key}.many")));
    }

    [Fact]
    public void Every_value_an_officer_reads_has_a_name()
    {
        var known = All("");

        Assert.All(ConceptNames.All.SelectMany(c => new[] { $"concept.{c.Name()}", $"concept.{c.Name()}.meaning" }), key => Assert.Contains(key, known));
        Assert.All(Enum.GetValues<OptionDirection>().SelectMany(d => new[] { $"direction.{d.Wire()}", $"direction.{d.Wire()}.mark" }), key => Assert.Contains(key, known));
        Assert.All(Illustration.Model.Options.Select(o => $"illustration.option.{o.Id}"), key => Assert.Contains(key, known));
        Assert.All(Illustration.Model.DecisionMakers.Select(d => $"illustration.maker.{d.Id}"), key => Assert.Contains(key, known));
    }

    private static Dictionary<string, string> All(string language) =>
        Texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    private static string Places(string text) => string.Join(",", Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    // What is asked of Words up to the first text that is not a key: both sides of a choice count.
    [GeneratedRegex("""(?:[Ww]ords|this)(?:\.Count\(|\[)(?:[A-Za-z_.!() ]+(?:is|==|\?\.)[^"\]]*\? )?"[a-z][^"$]*"(?: : "[a-z][^"$]*")?""")]
    private static partial Regex Lines();

    [GeneratedRegex("\"([a-z][^\"]*)\"")]
    private static partial Regex Keys();
}
