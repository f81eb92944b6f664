using System.Globalization;
using Comity.Cli.Demo.Case;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Tests.Case;

/// <summary>The standstill that was offered in late July 2019, played as if it had been agreed; expected verdicts: standstill-2019.expected.md.</summary>
public sealed class Standstill2019Tests
{
    private static readonly MemberId Japan = CaseCharter.Japan;
    private static readonly MemberId Korea = CaseCharter.Korea;

    public static TheoryData<string, string, bool, string, string, string> Expected
    {
        get
        {
            var rows = new TheoryData<string, string, bool, string, string, string>();
            foreach (var cells in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Case", "standstill-2019.expected.md"))
                .Where(l => l.StartsWith("| 20", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)))
            {
                foreach (var inside in cells[3] == "both" ? [true, false] : new[] { cells[3] == "inside" })
                {
                    rows.Add(cells[1], cells[2], inside, cells[4], cells[5], cells[6]);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Each_step_is_found_as_the_table_says(string day, string step, bool inside, string japan, string korea, string consultation)
    {
        var finding = AsOf(Played(inside), DateOnly.Parse(day, CultureInfo.InvariantCulture)).Steps.Single(s => s.Step == IdOf(step));
        string By(MemberId member) => finding.Verdicts.Single(v => v.Member == member).Standing.Wire();
        Assert.Equal((japan, korea, consultation), (By(Japan), By(Korea), finding.ConsultationOpen ? "open" : "no"));
    }

    [Fact]
    public void The_table_covers_every_step_that_is_found_and_no_statement_is_without_effect()
    {
        var findings = AsOf(Played(inside: false), new(2019, 9, 20));
        Assert.Equal(Expected.Select(r => IdOf((string)r[1])).Distinct().Order(), findings.Steps.Select(s => s.Step).Order());
        Assert.Empty(findings.Ineffective);
        Assert.Equal((LifeStanding.Running, 52, 90), (findings.Standstills[0].Standing, findings.Standstills[0].Day, findings.Standstills[0].Of));
    }

    [Fact]
    public void Without_it_nothing_is_judged_and_the_history_to_2023_stands_as_it_was()
    {
        var findings = AsOf(CaseRoom.PlayedTo(new(2023, 7, 21)), new(2023, 7, 21));
        Assert.Empty(findings.Steps);
        Assert.Empty(findings.Standstills);
    }

    [Fact]
    public void The_notice_on_GSOMIA_is_read_in_two_ways_until_March_2023()
    {
        var room = CaseRoom.PlayedTo(new(2023, 7, 21));
        var notice = room.Say("x/notice", Korea, "security", new NoticeGiven(
            IdOf("kr-gsomia-notice"), "GSOMIA of 2016", [Japan, Korea], new(2019, 11, 23), "en", new(2019, 8, 23)));
        room.Say("x/suspended", Korea, "security", new NoticeChanged(notice, NoticeChange.Suspended, "It can take effect again at any time.", "en", new(2019, 11, 22)));
        room.Say("x/kr-reads", Korea, "security", new ReadingGiven(notice, ReadingEffect.Revocable, "The agreement can be ended at any time.", "en", new(2020, 8, 24)));
        room.Say("x/jp-reads", Japan, "security", new ReadingGiven(notice, ReadingEffect.FreshNotice, "Ending it needs a fresh notice of 90 days.", "en", new(2020, 8, 24)));
        room.Say("x/withdrawn", Korea, "security", new NoticeChanged(notice, NoticeChange.Withdrawn, null, "en", new(2023, 3, 21)));

        NoticeStanding On(int year, int month, int day) => Assert.Single(AsOf(room, new(year, month, day)).Notices).Standing;

        Assert.Equal(NoticeStanding.Given, On(2019, 8, 23));
        Assert.Equal(NoticeStanding.Suspended, On(2019, 11, 22));
        Assert.Equal(NoticeStanding.ReadingsDiffer, On(2020, 8, 24));
        Assert.Equal([ReadingEffect.FreshNotice, ReadingEffect.Revocable], AsOf(room, new(2022, 1, 1)).Notices[0].Readings.Select(r => r.Effect));
        Assert.Equal(NoticeStanding.Withdrawn, On(2023, 3, 21));
    }

    [Fact]
    public void The_lists_were_restored_88_days_apart()
    {
        var room = CaseRoom.PlayedTo(new(2023, 7, 21));
        var plan = new RollbackPlan("Back to before July 2019", "en", [new("lists", PairMode.Staggered,
        [
            new("korea-restores", Korea, "Japan returns to the first group of the list.", new(2023, 4, 30), IdOf("kr-list-ga-2"), null),
            new("japan-restores", Japan, "Korea returns to Group A.", new(2023, 7, 31), IdOf("jp-group-a-removal"), null),
        ])]);
        var offer = room.Say("x/plan", Korea, "economy", new RollbackOffered(plan, new(2023, 3, 31), new(2023, 3, 17)));
        var acceptance = room.Say("x/accepted", Japan, "economy", new OfferAccepted(offer, TermsDigest.Of(plan).ToString(), new(2023, 3, 31), [], new(2023, 3, 18)));
        room.Say("x/confirmed", Korea, "economy", new OfferConfirmed(offer, [acceptance], new(2023, 3, 19)));
        room.Say("x/korea", Korea, "economy", new RollbackStepReported(offer, "korea-restores", "Done.", "en", [], new(2023, 4, 24)));
        room.Say("x/japan", Japan, "economy", new RollbackStepReported(offer, "japan-restores", "Done.", "en", [], new(2023, 7, 21)));

        Assert.Equal(64, AsOf(room, new(2023, 6, 27)).Rollbacks[0].Pairs[0].OneSidedFor);
        Assert.Equal(88, AsOf(room, new(2023, 7, 21)).Rollbacks[0].Pairs[0].DaysApart);
    }

    private static CaseRoom Played(bool inside)
    {
        var room = CaseRoom.PlayedTo(new(2019, 9, 20));
        var terms = Terms(inside);
        var offer = room.Say("x/offer", CaseCharter.UnitedStates, "dialogue", new TermsOffered(terms, new(2019, 7, 31), new(2019, 7, 30)));
        var digest = TermsDigest.Of(terms).ToString();
        var jp = room.Say("x/jp", Japan, "dialogue", new OfferAccepted(offer, digest, new(2019, 7, 31), [], new(2019, 7, 30)));
        var kr = room.Say("x/kr", Korea, "dialogue", new OfferAccepted(offer, digest, new(2019, 7, 31), [], new(2019, 7, 30)));
        room.Say("x/confirmed", CaseCharter.UnitedStates, "dialogue", new OfferConfirmed(offer, [jp, kr], new(2019, 7, 30)));

        void Classifies(MemberId member, string step, DateOnly date, string track, string kind, StepEffect effect, string? carveOut, string words) => room.Say(
            $"x/{member}/{step}", member, "dialogue", new StepClassified(offer, IdOf(step), track, kind, effect, null, carveOut, words, "en", date));

        Classifies(Japan, "jp-group-a-removal", new(2019, 8, 2), "economy", "export-control-review", StepEffect.Tightens, null, "A review of export control.");
        Classifies(Korea, "jp-group-a-removal", new(2019, 8, 2), "economy", "export-list", StepEffect.Tightens, null, "Retaliation by a change of the list.");
        Classifies(Korea, "kr-list-ga-2", new(2019, 8, 12), "economy", "export-control-review", StepEffect.Tightens, null, "A review of our own export control.");
        Classifies(Japan, "kr-list-ga-2", new(2019, 8, 12), "economy", "export-list", StepEffect.Tightens, null, "A change of the list without grounds given.");
        Classifies(Korea, "kr-gsomia-notice", new(2019, 8, 22), "security", "own-clause", StepEffect.Neutral, null, "The agreement's own clause.");
        Classifies(Japan, "kr-gsomia-notice", new(2019, 8, 22), "security", "security-agreement", StepEffect.Omits, null, "A security agreement left to lapse.");
        Classifies(Korea, "dokdo-drill", new(2019, 8, 25), "security", "routine-drill", StepEffect.Neutral, null, "A regular drill.");
        Classifies(Japan, "dokdo-drill", new(2019, 8, 25), "security", "exercise", StepEffect.Tightens, null, "An exercise at a disputed place.");
        Classifies(Japan, "kr-wto-ds590", new(2019, 9, 11), "economy", "proceedings", StepEffect.Neutral, "procedures", "Recourse to the organisation's procedure.");
        Classifies(Korea, "kr-wto-ds590", new(2019, 9, 11), "economy", "proceedings", StepEffect.Neutral, "procedures", "Recourse to the organisation's procedure.");
        Classifies(Korea, "boycott-2019", new(2019, 8, 1), "people", "private", StepEffect.Neutral, "boycotts", "Private persons.");
        return room;
    }

    private static StandstillTerms Terms(bool inside)
    {
        BaselineItem[] listed =
        [
            new("recall", IdOf("jp-recall-swap-talks"), Japan, "Recall of the ambassador and suspension of swap talks", MeasureStage.InForce, new(2017, 1, 6), BaselineTreatment.Held),
            new("three-materials", IdOf("jp-three-materials"), Japan, "Individual licences for three materials", MeasureStage.InForce, new(2019, 7, 4), BaselineTreatment.Held),
            new("group-a", IdOf("jp-group-a-removal"), Japan, "Removal from Group A", MeasureStage.Comment, new(2019, 7, 1), BaselineTreatment.Held),
        ];
        return new(
            "Standstill of July 2019", "en", [Japan, Korea],
            [
                new("lists", "economy", "export-list", null, "Lists of destinations"), new("licensing", "economy", "export-licensing", null, "Licensing of exports"),
                new("agreements", "security", "security-agreement", null, "Agreements on security"), new("exercises", "security", "exercise", null, "Exercises at disputed places"),
            ],
            new(new(2019, 7, 30), listed.Where(i => inside || i.Id != "group-a").ToValueList()),
            [
                new("courts", CarveOutKind.Courts, "Judgments and their execution"), new("boycotts", CarveOutKind.Private, "Boycotts by private persons"), new("safety", CarveOutKind.Safety, "Safety at sea and in the air"),
                new("gazetted", CarveOutKind.Promulgated, "What was promulgated by the baseline day"), new("procedures", CarveOutKind.Procedure, "Recourse to an agreed procedure"),
            ],
            new(2019, 7, 31), new(2019, 10, 28), "Talks between the two governments", new(ExtensionBy.Act, 90), new(14, 7, 14, 14), new(CheckBy.Joint, null),
            [Consequence.Consultation, Consequence.Suspension], [new(PublicWhat.Existence, null), new(PublicWhat.Line, null)], true, [],
            new("Asia/Tokyo", "24:00", DayCount.Calendar, true, [new(Japan, "Asia/Tokyo"), new(Korea, "Asia/Seoul")]));
    }

    // Measures are keyed by their announcement in the script, acts by their entry.
    private static StatementId IdOf(string name) => CaseRoom.IdOf(
        CaseRoom.Lines.Single(l => CaseRoom.BodyOf(l) is MeasureAnnounced m && m.Reference == name || CaseRoom.BodyOf(l) is ActRecorded a && a.Reference == name).Key);

    private static StandstillFindings AsOf(CaseRoom room, DateOnly day) => StandstillRules.Judge(
        room.Said.Aggregate(StandstillFacts.None, StandstillFold.Apply), new JudgeContext(day, [Japan, Korea, CaseCharter.UnitedStates], CaseCharter.Convener));
}
