using Comity.Cli.Demo;
using Comity.Cli.Demo.Case;
using Comity.Cli.Demo.Case.Stories;
using Comity.Record;
using Comity.Domain.Standstill;

namespace Comity.Tests.Cli;

/// <summary>A story is played on three nodes, each saying its own part; stopped in the middle it goes on.</summary>
[Collection(nameof(StoryTests))]
[Trait("Category", "Slow")]
public sealed class StoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-story-");

    [Fact]
    public async Task A_story_chosen_at_the_door_is_said_by_its_members_and_published_by_nobody()
    {
        await using var run = await DemoRun.StartAsync(_folder.FullName, TestPorts.Row(4), new(2019, 8, 2), null, _ => { }, default);
        var player = run.Player;
        var before = player.State;

        Assert.True(await player.ChooseAsync(CaseStory.StandstillInside, default));
        Assert.False(await player.ChooseAsync(CaseStory.StandstillOutside, default));
        await run.InStepAsync(default);

        Assert.Equal(before.Position + 4, player.State.Position);
        var offer = player.SaidAs("story/offer")!.Value;
        foreach (var node in run.Nodes.Values)
        {
            var findings = node.Room.Picture(ChannelId.Plenary).Find<StandstillFindings>()!;
            Assert.Equal(OfferStanding.Confirmed, findings.Offers.Single(o => o.Id == offer).Standing);
            Assert.Contains(findings.Steps, s => s.Verdicts.All(v => v.Standing == StepStanding.Contrary));
            Assert.DoesNotContain(node.Room.Statements(ChannelId.Public, node.Room.Me, 0, int.MaxValue), s => s.Body.ToString().Contains("What if", StringComparison.Ordinal));
        }

        var apart = ChannelId.Of(CaseCharter.UnitedStates, CaseCharter.Korea);
        Assert.DoesNotContain(apart, run.Nodes[CaseCharter.Japan].Room.Channels);
        Assert.Contains(run.Nodes[CaseCharter.Korea].Room.Statements(apart, CaseCharter.Korea, 0, 100), s => s.Kind == "standstill.float-commented/1");
    }

    [Fact]
    public async Task A_demo_started_again_goes_on_with_its_story_and_refuses_another()
    {
        var port = TestPorts.Row(4);
        int position;
        await using (var run = await DemoRun.StartAsync(_folder.FullName, port, null, CaseStory.StandstillOutside, _ => { }, default))
        {
            Assert.Equal(new DateOnly(2019, 7, 29), run.Player.State.Day);
            await run.Player.NextEntryAsync(default);
            position = run.Player.State.Position;
        }

        await Assert.ThrowsAsync<StoryTakenException>(() => DemoRun.StartAsync(_folder.FullName, TestPorts.Row(4), null, CaseStory.StandstillInside, _ => { }, default));
        await using var again = await DemoRun.StartAsync(_folder.FullName, TestPorts.Row(4), null, null, _ => { }, default);
        Assert.Equal((CaseStory.StandstillOutside, position), (again.Player.Story, again.Player.State.Position));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
