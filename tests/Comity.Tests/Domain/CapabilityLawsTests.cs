using System.Text.Json;
using Comity.Domain;
using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain;

/// <summary>What holds for every capability in the registry. A failure prints the seed to replay and the smallest story.</summary>
public sealed class CapabilityLawsTests
{
    private static readonly Arbitrary<int> AnyNumber = Gen.Choose(0, int.MaxValue).ToArbitrary();

    public static TheoryData<string> Names => [.. CapabilityRegistry.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_order_and_any_repetition_give_equal_facts_and_equal_findings(string name)
    {
        var capability = Named(name);
        Prop.ForAll(GeneratedStory.Seeds, AnyNumber, (seeds, shuffle) =>
        {
            var forum = GeneratedStory.Tell(capability, seeds);
            var random = new System.Random(shuffle);
            var again = forum.Said.Concat(forum.Said.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToArray();

            var (facts, other) = (Gather(capability, forum.Said), Gather(capability, again));

            Assert.Equal(facts, other);
            Assert.Equal(facts.GetHashCode(), other.GetHashCode());
            Assert.Equal(Picture(capability, facts, forum), Picture(capability, other, forum));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gathering_on_from_a_snapshot_changes_nothing(string name)
    {
        var capability = Named(name);
        Prop.ForAll(GeneratedStory.Seeds, AnyNumber, (seeds, cut) =>
        {
            var forum = GeneratedStory.Tell(capability, seeds);
            var before = cut % (forum.Said.Count + 1);
            var snapshot = Gather(capability, forum.Said.Take(before));
            _ = capability.Judge(snapshot, forum.On(GeneratedStory.Today));

            var facts = forum.Said.Skip(before).Aggregate(snapshot, capability.Apply);

            Assert.Equal(Gather(capability, forum.Said), facts);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_readable_body_is_read_back_as_it_was_written(string name)
    {
        var capability = Named(name);
        Prop.ForAll(GeneratedStory.Seeds, seeds =>
        {
            foreach (var said in GeneratedStory.Tell(capability, seeds).Said.Where(s => s.Body is not UnreadableBody))
            {
                var text = BodyCodec.Write(said.Body).ToJsonString();
                var statement = said.Statement with { Body = ForumScript.Json(text) };
                Assert.Equal(said.Body, BodyCodec.Read(statement).Body);
                Assert.Empty(BodyCodec.Check(said.Statement.Kind, statement.Body));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_hold_no_nulls_and_no_fractions(string name)
    {
        var capability = Named(name);
        var forum = GeneratedStory.Tell(capability, Enumerable.Range(0, 400).Select(i => i * 5_000_011));
        var json = ForumScript.Json(Picture(capability, Gather(capability, forum.Said), forum));

        Assert.DoesNotContain(Leaves(json), leaf => leaf.ValueKind == JsonValueKind.Null);
        Assert.All(Leaves(json).Where(l => l.ValueKind == JsonValueKind.Number), l => Assert.True(l.TryGetInt64(out _)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_stories_reach_every_body_and_every_part_of_the_findings(string name)
    {
        var capability = Named(name);
        var forum = GeneratedStory.Tell(capability, Enumerable.Range(0, 400).Select(i => i * 5_000_011));
        var json = ForumScript.Json(Picture(capability, Gather(capability, forum.Said), forum));

        Assert.Empty(capability.Bodies.Except(forum.Said.Select(s => s.Body.GetType())));
        Assert.DoesNotContain(json.EnumerateObject(), part => part.Value.ValueKind == JsonValueKind.Array && part.Value.GetArrayLength() == 0);
    }

    internal static ICapability Named(string name) => CapabilityRegistry.All.Single(c => c.Name == name);

    internal static IFacts Gather(ICapability capability, IEnumerable<Said> said) => said.Aggregate(capability.NoFacts, capability.Apply);

    private static string Picture(ICapability capability, IFacts facts, ForumScript forum) =>
        capability.ToJson(capability.Judge(facts, forum.On(GeneratedStory.Today))).ToJsonString();

    private static IEnumerable<JsonElement> Leaves(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(m => Leaves(m.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Leaves),
        _ => [json],
    };
}
