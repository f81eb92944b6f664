using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Cli.Demo.Case.Stories.StoryLines;

namespace Comity.Cli.Demo.Case.Stories;

/// <summary>What happened, in the words of a standstill: the GSOMIA notice read in two ways until March 2023, and two lists restored 88 days apart.</summary>
/// <remarks>The readings are positions as reported; that the restorations were the two steps of one plan is arranged by the demonstration and says so.</remarks>
internal static class NoticeStory
{
    private const string Notice = "story/notice";
    private const string Plan = "story/plan";
    private static readonly MemberId Japan = CaseCharter.Japan, Korea = CaseCharter.Korea;

    public static IReadOnlyList<CaseEntry> Entries { get; } =
    [
        Entry("notice", 2019, 8, 23, ("Korea's notice on GSOMIA, as a notice that can be read", "GSOMIAに関する韓国の通告", "지소미아에 관한 한국의 통보"),
            Says("notice", Korea, "security", null, ["measure/kr-gsomia-notice"], id => new NoticeGiven(
                id("measure/kr-gsomia-notice"), "GSOMIA of 2016", [Japan, Korea], new(2019, 11, 23), "en", new(2019, 8, 23)))),
        Entry("notice-suspended", 2019, 11, 22, ("Korea suspended the effect of its notice", "韓国が通告の効力を停止した", "한국이 통보의 효력을 정지했다"),
            Says("suspended", Korea, "security", Notice, [], id => new NoticeChanged(id(Notice), NoticeChange.Suspended, "It can take effect again at any time.", "en", new(2019, 11, 22)))),
        Entry("notice-read", 2020, 8, 24, ("The notice was read in two ways", "通告は二通りに読まれた", "통보는 두 가지로 읽혔다"),
            Says("reads/kr", Korea, "security", Notice, [], id => new ReadingGiven(id(Notice), ReadingEffect.Revocable, "Position as reported: the agreement can be ended at any time.", "en", new(2020, 8, 24))),
            Says("reads/jp", Japan, "security", Notice, [], id => new ReadingGiven(id(Notice), ReadingEffect.FreshNotice, "Position as reported: ending it needs a fresh notice of 90 days.", "en", new(2020, 8, 24)))),
        Entry("notice-withdrawn", 2023, 3, 21, ("Korea withdrew its notice", "韓国が通告を撤回した", "한국이 통보를 철회했다"),
            Says("withdrawn", Korea, "security", Notice, [], id => new NoticeChanged(id(Notice), NoticeChange.Withdrawn, null, "en", new(2023, 3, 21)))),
        Entry("plan", 2023, 3, 19, ("The two restorations, arranged by this demonstration as a plan of paired steps", "二つの復帰を、この実演が対の計画として並べたもの", "두 복원을 이 시연이 짝지은 계획으로 정리한 것"),
            Says("plan", Korea, "economy", null, ["measure/kr-list-ga-2", "measure/jp-group-a-removal"], id => new RollbackOffered(Steps(id), new(2023, 3, 31), new(2023, 3, 17))),
            Says("plan/accepted", Japan, "economy", Plan, [], id => new OfferAccepted(id(Plan), TermsDigest.Of(Steps(id)).ToString(), new(2023, 3, 31), [], new(2023, 3, 18))),
            Says("plan/confirmed", Korea, "economy", Plan, ["story/plan/accepted"], id => new OfferConfirmed(id(Plan), [id("story/plan/accepted")], new(2023, 3, 19)))),
        Entry("kr-restored", 2023, 4, 24, ("Korea restored Japan to its list, as a step of the pair", "韓国が日本をリストに復帰させた（対の一方）", "한국이 일본을 목록에 복원했다(짝의 한쪽)"),
            Says("restored/kr", Korea, "economy", Plan, [], id => new RollbackStepReported(id(Plan), "korea-restores", "In force on this day.", "en", [], new(2023, 4, 24))),
            Says("restored/kr/seen", Japan, "economy", Plan, ["story/restored/kr"], id => new RollbackStepConfirmed(id("story/restored/kr"), true, null, "en", new(2023, 4, 24)))),
        Entry("jp-restored", 2023, 7, 21, ("Japan restored Korea to its list, 88 days later", "日本が韓国をリストに復帰させた（88日後）", "일본이 한국을 목록에 복원했다(88일 뒤)"),
            Says("restored/jp", Japan, "economy", Plan, [], id => new RollbackStepReported(id(Plan), "japan-restores", "In force on this day.", "en", [], new(2023, 7, 21))),
            Says("restored/jp/seen", Korea, "economy", Plan, ["story/restored/jp"], id => new RollbackStepConfirmed(id("story/restored/jp"), true, null, "en", new(2023, 7, 21)))),
    ];

    private static RollbackPlan Steps(Func<string, StatementId> id) => new("The two lists, as a plan of paired steps (arranged by this demonstration)", "en", [new("lists", PairMode.Staggered,
    [
        new("korea-restores", Korea, "Japan returns to the first group of Korea's list.", new(2023, 4, 30), id("measure/kr-list-ga-2"), null),
        new("japan-restores", Japan, "Korea returns to Group A of Japan's list.", new(2023, 7, 31), id("measure/jp-group-a-removal"), null),
    ])]);
}
