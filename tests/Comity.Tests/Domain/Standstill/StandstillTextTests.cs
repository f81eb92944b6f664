using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Standstill;

namespace Comity.Tests.Domain.Standstill;

/// <summary>Every code has wording in each language, a line on the spec page and, for rules, a scenario; every kind has an example there.</summary>
public sealed partial class StandstillTextTests
{
    private static readonly string[] Tags = ["", "ja", "ko"];

    public static TheoryData<string> Languages => [.. Tags];

    private static IEnumerable<string> Codes => StandstillRuleNames.All.Concat(StandstillFaultCodes.All);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_is_worded_and_nothing_else_is(string language) => Assert.Equal(
        Codes.Order(StringComparer.Ordinal), StandstillText.Wording.CodesIn(CultureInfo.GetCultureInfo(language)).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_language_has_wording_of_its_own() => Assert.All(
        Codes, code => Assert.Equal(3, Tags.Select(l => StandstillText.Wording.Find(code, CultureInfo.GetCultureInfo(l))).Distinct().Count()));

    [Fact]
    public void The_lists_of_codes_leave_none_out()
    {
        Assert.Equal(Constants(typeof(StandstillRuleNames)), StandstillRuleNames.All.Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(StandstillFaultCodes)), StandstillFaultCodes.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_scenario_and_every_scenario_a_rule()
    {
        var shown = typeof(StandstillTextTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(m => m.GetCustomAttributes<ScenarioAttribute>()).Select(s => s.Rule).Where(r => r.StartsWith("standstill.", StringComparison.Ordinal));
        Assert.Equal(StandstillRuleNames.All.Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_line_on_the_spec_page()
    {
        var page = TestFiles.Text("docs/spec/standstill.md");
        Assert.All(StandstillRuleNames.All, rule => Assert.Contains($"| `{rule}` |", page));
    }

    [Fact]
    public void Every_example_on_the_spec_page_is_without_fault_and_every_kind_has_one()
    {
        var examples = Examples().Matches(TestFiles.Text("docs/spec/standstill.md")).Select(m => ForumScript.Json(m.Groups[1].Value)).ToArray();
        Assert.All(examples, e => Assert.Empty(BodyCodec.Check(e.GetProperty("kind").GetString()!, e.GetProperty("body"))));
        Assert.Equal(
            new StandstillCapability().Bodies.Select(BodyCodec.KindOf).Order(StringComparer.Ordinal),
            examples.Select(e => e.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
