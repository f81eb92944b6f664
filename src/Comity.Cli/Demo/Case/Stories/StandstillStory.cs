using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Cli.Demo.Case.Stories.StoryLines;

namespace Comity.Cli.Demo.Case.Stories;

/// <summary>What if the standstill of late July 2019 had been agreed: floated apart, agreed, then every step of the case judged by it.</summary>
/// <remarks>Classifications follow each party's position as reported. Expected findings: tests/Comity.Tests/Case/standstill-2019.expected.md.</remarks>
internal static class StandstillStory
{
    /// <summary>Key of the offer that both accept.</summary>
    public const string Offer = "story/offer";

    private const string Removal = "measure/jp-group-a-removal";
    private static readonly MemberId Japan = CaseCharter.Japan, Korea = CaseCharter.Korea, States = CaseCharter.UnitedStates;

    public static IEnumerable<CaseEntry> Entries(bool inside) =>
    [
        Entry("floated", 2019, 7, 29, ("What if: the United States floated terms of a standstill to each side apart", "仮定：米国が現状維持の条件案を双方に別々に示した", "가정: 미국이 현상유지 조건안을 양측에 각각 제시했다"), Floated(inside)),
        Entry("agreed", 2019, 7, 30, ("What if: both accepted the terms and the United States confirmed", "仮定：双方が条件を受諾し、米国が確認した", "가정: 양측이 조건을 수락하고 미국이 확정했다"), Agreed(inside)),
        Entry("boycott", 2019, 8, 1, ("What if: Korea classified the boycott as private persons' own", "仮定：韓国が不買運動を民間によるものと分類した", "가정: 한국이 불매 운동을 민간의 것으로 분류했다"),
            Classified(Korea, "measure/boycott-2019", new(2019, 8, 1), "people", "private", StepEffect.Neutral, "boycotts", "Private persons.")),
        Entry("removal", 2019, 8, 2, ("What if: the removal from Group A was classified by both", "仮定：グループA除外を双方が分類した", "가정: 그룹 A 제외를 양측이 분류했다"),
            Classified(Japan, Removal, new(2019, 8, 2), "economy", "export-control-review", StepEffect.Tightens, null, "A review of export control."),
            Classified(Korea, Removal, new(2019, 8, 2), "economy", "export-list", StepEffect.Tightens, null, "Retaliation by a change of the list.")),
        .. Alleged(inside),
        Entry("kr-list", 2019, 8, 12, ("What if: Korea's list was classified by both", "仮定：韓国のリストを双方が分類した", "가정: 한국의 목록을 양측이 분류했다"),
            Classified(Korea, "measure/kr-list-ga-2", new(2019, 8, 12), "economy", "export-control-review", StepEffect.Tightens, null, "A review of our own export control."),
            Classified(Japan, "measure/kr-list-ga-2", new(2019, 8, 12), "economy", "export-list", StepEffect.Tightens, null, "A change of the list without grounds given.")),
        Entry("gsomia", 2019, 8, 22, ("What if: the decision on GSOMIA was classified by both", "仮定：GSOMIAに関する決定を双方が分類した", "가정: 지소미아 결정을 양측이 분류했다"),
            Classified(Korea, "measure/kr-gsomia-notice", new(2019, 8, 22), "security", "own-clause", StepEffect.Neutral, null, "The agreement's own clause."),
            Classified(Japan, "measure/kr-gsomia-notice", new(2019, 8, 22), "security", "security-agreement", StepEffect.Omits, null, "A security agreement left to lapse.")),
        Entry("drill", 2019, 8, 25, ("What if: the drill was classified by both", "仮定：訓練を双方が分類した", "가정: 훈련을 양측이 분류했다"),
            Classified(Korea, "dokdo-drill", new(2019, 8, 25), "security", "routine-drill", StepEffect.Neutral, null, "A regular drill."),
            Classified(Japan, "dokdo-drill", new(2019, 8, 25), "security", "exercise", StepEffect.Tightens, null, "An exercise at a disputed place.")),
        Entry("wto", 2019, 9, 11, ("What if: the request to the WTO was classified by both as recourse to a procedure", "仮定：WTOへの要請を双方が手続の利用と分類した", "가정: WTO 요청을 양측이 절차 이용으로 분류했다"),
            Classified(Japan, "measure/kr-wto-ds590", new(2019, 9, 11), "economy", "proceedings", StepEffect.Neutral, "procedures", "Recourse to the organisation's procedure."),
            Classified(Korea, "measure/kr-wto-ds590", new(2019, 9, 11), "economy", "proceedings", StepEffect.Neutral, "procedures", "Recourse to the organisation's procedure.")),
    ];

