using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Standstill;
using Comity.Domain.Standstill.Board;
using Comity.Record;

namespace Comity.Tests.Domain.Standstill;

/// <summary>What a page is shown of standstills, chosen from an index, beside what judging all that was said finds.</summary>
public sealed class StandstillBoardTests
{
    private static readonly string[] Parties = ["Cirra", "Arda", "Bera"];

    [Fact]
    public void A_page_is_shown_exactly_what_judging_everything_finds()
    {
        var (steps, candidates) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var story = Tell(new System.Random(seed * 7919));
            var indexed = new Indexed(story.Forum);
            var board = new StandstillBoard();
            var own = story.Forum.Said.Aggregate(StandstillFacts.None, StandstillFold.ApplyOwn);
            Assert.Equal(DisputesFacts.None, own.Ledger);
            foreach (var day in new[] { -9, 0, 6, 20, 45 })
            {
                var whole = story.On(day);
                var shown = board.Judge(own, indexed, story.Forum.On(StandstillScript.Day.AddDays(day)));
                Assert.True(FindingsJson.Of(whole).ToJsonString() == FindingsJson.Of(shown).ToJsonString(), $"seed {seed}, day {day}: {FindingsJson.Of(whole)} expected, {FindingsJson.Of(shown)} found");
                (steps, candidates) = (steps + shown.Steps.Count, candidates + shown.Standstills.Sum(s => s.Candidates.Count));
            }
        }

        Assert.True(steps > 100 && candidates > 10, $"stories with steps and candidates, found {steps} and {candidates}");
    }

    [Fact]
    public void What_is_kept_of_a_day_is_judged_anew_when_the_ledger_grows()
    {
        var story = new StandstillScript();
        story.Agreed();
        var indexed = new Indexed(story.Forum);
        var board = new StandstillBoard();
        var own = story.Forum.Said.Aggregate(StandstillFacts.None, StandstillFold.ApplyOwn);
        var day = story.Forum.On(StandstillScript.Day.AddDays(3));
        Assert.Empty(board.Judge(own, indexed, day).Steps);

        story.Measure("Arda", (MeasureStage.InForce, 1));
        indexed.Take(story.Forum);

        Assert.Single(board.Judge(own, indexed, day).Steps);
    }

    // A standstill of Arda and Bera, and a ledger in which half of what can be wrong with a reference is wrong.
    private static StandstillScript Tell(System.Random random)
    {
        var story = new StandstillScript();
        var offer = random.Next(4) == 0 ? story.Offers() : story.Agreed();
        var (acts, measures) = (new List<StatementId>(), new List<StatementId>());
        string Anybody() => Parties[random.Next(Parties.Length)];
        StatementId Any(List<StatementId> among) => among.Count == 0 || random.Next(9) == 0 ? ForumScript.Nowhere() : among[random.Next(among.Count)];
        for (var n = 0; n < 90; n++)
        {
            var author = Anybody();
            switch (random.Next(8))
            {
                case 0 or 1:
                    acts.Add(story.Forum.Says(author, new ActRecorded(
                        StandstillScript.Day.AddDays(random.Next(-30, 30)), DatePrecision.Day, ActType.Measure, [new(ForumScript.Member(author), null, null)], [], $"Act {n}", "", "en", null, null, Basis.OwnAct, false, [], null, null)));
                    break;
                case 2:
                    measures.Add(story.Forum.Says(author, new MeasureAnnounced(
                        Any(acts), $"Measure {n}", "en", MeasureNature.ExportList, random.Next(5) == 0, MeasureEnd.ToBeRecorded, Basis.OwnAct, random.Next(5) == 0, [], null)));
                    break;
                case 3 or 4:
                    story.Forum.Says(author, new StageRecorded(
                        Any(measures), (MeasureStage)random.Next(Enum.GetValues<MeasureStage>().Length), StandstillScript.Day.AddDays(random.Next(-30, 40)), DatePrecision.Day,
                        random.Next(3) == 0 ? Any(acts) : null, null, "en", Basis.OwnAct, []));
                    break;
                case 5:
                    var (from, to) = (Any(acts), Any(acts));
                    var relation = random.Next(3) == 0 ? LinkRelation.Follows : LinkRelation.Answers;
                    story.Forum.Says(author, random.Next(4) switch
                    {
                        0 => new LinkWithdrawn(from, to, relation),
                        1 => new LinkDenied(from, to, relation, default, null, "en", Basis.OwnAct, []),
                        _ => new LinkAsserted(from, to, relation, Asserter.Author, null, "en", Basis.OwnAct, []),
                    });
                    break;
                case 6:
                    story.Classifies(author, offer, random.Next(2) == 0 ? Any(measures) : Any(acts), random.Next(2) == 0 ? "export-list" : "other");
                    break;
                default:
                    story.Alleges(author, Anybody(), offer, random.Next(2) == 0 ? Any(measures) : Any(acts));
                    break;
            }
        }

        return story;
    }

    private sealed class Indexed : IIndexedStatements
    {
        private readonly Dictionary<StatementId, Said> _held = [];
        private readonly DisputesIndex _index;

        public Indexed(ForumScript forum)
        {
            _index = new(forum.Members);
            Take(forum);
        }

        public void Take(ForumScript forum)
        {
            foreach (var said in forum.Said)
            {
                _held[said.Id] = said;
                _index.Add(said, said.Index);
            }
        }

        public T Read<T>(Func<DisputesIndex, T> reader) => reader(_index);

        public IReadOnlyList<Said> Load(IReadOnlyCollection<IndexedPlace> places) => [.. places.Select(p => _held[p.Id])];
    }
}
