using System.Text.Json;
using Comity.Cli;

namespace Comity.Tests.Cli;

/// <summary><c>comity strategy</c>, as scripts use it.</summary>
public sealed class StrategyCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("elmira")]
    [InlineData("syria-iraq-1975")]
    public async Task The_verdicts_of_a_case_are_laid_out_as_in_its_file(string name)
    {
        var file = SourceTree.Folder($"cases/strategy/{name}.json");
        var ended = await Command.RunAsync("strategy", file, "--json");
        Assert.Equal(ExitCodes.Fine, ended.Code);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        using var found = JsonDocument.Parse(ended.Output);
        foreach (var block in new[] { "id", "states", "expected" })
        {
            Assert.True(JsonElement.DeepEquals(expected.RootElement.GetProperty(block), found.RootElement.GetProperty(block)), block);
        }
    }

    [Fact]
    public async Task People_read_a_table_of_the_concepts_asked_for()
    {
        var ended = await Command.RunAsync("strategy", SourceTree.Folder("cases/strategy/elmira.json"), "--concept", "seq,nash");
        Assert.Equal(ExitCodes.Fine, ended.Code);
        Assert.Contains("state       nash  seq\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("YNYNN (s4)  12·   12·\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("seq: 3 equilibria: NNNYN (s9), NYNNY (s5), YNYNY (s8)\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_file_ends_in_2_with_every_fault_and_its_path()
    {
        var file = Path.Combine(_folder.FullName, "case.json");
        await File.WriteAllTextAsync(file, """{"schema": "strategy-case/1", "options": [{"id": "a", "direction": "up"}], "decisionMakers": [{"id": "arda", "options": ["b"]}]}""");
        var ended = await Command.RunAsync("strategy", file);
        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains("$.options[0].direction: expected one of both, forward, backward, fixed, found \"up\"\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("$.decisionMakers[0].preference: expected a value, found nothing\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("$.decisionMakers[0].options[0]: expected the id of an option, found \"b\"\n", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strategy")]
    [InlineData("strategy nowhere.json")]
    [InlineData("strategy --scale 16")]
    [InlineData("strategy --scale 4,16")]
    [InlineData("strategy --scale 8,3 --memory much")]
    [InlineData("strategy --scale 8,3 --concept nash,core")]
    public async Task What_cannot_be_meant_ends_in_2(string arguments) =>
        (await Command.RunAsync(arguments.Split(' '))).IsAnsweredWith(ExitCodes.Usage);

    [Fact]
    public async Task A_need_above_the_budget_is_refused_with_the_flag_that_raises_it()
    {
        var ended = await Command.RunAsync("strategy", "--scale", "30,4");
        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Matches("expected a need of at most 4 GiB, found [0-9.]+ GiB for 1073741824 states", ended.Error);
        Assert.Matches("hint: --memory [0-9.]+GiB allows it", ended.Error);
    }

    [Fact]
    public async Task A_scale_instance_is_solved_against_the_clock()
    {
        var ended = await Command.RunAsync("strategy", "--scale", "8,3", "--json");
        Assert.Equal(ExitCodes.Fine, ended.Code);
        using var found = JsonDocument.Parse(ended.Output);
        Assert.Equal(568, found.RootElement.GetProperty("stable").GetProperty("gmr").GetInt32());
        Assert.Equal(11, found.RootElement.GetProperty("equilibria").GetProperty("seq").GetInt32());
        Assert.Equal(["options", "dms", "states", "stable", "equilibria", "seconds", "peakMegabytes"], found.RootElement.EnumerateObject().Select(m => m.Name));
    }
}
