using System.Text.RegularExpressions;

namespace Comity.Tests.Cli;

/// <summary>docs/guides/setup.md, done exactly as it says.</summary>
public sealed class SetupGuideTests
{
    private const string Words = "Arda announced a review of its river tolls.";

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Three_parties_and_a_secretariat_found_a_forum_speak_and_show_the_same_picture()
    {
        await using var guide = new GuideRun();
        var blocks = guide.Blocks();
        var (before, saying) = (blocks.TakeWhile(b => !b.StartsWith("curl", StringComparison.Ordinal)).ToList(), blocks.Single(b => b.StartsWith("curl", StringComparison.Ordinal)));
        foreach (var block in before)
        {
            await guide.TypeAsync(block);
        }

        await guide.ServeAsync(Assert.Single(guide.Blocks("serve")), "founded: ");
        Assert.Equal(4, guide.Served.Count);
        await guide.UntilAsync(saying, _ => true);

        foreach (var (member, port) in new[] { ("bera", 7202), ("cirra", 7203), ("secretariat", 7204) })
        {
            await guide.UntilAsync(
                $"curl -sf 'http://127.0.0.1:{port}/api/v1/channels/plenary/statements?kind=disputes.act-recorded/1' -H \"Authorization: Bearer $(cat {member}/first-officer.token)\"",
                read => read.Contains(Words, StringComparison.Ordinal));
        }

        var digests = await guide.UntilAsync(Assert.Single(guide.Blocks("digests")), shown => Digests(shown) is { Length: 4 } all && all.Distinct(StringComparer.Ordinal).Count() == 1);
        Assert.Equal(4, Digests(digests).Length);

        foreach (var served in guide.Served)
        {
            var (took, code) = await served.StopAsync();
            Assert.Equal(0, code);
            Assert.True(took < TimeSpan.FromSeconds(3), $"stopping took {took}");
            Assert.DoesNotContain("river tolls", served.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", served.Said, StringComparison.Ordinal);
        }

        foreach (var member in new[] { "arda", "bera", "cirra", "secretariat" })
        {
            var audit = await guide.BashAsync($"comity verify {member}/data");
            Assert.True(audit.Code == 0, audit.Output + audit.Error);
        }
    }

    private static string[] Digests(string shown) => [.. Regex.Matches(shown, "\"digest\":\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
}
