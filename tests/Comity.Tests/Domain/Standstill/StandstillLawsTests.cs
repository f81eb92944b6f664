using Comity.Domain;
using Comity.Domain.Standstill;
using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain.Standstill;

/// <summary>Random stories of two to four parties, delivered in any order. A failure prints the seed to replay and the smallest story.</summary>
public sealed class StandstillLawsTests
{
    private static readonly string[] Names = ["Arda", "Bera", "Cirra", "Dova"];
    private static readonly DateOnly First = new(2026, 3, 2);

    [Fact]
    public void Nodes_that_hold_the_same_find_the_same_on_every_day() => Prop.ForAll(GeneratedStory.Seeds, Gen.Choose(0, int.MaxValue).ToArbitrary(), (seeds, shuffle) =>
    {
        var forum = Tell(seeds);
        var random = new System.Random(shuffle);
        var other = forum.Said.Concat(forum.Said.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToArray();
        var (here, there) = (Gather(forum.Said), Gather(other));
        foreach (var day in new[] { 0, 3, 9, 30 }.Select(First.AddDays))
        {
            Assert.Equal(FindingsJson.Of(StandstillRules.Judge(here, forum.On(day))).ToJsonString(), FindingsJson.Of(StandstillRules.Judge(there, forum.On(day))).ToJsonString());
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_is_bound_without_a_signature_of_its_own_over_the_same_text() => Prop.ForAll(GeneratedStory.Seeds, seeds =>
    {
        var forum = Tell(seeds.Concat(seeds.Select(s => s / 3)));
        foreach (var offer in new[] { 1, 4, 9 }.SelectMany(d => StandstillRules.Judge(Gather(forum.Said), forum.On(First.AddDays(d))).Offers))
        {
            Assert.All(offer.BoundNow, member => Assert.Contains(forum.Said, s => s.Author == member && s.Body switch
            {
                OfferAccepted a => a.Offer == offer.Id && a.Digest == offer.Digest,
                OfferConfirmed c => c.Offer == offer.Id && member == offer.By,
                _ => false,
            }));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Such_stories_do_bind_somebody_now_and_then()
    {
        var bound = Enumerable.Range(0, 20).Select(n => Tell(Enumerable.Range(n * 150, 150).Select(i => (int)(i * 5_000_011L % int.MaxValue))))
            .Count(forum => StandstillRules.Judge(Gather(forum.Said), forum.On(First.AddDays(5))).Standstills.Count > 0);
        Assert.InRange(bound, 5, 20);
    }

    private static StandstillFacts Gather(IEnumerable<Said> said) => said.Aggregate(StandstillFacts.None, StandstillFold.Apply);

    private static ForumScript Tell(IEnumerable<int> seeds)
    {
        var all = seeds.ToArray();
        var forum = new ForumScript(Names[..(2 + (all.Length == 0 ? 0 : all[0] % 3))]);
        var bodies = new StandstillCapability().Bodies;
        foreach (var seed in all)
        {
            var random = new System.Random(seed);
            AnyStandstill.Says(random.Next(2) == 0 ? bodies[random.Next(6)] : bodies[random.Next(bodies.Count)], forum, random, First);
        }

        return forum;
    }
}
