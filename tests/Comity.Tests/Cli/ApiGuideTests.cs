using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Comity.Tests.Cli;

/// <summary>docs/guides/api.md, typed as it stands against a demo: what comes back is what it says.</summary>
[Trait("Category", "Slow")]
public sealed partial class ApiGuideTests : IDisposable
{
    private const string Between = "----- next of the guide -----";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-api-guide-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_command_gives_what_the_guide_says()
    {
        var page = await File.ReadAllTextAsync(SourceTree.Folder("docs/guides/api.md"));
        var blocks = Blocks().Matches(page).Select(b => (Command: b.Groups["command"].Value, Answer: b.Groups["answer"].Value)).ToList();
        Assert.Equal(Regex.Count(page, "^```sh", RegexOptions.Multiline), blocks.Count);
        Assert.True(blocks.Count >= 9, $"found {blocks.Count} blocks");

        await using var demo = await DemoProcess.StartAsync(Path.Combine(_folder.FullName, "demo"), "--as-of", "2017-01-06");
        var start = new ProcessStartInfo("bash", ["-uo", "pipefail", "-c", string.Join($"\necho; echo '{Between}'\n", blocks.Select(b => b.Command))])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = _folder.FullName,
        };
        var ended = await Command.RunAsync(start);
        Assert.True(ended.Error.Length == 0, ended.Error);
        var answers = ended.Output.Split(Between);
        Assert.Equal(blocks.Count, answers.Length);
        var wrong = blocks.Zip(answers).Where(b => !IsAsSaid(b.First.Answer, b.Second)).Select(b => $"$ {b.First.Command}expected: {b.First.Answer}found: {b.Second.Trim()}").ToList();
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    // Blanks and line ends apart: the guide shows in lines what comes in one.
    private static bool IsAsSaid(string said, string found) =>
        Regex.IsMatch(Bare(found), "^" + string.Join(".*", Bare(said).Split('…').Select(Regex.Escape)) + "$", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static string Bare(string text) => Regex.Replace(text, @"\s", "");

    [GeneratedRegex("^```sh\n(?<command>(?:(?!```).*\n)*)```\n```[a-z]+\n(?<answer>(?:(?!```).*\n)*)```$", RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
