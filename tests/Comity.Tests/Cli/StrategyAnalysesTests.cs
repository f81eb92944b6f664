using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Cli;

namespace Comity.Tests.Cli;

/// <summary>The analyses of <c>comity strategy</c>, as scripts use them.</summary>
public sealed class StrategyAnalysesTests : IDisposable
{
    private static readonly string Elmira = SourceTree.Folder("cases/strategy/elmira.json");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Coalitions_are_laid_out_as_in_the_case()
    {
        var ended = await Command.RunAsync("strategy", Elmira, "--coalitions", "--json");
        Assert.Equal(ExitCodes.Fine, ended.Code);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Elmira));
        using var found = JsonDocument.Parse(ended.Output);
        Assert.True(JsonElement.DeepEquals(expected.RootElement.GetProperty("coalitions"), found.RootElement.GetProperty("coalitions")));
    }

    [Fact]
    public async Task All_pairs_are_asked_of_a_case_that_lists_none()
    {
        var ended = await Command.RunAsync("strategy", SourceTree.Folder("cases/strategy/japan-korea-us-illustrative.json"), "--coalitions", "--json");
        Assert.Equal(["kr+jp", "kr+us", "jp+us"], JsonNode.Parse(ended.Output)!["coalitions"]!.AsArray().Select(c => string.Join('+', c!["members"]!.AsArray())));
    }

    [Fact]
    public async Task A_certificate_that_was_printed_is_replayed_and_one_that_was_tampered_with_ends_in_1()
    {
        var explained = JsonNode.Parse((await Command.RunAsync("strategy", Elmira, "--explain", "local", "s1", "gmr", "--json")).Output)!["certificate"]!;
        var file = Path.Combine(_folder.FullName, "why.json");
        await File.WriteAllTextAsync(file, explained.ToJsonString());
        var ended = await Command.RunAsync("strategy", Elmira, "--check", file);
        Assert.Equal(ExitCodes.Fine, ended.Code);
        Assert.EndsWith("the certificate holds\n", ended.Output, StringComparison.Ordinal);

        explained["concept"] = "seq";
        await File.WriteAllTextAsync(file, explained.ToJsonString());
        ended = await Command.RunAsync("strategy", Elmira, "--check", file);
        Assert.Equal(ExitCodes.Finding, ended.Code);
        Assert.Contains("- the step from NYNNY to YYNNY is not a legal move of another decision maker that improves by it\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_quo_says_which_equilibria_are_attainable()
    {
        var quo = JsonNode.Parse((await Command.RunAsync("strategy", Elmira, "--status-quo", "NYNNN", "--json")).Output)!["statusQuo"]!;
        Assert.Equal(8, quo["reachable"]!.AsArray().Count);
        Assert.Equal("""[{"state":"NYNNY","path":[{"dm":"local","to":"NYNNY"}]}]""", quo["byImprovements"]!.ToJsonString());
        Assert.Contains("""{"state":"YNYNY","moves":3,"improvements":null}""", quo["equilibria"]!["nash"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inverse_counts_are_laid_out_as_in_the_case_and_the_changes_stand_beside()
    {
        var file = SourceTree.Folder("cases/strategy/syria-iraq-1975.json");
        var whole = JsonNode.Parse((await Command.RunAsync("strategy", file, "--inverse", "syria", "YNN", "--json")).Output)!;
        var known = JsonNode.Parse(await File.ReadAllBytesAsync(file))!["inverse"]![0]!;
        var found = Assert.Single(whole["inverse"]!.AsArray())!;
        Assert.Equal((known["dm"]!.ToString(), known["state"]!.ToString(), "720"), (found["dm"]!.ToString(), found["state"]!.ToString(), found["total"]!.ToString()));
        foreach (var (name, count) in known["counts"]!.AsObject())
        {
            Assert.Equal(count!.ToString(), found["counts"]![name]!.GetValue<string>());
        }

        var nash = Assert.Single(whole["changes"]!.AsArray(), c => c!["concept"]!.ToString() == "nash")!;
        Assert.Equal(["NNN", "NYN"], Assert.Single(nash["sets"]!.AsArray())!["changes"]!.AsArray().Select(c => c!["over"]!.ToString()));
    }

    [Fact]
    public async Task Robustness_says_after_how_many_swaps_an_equilibrium_breaks()
    {
        var found = JsonNode.Parse((await Command.RunAsync("strategy", Elmira, "--robustness", "s5", "--concept", "nash", "--json")).Output)!["robustness"]!.AsArray();
        Assert.Equal(["moe", "uniroyal", "local"], found.Select(f => f!["dm"]!.ToString()));
        Assert.Equal("""{"up":"NNNYN","down":"NYNNY"}""", Assert.Single(found[1]!["swaps"]!.AsArray())!.ToJsonString());
        var none = await Command.RunAsync("strategy", Elmira, "--robustness", "s6");
        Assert.Contains("YYNNY (s6) is no equilibrium by the concepts asked for", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_bearable_at_home_is_set_against_the_equilibria()
    {
        string[] asked = ["strategy", SourceTree.Folder("cases/strategy/japan-korea-us-illustrative.json"), "--bearable", SourceTree.Folder("cases/strategy/bearable/japan-korea-us-illustrative.json")];
        var found = JsonNode.Parse((await Command.RunAsync([.. asked, "--status-quo", "NNYYYN", "--json"])).Output)!["winSets"]!;
        Assert.Empty(found["common"]!["states"]!.AsArray());
        Assert.Equal("""["YNNNNN","YNNNNY"]""", found["commonIfAskedBy"]!["us"]!["equilibria"]!["sseq"]!.ToJsonString());
        Assert.Equal("""["NNYNNN","NNYNYN"]""", found["parties"]![1]!["askedBy"]!["us"]!["steps"]!.ToJsonString());
        Assert.Contains("Japan bears 28 of 40: ", (await Command.RunAsync(asked)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--explain arda s1 gmr", "one of moe, uniroyal, local")]
    [InlineData("--explain moe s77 gmr", "is one")]
    [InlineData("--explain moe s1 best", "one of nash, gmr, smr, seq, sseq")]
    [InlineData("--status-quo NNNNN", "is one")]
    [InlineData("--inverse moe s1 --max-changes 0", "10 by default")]
    [InlineData("--bearable nowhere.json", "docs/strategy.md")]
    [InlineData("--check nowhere.json", "docs/strategy.md")]
    [InlineData("--coalitions --work 1", "--work allows more")]
    [InlineData("--coalitions --work 0", "leave it out")]
    public async Task What_cannot_be_answered_ends_in_2_with_a_hint(string arguments, string hint)
    {
        var ended = await Command.RunAsync(["strategy", Elmira, .. arguments.Split(' ')]);
        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
    }
}
