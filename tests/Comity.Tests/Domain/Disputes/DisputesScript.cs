using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Domain.Disputes;

/// <summary>What members of a test forum say of disputes, with all that does not matter filled in.</summary>
internal sealed class DisputesScript
{
    public static DateOnly Day { get; } = new(2031, 3, 1);

    public ForumScript Forum { get; } = new("Arda", "Bera", "Cirra");

    public static MemberId Arda { get; } = ForumScript.Member("Arda");

    public static MemberId Bera { get; } = ForumScript.Member("Bera");

    public static MemberId Cirra { get; } = ForumScript.Member("Cirra");

    public static ActRecorded Act(int day = 0, params Actor[] actors) => new(
        Day.AddDays(day), DatePrecision.Day, ActType.Statement, actors.Length == 0 ? [Of(Arda)] : actors.ToValueList(), [], "Somebody spoke", "", "en",
        null, null, Basis.OwnAct, false, [], null, null);

    public static Actor Of(MemberId member) => new(member, null, null);

    public StatementId Acts(string party, int day, params string[] actors) =>
        Forum.Says(party, Act(day, actors.DefaultIfEmpty(party).Select(a => Of(ForumScript.Member(a))).ToArray()));

    public StatementId Announces(string party, StatementId act, MeasureEnd end = MeasureEnd.ToBeRecorded, bool isPrivate = false, bool reported = false) =>
        Forum.Says(party, new MeasureAnnounced(
            act, "Licence for glass", "en", MeasureNature.ExportLicensing, isPrivate, end, Basis.OwnAct, reported, [], null));

    public StatementId Reaches(string party, StatementId measure, MeasureStage stage, int day, StatementId? act = null) =>
        Forum.Says(party, new StageRecorded(measure, stage, Day.AddDays(day), DatePrecision.Day, act, null, "en", Basis.OwnAct, []));

    public StatementId Affirms(string party, StatementId act) => Forum.Says(party, new ActAffirmed(act, Basis.OwnAct, []));

    public StatementId Answers(string party, StatementId act, RecordAnswer answer) =>
        Forum.Says(party, new ActAnswered(act, answer, answer == RecordAnswer.Corrected ? "It was a day later." : null, "en"));

    public StatementId Asserts(
        string party, StatementId from, StatementId to, LinkRelation relation = LinkRelation.Answers, Asserter onBehalfOf = Asserter.Author) =>
        Forum.Says(party, new LinkAsserted(from, to, relation, onBehalfOf, null, "en", Basis.OwnAct, []));

    public StatementId Denies(string party, StatementId from, StatementId to, LinkRelation relation = LinkRelation.Answers) =>
        Forum.Says(party, new LinkDenied(from, to, relation, AccountForm.OwnWords, null, "en", Basis.OwnAct, []));

    public StatementId Withdraws(string party, StatementId from, StatementId to, LinkRelation relation = LinkRelation.Answers) =>
        Forum.Says(party, new LinkWithdrawn(from, to, relation));

    public StatementId Accounts(string party, StatementId act, AccountStance stance) =>
        Forum.Says(party, new AccountGiven(act, stance, AccountForm.OwnWords, "It was otherwise.", "en", Basis.OwnAct, []));

    public StatementId Translates(string party, StatementId of, string field) =>
        Forum.Says(party, new TranslationSupplied(of, field, "ko", "번역", TranslationQuality.Courtesy, "Office"));

    public DisputesFindings On(int day) => DisputesRules.Judge(
        Forum.Said.Aggregate(DisputesFacts.None, DisputesFold.Apply), Forum.On(Day.AddDays(day)));

    public string? ReasonFor(StatementId id) => On(100).Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;
}
