using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain.Disputes;

/// <summary>The board over an index beside the plain one over all findings: whatever is asked, they answer the same.</summary>
public sealed class IndexedBoardTests
{
    private static readonly ActFilter[] Filters =
    [
        ActFilter.All,
        ActFilter.All with { Types = new HashSet<ActType> { ActType.Measure, ActType.Offer, ActType.Countermeasure } },
        ActFilter.All with { Confidences = new HashSet<Confidence> { Confidence.Confirmed } },
        ActFilter.All with { Tracks = new HashSet<string> { "security" } },
    ];

    [Fact]
    public void Whatever_is_asked_of_a_story_the_index_answers_as_judging_all_of_it() =>
        Prop.ForAll(GeneratedStory.Seeds, seeds =>
        {
            var forum = GeneratedStory.Tell(new DisputesCapability(), seeds);
            for (var day = -3; day < 12; day += 3)
            {
                AssertSame(forum, new Indexed(forum.Members, forum.Said), GeneratedStory.Today.AddDays(day - 4));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_story_is_answered_the_same_while_it_grows()
    {
        var forum = GeneratedStory.Tell(new DisputesCapability(), Enumerable.Range(0, 600).Select(i => i * 3_570_011));
        var indexed = new Indexed(forum.Members, []);
        foreach (var part in forum.Said.Chunk(150))
        {
            indexed.Take(part);
            AssertSame(forum, indexed, GeneratedStory.Today);
            AssertSame(forum, indexed, GeneratedStory.Today.AddDays(3));
        }
    }

    [Fact]
    public void Any_order_and_any_repetition_answer_the_same()
    {
        var forum = GeneratedStory.Tell(new DisputesCapability(), Enumerable.Range(0, 300).Select(i => i * 6_570_017));
        var random = new System.Random(7);
        AssertSame(forum, new Indexed(forum.Members, [.. forum.Said.Concat(forum.Said).OrderBy(_ => random.Next())]), GeneratedStory.Today);
    }

    private static void AssertSame(ForumScript forum, Indexed indexed, DateOnly day)
    {
        var facts = indexed.Said.Aggregate(DisputesFacts.None, DisputesFold.Apply);
        var findings = DisputesRules.Judge(facts, forum.On(day));
        IDisputesBoard plain = new FindingsBoard(findings, day), board = new IndexedBoard(indexed, forum.On(day));

        foreach (var filter in Filters)
        {
            Assert.Equal(plain.CountActs(filter), board.CountActs(filter));
            Assert.Equal(plain.LatestActs(filter, 2, 20), board.LatestActs(filter, 2, 20));
            Assert.Equal(plain.LatestActs(filter, 0, 7, day), board.LatestActs(filter, 0, 7, day));
        }

        Assert.Equal(plain.LastStep, board.LastStep);
        Assert.Equal(plain.Ledger, board.Ledger);
        Assert.Equal(plain.CountChains, board.CountChains);
        Assert.Equal(plain.Chains(0, 50), board.Chains(0, 50));
        Assert.Equal(plain.Chains(3, 2), board.Chains(3, 2));
        Assert.Equal(plain.Dates(9), board.Dates(9));
        Assert.Equal(plain.CountIneffective, board.CountIneffective);
        Assert.Equal(plain.Ineffective(500), board.Ineffective(500));
        foreach (var member in forum.Members)
        {
            Assert.Equal(plain.Unaffirmed(member, true, 4), board.Unaffirmed(member, true, 4));
            Assert.Equal(plain.Unaffirmed(member, false, 4), board.Unaffirmed(member, false, 4));
            Assert.Equal(plain.ToAnswer(member, 4), board.ToAnswer(member, 4));
            Assert.Equal(plain.ToAnswer(member, 500), board.ToAnswer(member, 500));
            Assert.Equal(plain.CountMeasures((owner, _) => owner == member), board.CountMeasures((owner, _) => owner == member));
            Assert.Equal(plain.Measures((owner, isPrivate) => owner == member && !isPrivate, 1, 5), board.Measures((owner, isPrivate) => owner == member && !isPrivate, 1, 5));
        }

        AssertSameOfEach(findings, plain, board);
        AssertSameOfEach(findings, plain, new IndexedBoard(indexed, forum.On(day)));
    }

    private static void AssertSameOfEach(DisputesFindings findings, IDisputesBoard plain, IDisputesBoard board)
    {
        foreach (var measure in findings.Measures)
        {
            Assert.Equal(measure, board.Measure(measure.Id));
        }

        foreach (var act in findings.Acts)
        {
            Assert.Equal(act, board.Act(act.Id));
            Assert.Equal(plain.From(act.Id), board.From(act.Id));
            Assert.Equal(plain.To(act.Id), board.To(act.Id));
            Assert.Equal(plain.MeasuresOn(new HashSet<StatementId> { act.Id }), board.MeasuresOn(new HashSet<StatementId> { act.Id }));
        }

        Assert.Null(board.Act(ForumScript.Nowhere()));
        Assert.Empty(board.From(ForumScript.Nowhere()));
    }

    private sealed class Indexed : IIndexedStatements
    {
        private readonly Dictionary<StatementId, Said> _held = [];
        private readonly DisputesIndex _index;

        public Indexed(ValueList<MemberId> members, IReadOnlyList<Said> said)
        {
            _index = new(members);
            Take(said);
        }

        public IEnumerable<Said> Said => _held.Values;

        public void Take(IEnumerable<Said> said)
        {
            foreach (var one in said)
            {
                _held[one.Id] = one;
                _index.Add(one, one.Index);
            }
        }

        public T Read<T>(Func<DisputesIndex, T> reader) => reader(_index);

        public IReadOnlyList<Said> Load(IReadOnlyCollection<IndexedPlace> places) => [.. places.Select(p => _held[p.Id])];
    }
}
