using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Comity.Domain;

namespace Comity.Tests.Domain;

/// <summary>Every code of every capability has wording in each language, a line on its spec page and, for rules, a scenario.</summary>
public sealed partial class CapabilityTextTests
{
    private static readonly string[] InEachLanguage = ["", "ja", "ko"];

    public static TheoryData<string> Names => [.. CapabilityRegistry.All.Select(c => c.Name)];

    [Theory(DisplayName = "Every code is worded in each language, with wording of its own, and nothing else is")]
    [MemberData(nameof(Names))]
    public void Wording(string name)
    {
        var codes = Rules(name).Concat(Faults(name)).Order(StringComparer.Ordinal).ToArray();
        var wording = (ResourceText)TypeOf(name, "Text").GetProperty("Wording")!.GetValue(null)!;

        Assert.All(InEachLanguage, l => Assert.Equal(codes, wording.CodesIn(CultureInfo.GetCultureInfo(l)).Order(StringComparer.Ordinal)));
        Assert.All(codes, c => Assert.Equal(3, InEachLanguage.Select(l => wording.Find(c, CultureInfo.GetCultureInfo(l))).Distinct().Count()));
    }

    [Fact(DisplayName = "Every fault of a body's form is worded in each language, and nothing else is")]
    public void BodyWording() => Assert.All(InEachLanguage, l => Assert.Equal(
        Constants(typeof(BodyFaultCodes)), BodyText.Wording.CodesIn(CultureInfo.GetCultureInfo(l)).Order(StringComparer.Ordinal)));

    [Theory(DisplayName = "The lists of codes leave none out")]
    [MemberData(nameof(Names))]
    public void Lists(string name)
    {
        Assert.Equal(Constants(TypeOf(name, "RuleNames")), Rules(name).Order(StringComparer.Ordinal));
        Assert.Equal(Constants(TypeOf(name, "FaultCodes")), Faults(name).Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(BodyFaultCodes)), BodyFaultCodes.All.Order(StringComparer.Ordinal));
    }

    [Theory(DisplayName = "Every rule has a scenario and every scenario a rule")]
    [MemberData(nameof(Names))]
    public void Scenarios(string name)
    {
        var shown = typeof(CapabilityTextTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(m => m.GetCustomAttributes<ScenarioAttribute>()).Select(s => s.Rule).Where(r => r.StartsWith(name + ".", StringComparison.Ordinal));
        Assert.Equal(Rules(name).Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory(DisplayName = "Every rule has a line on the spec page, and every kind an example there that is without fault")]
    [MemberData(nameof(Names))]
    public void SpecPage(string name)
    {
        var page = TestFiles.Text($"docs/spec/{name}.md");
        var examples = Examples().Matches(page).Select(m => ForumScript.Json(m.Groups[1].Value))
            .Where(e => e.TryGetProperty("kind", out _) && e.TryGetProperty("body", out _)).ToArray();

        Assert.All(Rules(name), rule => Assert.Contains($"| `{rule}` |", page, StringComparison.Ordinal));
        Assert.All(examples, e => Assert.Empty(BodyCodec.Check(e.GetProperty("kind").GetString()!, e.GetProperty("body"))));
        Assert.Superset(
            CapabilityRegistry.All.Single(c => c.Name == name).Bodies.Select(BodyCodec.KindOf).ToHashSet(),
            examples.Select(e => e.GetProperty("kind").GetString()!).ToHashSet());
    }

    private static IReadOnlyList<string> Rules(string name) => (IReadOnlyList<string>)TypeOf(name, "RuleNames").GetProperty("All")!.GetValue(null)!;

    private static IReadOnlyList<string> Faults(string name) => (IReadOnlyList<string>)TypeOf(name, "FaultCodes").GetProperty("All")!.GetValue(null)!;

    // Strategy keeps its codes in Comity.Domain.Strategy.StrategyRuleNames and so on; so does every capability.
    private static Type TypeOf(string name, string what)
    {
        var capital = char.ToUpperInvariant(name[0]) + name[1..];
        return typeof(ICapability).Assembly.GetType($"Comity.Domain.{capital}.{capital}{what}", throwOnError: true)!;
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
