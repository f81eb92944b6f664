using System.Reflection;
using System.Text.RegularExpressions;

namespace Comity.Tests;

/// <summary>docs/threats.md names only tests that exist.</summary>
public sealed partial class ThreatsTests
{
    [Fact]
    public void Every_test_that_answers_a_threat_exists()
    {
        var text = File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "threats.md"));
        var browser = Directory.GetFiles(Path.Combine(TestPaths.Repository, "tests", "Comity.Browser.Tests"), "*Tests.cs").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);
        var named = 0;
        foreach (var row in text.Split('\n').Where(l => l.StartsWith('|')))
        {
            var last = "";
            foreach (Match test in Named().Matches(row))
            {
                // ".Another" goes on with the class named before it in the row.
                var (type, method) = (test.Groups["type"].Value is { Length: > 0 } written ? written : last, test.Groups["method"].Value);
                last = type;
                named++;
                Assert.True(Exists(type, method, browser), $"docs/threats.md names {type}.{method}, which does not exist: {row}");
            }
        }

        Assert.True(named > 40, $"only {named} tests were found in docs/threats.md");
    }

    [Fact]
    public void Every_threat_has_an_answer_and_a_test_or_says_that_none_tries_it_yet()
    {
        foreach (var row in File.ReadAllLines(Path.Combine(TestPaths.Repository, "docs", "threats.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| Threat", StringComparison.Ordinal)))
        {
            var cells = row.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            Assert.True(cells.Length == 3 && cells.All(c => c.Length > 0), row);
            Assert.True(cells[2].Contains("Tests", StringComparison.Ordinal) || cells[2].Contains("Scenarios", StringComparison.Ordinal) || cells[2].Contains("next", StringComparison.Ordinal), row);
        }
    }

    private static bool Exists(string type, string method, Dictionary<string, string> browser)
    {
        var found = typeof(ThreatsTests).Assembly.GetTypes().FirstOrDefault(t => t.Name == type);
        return found is not null
            ? method.Length == 0 || found.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(m => m.Name == method)
            : browser.TryGetValue(type, out var source) && (method.Length == 0 || Regex.IsMatch(source, $@"\b{method}\("));
    }

    // In backquotes: a class whose name ends in Tests or Scenarios, a method of it, or .Method of the class before.
    [GeneratedRegex(@"`(?<type>\w+(Tests|Scenarios))?(\.(?<method>\w+))?`")]
    private static partial Regex Named();
}