    private static CaseLine[] Floated(bool inside) => [.. new[] { Japan, Korea }.SelectMany(side =>
    {
        var (apart, key) = (ChannelId.Of(States, side), $"float/{side}");
        return new[]
        {
            Says(key, States, "dialogue", null, [], id => new TermsFloated(SupposedTerms.Of(inside, 60, id), new(2019, 7, 29)), apart) with { NeedsSaid = [.. SupposedTerms.Measures(inside)] },
            Says($"comment/{side}", side, "dialogue", "story/" + key, [], id => new FloatCommented(
                id("story/" + key), CommentStance.WithChanges, Supposed + (side == Japan ? "ninety days rather than sixty." : "ninety days, and private boycotts named as free."), "en", new(2019, 7, 29)), apart),
        };
    })];

    private static CaseLine[] Agreed(bool inside)
    {
        CaseLine Accepts(MemberId side) => Says($"accepted/{side}", side, "dialogue", Offer, [], id => new OfferAccepted(
            id(Offer), TermsDigest.Of(SupposedTerms.Of(inside, 90, id)).ToString(), new(2019, 7, 31), [], new(2019, 7, 30)));
        return
        [
            Says("offer", States, "dialogue", null, SupposedTerms.Measures(inside), id => new TermsOffered(SupposedTerms.Of(inside, 90, id), new(2019, 7, 31), new(2019, 7, 30))),
            Says("line", States, "dialogue", Offer, [], id => new LineProposed(
                id(Offer), [new("en", Supposed + "the two sides are talking, and add nothing meanwhile."), new("ja", "仮定：双方は協議中であり、その間新たな措置はとらない。"), new("ko", "가정: 양측은 협의 중이며 그동안 새로운 조치를 하지 않는다.")], new(2019, 7, 30))),
            Accepts(Japan), Accepts(Korea),
            .. new[] { Japan, Korea }.Select(side => Says($"line/{side}", side, "dialogue", "story/line", [], id => new LineAgreed(id("story/line"), new(2019, 7, 30)))),
            Says("confirmed", States, "dialogue", Offer, ["story/accepted/jp", "story/accepted/kr"],
                id => new OfferConfirmed(id(Offer), [id("story/accepted/jp"), id("story/accepted/kr")], new(2019, 7, 30))),
        ];
    }

    // One that is answered and checked by nobody, one that nobody answers: both stay what they are.
    private static IEnumerable<CaseEntry> Alleged(bool inside)
    {
        var clause = inside ? "group-a" : "lists";
        yield return Entry("alleged", 2019, 8, 5, ("What if: Korea alleged that the removal was contrary to the terms", "仮定：韓国が除外は条件に反すると申し立てた", "가정: 한국이 제외가 조건에 반한다고 주장했다"),
            Says("alleged/kr", Korea, "economy", Offer, [Removal], id => new AllegationMade(
                id(Offer), Japan, id(Removal), clause, null, Supposed + "the removal goes beyond what the terms hold.", "en", Confidence.Confirmed, [], new(2019, 8, 5), new(2019, 8, 5))),
            Says("received/jp", Japan, "economy", "story/alleged/kr", [], id => new ReceiptAcknowledged(id("story/alleged/kr"), new(2019, 8, 6))));
        yield return Entry("answered", 2019, 8, 9, ("What if: Japan replied", "仮定：日本が回答した", "가정: 일본이 답변했다"),
            Says("answered/jp", Japan, "economy", "story/alleged/kr", [], id => new AllegationAnswered(
                id("story/alleged/kr"), Answer.Explains, null, Supposed + "a review of export control, announced on 1 July.", "en", new(2019, 8, 9))));
        yield return Entry("alleged-list", 2019, 8, 14, ("What if: Japan alleged that Korea's list was contrary to the terms", "仮定：日本が韓国のリストは条件に反すると申し立てた", "가정: 일본이 한국의 목록이 조건에 반한다고 주장했다"),
            Says("alleged/jp", Japan, "economy", Offer, ["measure/kr-list-ga-2"], id => new AllegationMade(
                id(Offer), Korea, id("measure/kr-list-ga-2"), "lists", null, Supposed + "the list was announced without grounds.", "en", Confidence.Confirmed, [], new(2019, 8, 14), new(2019, 8, 14))));
        yield return Entry("disagreed", 2019, 8, 29, ("What if: both sides stated that they disagree on the removal", "仮定：双方が除外について見解が異なると述べた", "가정: 양측이 제외에 대해 견해가 다르다고 밝혔다"),
            [.. new[] { Japan, Korea }.Select(side => Says($"outcome/{side}", side, "economy", "story/alleged/kr", [], id => new OutcomeStated(id("story/alleged/kr"), Outcome.Disagreement, new(2019, 8, 29))))]);
    }

    private static CaseLine Classified(MemberId member, string step, DateOnly date, string track, string kind, StepEffect effect, string? carveOut, string words) => Says(
        $"classified/{step}/{member}", member, "dialogue", Offer, [step], id => new StepClassified(id(Offer), id(step), track, kind, effect, null, carveOut, Supposed + words, "en", date));
}
