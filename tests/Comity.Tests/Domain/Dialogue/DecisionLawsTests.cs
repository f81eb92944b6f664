using Comity.Domain;
using Comity.Domain.Dialogue;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>Random stories of decisions. A failure prints the seed and the smallest story.</summary>
public sealed class DecisionLawsTests
{
    private static readonly IReadOnlyList<Type> Bodies = new DialogueCapability().Bodies;

    [Fact]
    public void Nobody_is_bound_without_words_of_its_own() => Prop.ForAll(GeneratedStory.Seeds, seeds =>
    {
        var forum = Tell(seeds.Concat(seeds.Select(s => s / 3)));
        foreach (var decision in Judge(forum).Decisions)
        {
            Assert.True(decision.BoundNow.Count == 0 || decision.Standing == DecisionStanding.Adopted);
            Assert.All(decision.BoundNow, member => Assert.Contains(forum.Said, s => s.Author == member && s.Body switch
            {
                DecisionInitialled i => i.Decision == decision.Id,
                ReceiptGiven r => r.Decision == decision.Id,
                SilenceCertified c => c.Decision == decision.Id,
                ContestSettled c => c.Adopted && decision.Objections.Any(o => o.Id == c.Objection),
                _ => false,
            }));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Such_stories_do_adopt_and_break_now_and_then()
    {
        var standings = Enumerable.Range(0, 60).SelectMany(n => Judge(Tell(Enumerable.Range(n * 80, 80).Select(i => (int)(i * 5_000_011L % int.MaxValue)))).Decisions)
            .CountBy(d => d.Standing).ToDictionary();
        Assert.All(
            [DecisionStanding.Adopted, DecisionStanding.Broken, DecisionStanding.Incomplete],
            standing => Assert.True(standings.GetValueOrDefault(standing) > 0, $"{standing}: {string.Join(", ", standings)}"));
    }

    private static DialogueFindings Judge(ForumScript forum) =>
        DialogueRules.Judge(forum.Said.Aggregate(DialogueFacts.None, DialogueFold.Apply), forum.On(TableScript.Day.AddDays(4)));

    // In a year whose holidays are known: silence does not run in others.
    private static ForumScript Tell(IEnumerable<int> seeds)
    {
        var forum = new ForumScript("Arda", "Bera", "Cirra");
        foreach (var seed in seeds)
        {
            var random = new System.Random(seed);
            AnyDialogue.Says(Bodies[random.Next(Bodies.Count)], forum, random, TableScript.Day);
        }

        return forum;
    }
}
