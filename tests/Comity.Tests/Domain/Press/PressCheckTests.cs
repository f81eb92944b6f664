using Comity.Cli.Demo.Case;
using Comity.Domain.Press;
using Comity.Record;
using Comity.Tests.Case;

namespace Comity.Tests.Domain.Press;

/// <summary>Sentences a press office might say of the case, held against the record of 22 November 2019.</summary>
public sealed class PressCheckTests
{
    private static readonly CaseRoom Room = CaseRoom.PlayedTo(new(2019, 11, 22));
    private static readonly SensitiveTerm Retaliation = new("economic retaliation", "export-control review", CaseCharter.Japan);

    private static readonly PressCheck Check = new(
        PressFacts.Of(Room.AsOf(new(2019, 11, 22))),
        new(CaseCharter.Parties.ToDictionary(p => p.Id, IReadOnlyList<string> (p) => [.. p.Names.Values, .. p.Capital.Values])),
        [Retaliation, new("竹島", null, CaseCharter.Korea)]);

    [Theory(DisplayName = "A sentence that says what the record says rests on that act")]
    [InlineData("On 22 August 2019 Korea decided to end GSOMIA.", "gsomia-decision")]
    [InlineData("The Japanese cabinet removed Korea from the list of countries with simplified treatment on August 2, 2019.", "wl-cabinet")]
    [InlineData("Individual licences for fluorinated polyimide, resist and hydrogen fluoride have been required since 4 July 2019.", "export-effective")]
    [InlineData("Korea requested consultations at the WTO on 11 September.", "wto-request")]
    [InlineData("韓国政府は2019年8月22日、GSOMIAの終了を決定した。", "gsomia-decision")]
    [InlineData("한국 정부는 2019년 8월 22일 GSOMIA 종료를 결정했다.", "gsomia-decision")]
    public void Rests(string sentence, string act)
    {
        var found = One(sentence);

        Assert.Contains(act, found.Matches.Select(Key));
        Assert.Equal(act, Key(found.Matches[0]));
        Assert.Empty(found.Matches[0].Differences);
        Assert.True(found.Standing >= PressStanding.RestsOnDisputed);
    }

    [Theory(DisplayName = "A sentence with another day than the record differs, and both days are shown")]
    [InlineData("On 25 August 2019 Korea decided to end GSOMIA.", "gsomia-decision", 25)]
    [InlineData("韓国政府は2019年8月25日、GSOMIAの終了を決定した。", "gsomia-decision", 25)]
    [InlineData("한국 정부는 2019년 8월 25일 GSOMIA 종료를 결정했다.", "gsomia-decision", 25)]
    public void OtherDate(string sentence, string act, int day)
    {
        var found = One(sentence);

        Assert.Equal(PressStanding.Differs, found.Standing);
        var difference = Assert.IsType<PressDifference.OtherDate>(Match(found, act).Differences[0]);
        Assert.Equal((day, new DateOnly(2019, 8, 22)), (difference.Said.Day!.Value, difference.Recorded.Day));
    }

    [Fact(DisplayName = "A sentence that has somebody else act differs, and both are named")]
    public void OtherActor()
    {
        var found = One("Japan decided to end GSOMIA on 22 August 2019.");

        Assert.Equal(PressStanding.Differs, found.Standing);
        var difference = Assert.Single(Match(found, "gsomia-decision").Differences);
        Assert.Equal(new PressDifference.OtherActor(CaseCharter.Japan, [CaseCharter.Korea]), difference);
    }

    [Fact(DisplayName = "A figure other than the recorded one differs")]
    public void OtherFigure()
    {
        var found = One("Korean visitors to Japan fell 58.0 % in August.");

        var difference = Assert.IsType<PressDifference.OtherFigure>(Assert.Single(Match(found, "visitors-aug").Differences));
        Assert.Equal(("58.0", "48.0", "%"), (difference.Said, difference.Recorded, difference.Unit));
    }

    [Fact(DisplayName = "A sentence that says why is told who denies the link")]
    public void DeniedLink()
    {
        var why = One("Japan removed Korea from the list of countries with simplified treatment in retaliation for the rulings.");
        var what = One("Japan removed Korea from the list of countries with simplified treatment.");

        Assert.Equal(PressStanding.RestsOnDisputed, why.Standing);
        Assert.Contains(why.Matches[0].Remarks.OfType<PressRemark.LinkDenied>(), r => r.By.Contains(CaseCharter.Japan));
        Assert.DoesNotContain(what.Matches[0].Remarks, r => r is PressRemark.LinkDenied);
    }

    [Theory(DisplayName = "Where the record speaks of nothing of the kind, nothing is found, and it is not called untrue")]
    [InlineData("The weather in Geneva was pleasant and the delegates enjoyed lunch.")]
    [InlineData("会場の庭園では桜が満開だった。")]
    [InlineData("제주도 감귤 축제가 성황리에 개최되었다.")]
    public void Nothing(string sentence)
    {
        var found = One(sentence);

        Assert.Equal(PressStanding.NothingFound, found.Standing);
        Assert.Empty(found.Matches);
    }

    [Fact(DisplayName = "Words on a list are found where they stand, whatever their case, with whose list and what it says instead")]
    public void Sensitive()
    {
        const string Text = "This was ECONOMIC Retaliation. 竹島は議題ではなかった。";
        var found = Check.Judge(Text);

        var word = Assert.Single(found[0].Sensitive);
        Assert.Equal(("ECONOMIC Retaliation", Retaliation), (Text.Substring(word.Start, word.Length), word.Term));
        Assert.Equal("竹島", Text.Substring(found[1].Sensitive[0].Start, found[1].Sensitive[0].Length));
    }

    [Fact(DisplayName = "A text is taken sentence by sentence in three scripts, abbreviations and decimals whole")]
    public void Sentences() =>
        Assert.Equal(
            ["The U.S. side spoke first.", "It fell 48.0 % in August!", "協議した。", "합의했다.", "No full stop"],
            Check.Judge("The U.S. side spoke first. It fell 48.0 % in August! 協議した。합의했다. No full stop").Select(s => s.Text));

    [Fact(DisplayName = "North Korea is not taken for the Republic of Korea")]
    public void North()
    {
        var found = One("North Korea fired short-range missiles on 31 July 2019, the second time in a week.");

        Assert.Equal("dprk-missile", Key(found.Matches[0]));
        Assert.Empty(found.Matches[0].Differences);
    }

    [Fact(DisplayName = "Nothing typed is too odd to be read")]
    public void Odd() => Assert.All(
        new[] { "", " ", "...", "\n\n", "日", "!?!?", "99999999999999999999 %", "\ud83d\ude00", "2019年99月99日", new string('a', 20_000), new string('1', 20_000), string.Concat(Enumerable.Repeat("May 1 ", 3000)) },
        text => Assert.NotNull(Check.Judge(text)));

    private static PressSentence One(string sentence) => Assert.Single(Check.Judge(sentence));

    private static string Key(PressMatch match) => Room.KeyOf(match.Fact.Id).Split('/')[^1];

    private static PressMatch Match(PressSentence found, string act) => found.Matches.Single(m => Key(m) == act);
}
