using System.Globalization;
using Comity.Cli.Demo.Case;
using Comity.Cli.Demo.Case.Stories;
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
        var room = CaseRoom.PlayedTo(new(2023, 7, 21), CaseStory.NoticeAndLists);
        NoticeStanding On(int year, int month, int day) => Assert.Single(AsOf(room, new(year, month, day)).Notices).Standing;

        Assert.Equal(NoticeStanding.Given, On(2019, 8, 23));
        Assert.Equal(NoticeStanding.Suspended, On(2019, 11, 22));
        Assert.Equal(NoticeStanding.ReadingsDiffer, On(2020, 8, 24));
        Assert.Equal([ReadingEffect.FreshNotice, ReadingEffect.Revocable], AsOf(room, new(2022, 1, 1)).Notices[0].Readings.Select(r => r.Effect));
        Assert.Equal(NoticeStanding.Withdrawn, On(2023, 3, 21));
        Assert.Empty(AsOf(room, new(2023, 7, 21)).Ineffective);
    }

    [Fact]
    public void The_lists_were_restored_88_days_apart()
    {
        var room = CaseRoom.PlayedTo(new(2023, 7, 21), CaseStory.NoticeAndLists);

        Assert.Equal(64, AsOf(room, new(2023, 6, 27)).Rollbacks[0].Pairs[0].OneSidedFor);
        Assert.Equal(88, AsOf(room, new(2023, 7, 21)).Rollbacks[0].Pairs[0].DaysApart);
        Assert.All(AsOf(room, new(2023, 7, 21)).Rollbacks[0].Pairs[0].Steps, s => Assert.Equal(StandstillRuleNames.RollbackStepDone, s.Rule));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_allegation_is_answered_unchecked_and_ends_in_disagreement_and_another_meets_silence(bool inside)
    {
        var room = Played(inside);
        AllegationStanding On(int month, int day, int which) => AsOf(room, new(2019, month, day)).Allegations[which].Standing;

        Assert.Equal(AllegationStanding.AwaitingReply, On(8, 6, 0));
        Assert.Equal(AllegationStanding.AwaitingCheck, On(8, 9, 0));
        Assert.Equal(AllegationStanding.CheckOverdue, On(8, 28, 0));
        Assert.Equal(AllegationStanding.Disagreement, On(8, 29, 0));
        Assert.Equal(AllegationStanding.AwaitingReply, On(8, 20, 1));
        Assert.Equal(AllegationStanding.Silence, On(8, 22, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_inventory_supposed_is_drawn_from_the_ledger_as_it_stood_on_the_baseline_day(bool inside)
    {
        var room = Played(inside);
        var terms = room.Said.Select(s => s.Body).OfType<TermsOffered>().Single().Terms;
        var drawn = BaselineRules.Draw(room.AsOf(new(2019, 7, 30)).Measures, terms.Bound, terms.Baseline.Date).ToDictionary(i => i.Measure);

        Assert.All(terms.Baseline.Inventory, item => Assert.Equal((item.Owner, item.Stage, item.Since), (drawn[item.Measure].Owner, drawn[item.Measure].Stage, drawn[item.Measure].Since)));
        Assert.DoesNotContain(IdOf("boycott-2019"), drawn.Keys);
        Assert.DoesNotContain(IdOf("kr-list-ga-2"), drawn.Keys);
        Assert.Contains(IdOf("kr-list-ga-2"), BaselineRules.Draw(room.AsOf(new(2019, 9, 20)).Measures, terms.Bound, new(2019, 9, 20)).Select(i => i.Measure));
        Assert.DoesNotContain(IdOf("jp-three-materials"), BaselineRules.Draw(CaseRoom.PlayedTo(new(2023, 7, 21)).AsOf(new(2023, 7, 21)).Measures, terms.Bound, new(2023, 7, 21)).Select(i => i.Measure));
    }

    [Fact]
    public void A_story_says_at_once_that_it_never_happened()
    {
        foreach (var entry in new[] { CaseStory.StandstillInside, CaseStory.StandstillOutside }.SelectMany(s => s.Entries()).Except(CaseStory.NoticeAndLists.Entries()))
        {
            Assert.StartsWith("What if: ", entry.Title, StringComparison.Ordinal);
            Assert.StartsWith("仮定：", entry.Titles["ja"], StringComparison.Ordinal);
            Assert.StartsWith("가정: ", entry.Titles["ko"], StringComparison.Ordinal);
            Assert.All(entry.Lines, l => Assert.True(l.InStory));
            Assert.All(entry.Lines.Select(CaseRoom.BodyOf), body => Assert.Contains(
                "What if: ", body switch
                {
                    TermsFloated b => b.Terms.Title, TermsOffered b => b.Terms.Title, StepClassified b => b.Words, AllegationMade b => b.Text, AllegationAnswered b => b.Text,
                    FloatCommented b => b.Text, LineProposed b => b.Texts[0].Text, _ => "What if: ",
                }));
        }
    }

    private static CaseRoom Played(bool inside) => CaseRoom.PlayedTo(new(2019, 9, 20), inside ? CaseStory.StandstillInside : CaseStory.StandstillOutside);

    // Measures are keyed by their announcement in the script, acts by their entry.
    private static StatementId IdOf(string name) => CaseRoom.IdOf(
        CaseRoom.Lines.Single(l => CaseRoom.BodyOf(l) is MeasureAnnounced m && m.Reference == name || CaseRoom.BodyOf(l) is ActRecorded a && a.Reference == name).Key);

    private static StandstillFindings AsOf(CaseRoom room, DateOnly day) => StandstillRules.Judge(
        room.Said.Aggregate(StandstillFacts.None, StandstillFold.Apply), new JudgeContext(day, [Japan, Korea, CaseCharter.UnitedStates], CaseCharter.Convener));
}
