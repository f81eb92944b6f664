using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Bench;

/// <summary>One matter in dispute, two hundred statements long: acts answering one another, what others say of them, measures and their stages.</summary>
internal sealed class MatterScript(int number, int matters, MemberId[] members)
{
    public const int Length = 200;

    private const int PerAct = 10;

    private static readonly string Detail = string.Concat(Enumerable.Repeat("What was done, by whom and on which ground. ", 6));

    private readonly DateOnly _first = new DateOnly(2016, 1, 1).AddDays((int)((long)number * 5200 / matters));
    private readonly List<StatementId> _acts = [];
    private readonly List<StatementId> _links = [];
    private StatementId _measure, _account;

    private MemberId Owner(int act) => members[(number + act) % members.Length];

    private MemberId Other(int act) => Owner(act + 1);

    /// <param name="step">0 ≤ step &lt; <see cref="Length"/>; each once, in order.</param>
    /// <param name="say">Says a body, or a receipt for null, about a subject.</param>
    public void Step(int step, Func<MemberId, IBody?, StatementId?, ValueList<StatementId>, StatementId> say)
    {
        var act = step / PerAct;
        void About(MemberId author, IBody body, StatementId id) => say(author, body, _acts[act], [id]);
        switch (step % PerAct)
        {
            case 0:
                _acts.Add(say(Owner(act), Act(act), null, []));
                break;
            case 1:
                _account = say(Other(act), new AccountGiven(_acts[act], act % 4 == 0 ? AccountStance.Contests : AccountStance.Adds, AccountForm.OwnWords, Detail, "en", Basis.OwnAct, []), _acts[act], [_acts[act]]);
                break;
            case 2:
                About(Other(act), Translated(_acts[act], "title", "ja"), _acts[act]);
                break;
            case 3 when act % 2 == 0:
                _measure = say(Owner(act), new MeasureAnnounced(
                    _acts[act], $"Measure of act {act} in matter {number}", "en", MeasureNature.ExportLicensing, false, act % 6 == 0 ? MeasureEnd.NotRecorded : MeasureEnd.ToBeRecorded, Basis.OwnAct, false, [], null), _acts[act], [_acts[act]]);
                break;
            case 3:
                About(act % 6 == 1 ? members[(number + act + 2) % members.Length] : Other(act), new ActAffirmed(_acts[act], Basis.OwnAct, []), _acts[act]);
                break;
            case 4:
                About(Owner(act), Translated(_acts[act], "title", "ko"), _acts[act]);
                break;
            case 5 when act > 0:
                _links.Add(say(Owner(act), new LinkAsserted(_acts[act], _acts[act - 1], act % 7 == 0 ? LinkRelation.Follows : LinkRelation.Answers, Asserter.Author, "In answer", "en", Basis.OwnAct, []), _acts[act], [_acts[act], _acts[act - 1]]));
                break;
            case 6:
                say(Owner(act / 2 * 2), new StageRecorded(
                    _measure, act % 2 == 0 ? MeasureStage.InForce : act % 4 == 1 ? MeasureStage.Lifted : MeasureStage.Eased, Date(act).AddDays(3), DatePrecision.Day, act % 2 == 0 ? null : _acts[act], null, "en", Basis.OwnAct, []), _acts[act], [_measure]);
                break;
            case 7 when act % 3 == 1:
                About(Owner(act - 1), new LinkDenied(_acts[act], _acts[act - 1], act % 7 == 0 ? LinkRelation.Follows : LinkRelation.Answers, AccountForm.OwnWords, "Unrelated", "en", Basis.OwnAct, []), _acts[act]);
                break;
            case 8:
                About(Owner(act), Translated(_account, "text", "ja"), _account);
                break;
            case 9 when act == 19:
                About(Owner(9), new LinkWithdrawn(_acts[9], _acts[8], LinkRelation.Answers), _acts[9]);
                break;
            default:
                say(members[step % members.Length], null, null, []);
                break;
        }
    }

    private DateOnly Date(int act) => _first.AddDays(act * 9);

    private ActRecorded Act(int act)
    {
        Actor[] actors = act % 2 == 0 ? [new Actor(Owner(act), null, null)] : [new Actor(Owner(act), null, null), new Actor(Other(act), null, null)];
        return new(
            Date(act), DatePrecision.Day, (ActType)(act % 9), actors.ToValueList(), [new Actor(Other(act + 1), null, null)],
            string.Create(CultureInfo.InvariantCulture, $"Act {act} of matter {number}: what was announced"), Detail, "en", act % 5 == 0 ? Date(act).AddDays(30) : null, act % 4 == 0 ? Date(act).AddDays(90) : null,
            Basis.OwnAct, false, [new Source("Gazette of the day, page 4", Confidence.Confirmed)], null, null);
    }

    private static TranslationSupplied Translated(StatementId of, string field, string language) => new(of, field, language, "この措置についての説明", TranslationQuality.Courtesy, "Language service");
}
