using System.Text;
using System.Text.RegularExpressions;
using Comity.Cli;
using Comity.Strategy.Bearable;
using Comity.Strategy.Certificates;
using Comity.Tests.Strategy;

namespace Comity.Tests.Cli;

/// <summary>The examples of docs/strategy.md are what the command prints.</summary>
public sealed class StrategyDocsTests
{
    private static readonly string Page = File.ReadAllText(SourceTree.Folder("docs/strategy.md"));

    public static TheoryData<string> Runs => [.. Blocks("console")];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Every_run_prints_what_the_page_shows(string block)
    {
        var lines = block.Split('\n');
        Assert.StartsWith("$ ./comity strategy ", lines[0], StringComparison.Ordinal);
        string[] arguments = [.. lines[0].Split(' ')[2..].Select(a => a.StartsWith("cases/", StringComparison.Ordinal) ? SourceTree.Folder(a) : a)];
        var ended = await Command.RunAsync(arguments);
        Assert.Equal(ExitCodes.Fine, ended.Code);
        // A line of "…" stands for any lines.
        var shown = string.Concat(lines[1..].Select(line => line == "…" ? "(?:.*\n)*?" : Regex.Escape(line) + "\n"));
        Assert.True(Regex.IsMatch(ended.Output, $"\\A{shown}\\z"), $"{lines[0]}\n{ended.Output}");
    }

    [Fact]
    public void The_forms_shown_are_read()
    {
        var blocks = Blocks("json").Select(Encoding.UTF8.GetBytes).ToList();
        var model = StrategyCases.Read("syria-iraq-1975").Model;
        var (certificate, faults) = CertificateJson.Read(model, blocks[0]);
        Assert.Empty(faults);
        Assert.Empty(CertificateChecker.Faults(model, certificate!));
        Assert.Empty(BearableReader.Read(StrategyCases.Read("japan-korea-us-illustrative").Model, blocks[1]).Faults);
        Assert.Equal(2, blocks.Count);
    }

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Page, $"^```{language}\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline).Select(m => m.Groups[1].Value);
}
