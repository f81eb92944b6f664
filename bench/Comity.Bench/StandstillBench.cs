using System.Diagnostics;
using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Bench;

/// <summary>A standstill over a ledger of many acts, judged on days all over its life: what a reader waits for when the day is moved.</summary>
internal static class StandstillBench
{
    private const int Days = 200;
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly MemberId[] Members = [.. new[] { "arda", "bera", "cirra" }.Select(MemberId.Parse)];

    /// <param name="count">Acts; every fourth opens a measure with three stages.</param>
    public static void Run(int count)
    {
        var story = new Story();
        var offer = Agree(story);
        Tell(story, offer, count);

        var clock = Stopwatch.StartNew();
        var facts = story.Said.Aggregate(StandstillFacts.None, StandstillFold.Apply);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} acts, {story.Said.Count} statements in all, gathered in {clock.Elapsed.TotalMilliseconds:0} ms"));
        clock.Restart();
        StandstillRules.Judge(facts, On(First));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"judged for the first time, the ledger arranged on the way: {clock.Elapsed.TotalMilliseconds:0} ms"));

        var times = new List<double>();
        var steps = 0;
        var before = Environment.CpuUsage.TotalTime;
        for (var day = 0; day < Days; day++)
        {
            clock.Restart();
            steps = StandstillRules.Judge(facts, On(First.AddDays(day))).Steps.Count;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        // What the machine did for it, whatever else it was doing: waiting for a turn is not in it, collecting garbage is.
        var worked = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Days;
        var measured = Measured.Of("judged on any day", times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"judged on {Days} days one after another: p50 {measured.P50:0.0} ms, p99 {measured.P99:0.0} ms, processor {worked:0.0} ms each; {steps} steps found on the last"));
    }

    private static JudgeContext On(DateOnly day) => new(day, Members.ToValueList(), Members[2]);

    private static StatementId Agree(Story story)
    {
        var terms = new StandstillTerms(
            "Standstill", "en", [Members[0], Members[1]], [new("lists", "economy", "export-list", null, "Lists")], new(First, []), [], First, First.AddDays(179), "Talks",
            new(ExtensionBy.Silence, 30), new(14, 7, 14, 14), new(CheckBy.Joint, null), [Consequence.Consultation], [], true, [],
            new("Asia/Tokyo", "24:00", DayCount.Calendar, true, [new(Members[0], "Asia/Tokyo"), new(Members[1], "Asia/Seoul")]));
        var offer = story.Says(2, new TermsOffered(terms, First, First));
        var digest = TermsDigest.Of(terms).ToString();
        var acceptances = new[] { 0, 1 }.Select(m => story.Says(m, new OfferAccepted(offer, digest, First, [], First))).ToArray();
        story.Says(2, new OfferConfirmed(offer, acceptances.ToValueList(), First));
        return offer;
    }

    private static void Tell(Story story, StatementId offer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (member, date) = (i % 2, First.AddDays(i % Days));
            var act = story.Says(member, new ActRecorded(
                date, DatePrecision.Day, ActType.Measure, [new(Members[member], null, null)], [], "Somebody acted", "", "en", null, null, Basis.OwnAct, false, [], null, null));
            if (i % 4 != 0)
            {
                continue;
            }

            var measure = story.Says(member, new MeasureAnnounced(act, "A measure", "en", MeasureNature.ExportList, false, MeasureEnd.ToBeRecorded, Basis.OwnAct, false, [], null));
            foreach (var (stage, after) in new[] { (MeasureStage.Decided, 0), (MeasureStage.InForce, 7), (MeasureStage.Eased, 30) })
            {
                story.Says(member, new StageRecorded(measure, stage, date.AddDays(after), DatePrecision.Day, null, null, "en", Basis.OwnAct, []));
            }

            if (i % 40 == 0)
            {
                story.Says(1 - member, new StepClassified(offer, measure, "economy", "export-list", StepEffect.Tightens, null, null, "A list.", "en", date));
                story.Says(1 - member, new AllegationMade(offer, Members[member], measure, "lists", null, "The list grew.", "en", Confidence.Confirmed, [], date, date));
            }
        }
    }

    private sealed class Story
    {
        private readonly long[] _sizes = new long[Members.Length];

        public List<Said> Said { get; } = [];

        public StatementId Says(int member, IBody body)
        {
            var index = _sizes[member]++;
            var id = new StatementId(Hash256.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{member}/{index}"))));
            Said.Add(new(
                new()
                {
                    Id = id, Forum = null, Channel = ChannelId.Plenary, Member = Members[member], Index = index, Seen = Seen.Nothing(Members), Roster = 1, ClaimedAt = default,
                    Office = "bench", Level = "working", Kind = BodyCodec.KindOf(body.GetType()), Track = "economy", Subject = null, Cites = [], Body = default, Blobs = [], KeyId = "", Compact = "",
                },
                body));
            return id;
        }
    }
}
