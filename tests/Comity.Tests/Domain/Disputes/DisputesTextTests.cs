using System.Globalization;
using System.Reflection;
using Comity.Domain;
using Comity.Domain.Disputes;

namespace Comity.Tests.Domain.Disputes;

/// <summary>Every code has wording in each language, a line on the spec page and, for rules, a scenario.</summary>
public sealed class DisputesTextTests
{
    public static TheoryData<string> Languages => ["", "ja", "ko"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_is_worded_and_nothing_else_is(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(
            DisputesRuleNames.All.Concat(DisputesFaultCodes.All).Order(StringComparer.Ordinal),
            DisputesText.Wording.CodesIn(culture).Order(StringComparer.Ordinal));
        Assert.Equal(BodyFaultCodes.All.Order(StringComparer.Ordinal), BodyText.Wording.CodesIn(culture).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_language_has_wording_of_its_own() => Assert.All(
        DisputesRuleNames.All.Concat(DisputesFaultCodes.All),
        code => Assert.Equal(3, new[] { "", "ja", "ko" }.Select(l => DisputesText.Wording.Find(code, CultureInfo.GetCultureInfo(l))).Distinct().Count()));

    [Fact]
    public void The_lists_of_codes_leave_none_out()
    {
        Assert.Equal(Constants(typeof(DisputesRuleNames)), DisputesRuleNames.All.Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(DisputesFaultCodes)), DisputesFaultCodes.All.Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(BodyFaultCodes)), BodyFaultCodes.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_scenario_and_every_scenario_a_rule()
    {
        var shown = typeof(DisputesTextTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(m => m.GetCustomAttributes<ScenarioAttribute>()).Select(s => s.Rule).Where(r => r.StartsWith("disputes.", StringComparison.Ordinal));
        Assert.Equal(DisputesRuleNames.All.Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_line_on_the_spec_page()
    {
        var page = TestFiles.Text("docs/spec/disputes.md");
        Assert.All(DisputesRuleNames.All, rule => Assert.Contains($"| `{rule}` |", page));
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);
}
