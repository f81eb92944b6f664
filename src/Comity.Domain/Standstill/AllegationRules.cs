using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>How far each allegation has come: reply, check, and how both sides say it ended. It finds a standing, never guilt.</summary>
internal sealed class AllegationRules(SaidIndex said, DateOnly asOf)
{
    private readonly ILookup<StatementId, Spoken<AllegationAnswered>> _answers = said.By<AllegationAnswered>(a => a.Allegation);
    private readonly ILookup<StatementId, Spoken<AllegationChecked>> _checks = said.By<AllegationChecked>(c => c.Allegation);
    private readonly ILookup<StatementId, Spoken<OutcomeStated>> _outcomes = said.By<OutcomeStated>(o => o.Allegation);
    private readonly ILookup<StatementId, Spoken<CureReported>> _cures = said.By<CureReported>(c => c.Step);

    /// <summary>Who checks: both sides, the convener, or the expert the terms name. Nobody for a linkage outside a standstill.</summary>
    public static ValueList<MemberId> Checkers(Spoken<AllegationMade> allegation, StandstillTerms? terms, MemberId convener) => terms?.Check switch
    {
        null => [],
        { By: CheckBy.Joint } => [allegation.Author, allegation.Body.Against],
        { By: CheckBy.Convener } => [convener],
        { Expert: { } expert } => [expert],
        _ => [],
    };

    /// <summary>By day, then id.</summary>
    public ValueList<AllegationFinding> Judge() => said.All<AllegationMade>().Where(a => a.Body.Date <= asOf)
        .OrderBy(a => a.Body.Date).ThenBy(a => a.Id).Select(Judge).ToValueList();

    private AllegationFinding Judge(Spoken<AllegationMade> allegation)
    {
        var b = allegation.Body;
        var terms = b.Standstill is { } id ? ((TermsOffered)said.Find(id)!.Body).Terms : null;
        var answers = _answers[allegation.Id].Where(a => a.Body.Date <= asOf).ToArray();
        var receipt = ReceiptRules.Judge(allegation.Said, b.Against, b.Delivered, said, asOf);
        var due = terms is not null && receipt.From is { } from ? Deadlines.After(from, terms.Days.Reply, terms.Clock) : null;
        var checkDue = terms is not null && answers is [.., { Body.Answer: not Answer.Admits } last] ? Deadlines.After(last.Body.Date, terms.Days.Check, terms.Clock) : null;
        var checkers = Checkers(allegation, terms, said.Convener);
        var checks = _checks[allegation.Id].Where(c => c.Body.Date <= asOf).GroupBy(c => c.Author).Select(c => c.Last()).ToArray();
        var (standing, rule, turn, because) = Standing(allegation, answers, due, receipt, checkDue, checkers, checks);
        return new(
            allegation.Id, b.Standstill, allegation.Author, b.Against, b.Step, b.Clause, b.Linkage, b.Confidence, b.Date, standing, rule,
            receipt, due, answers is [var first, ..] && due?.Date < first.Body.Date, answers is [.., var answer] ? answer.Body.Answer : null,
            answers is [.., var excuse] ? excuse.Body.Clause : null, checkDue,
            checks.Select(c => new CheckFinding(c.Id, c.Author, c.Body.Result)).ToValueList(),
            standing == AllegationStanding.Breach ? terms?.Consequences ?? [] : [], turn, because.ToValueList());
    }

    private (AllegationStanding Standing, string Rule, ValueList<MemberId> Turn, IEnumerable<StatementId> Because) Standing(
        Spoken<AllegationMade> allegation, Spoken<AllegationAnswered>[] answers, DeadlineFinding? due, ReceiptFinding receipt,
        DeadlineFinding? checkDue, ValueList<MemberId> checkers, Spoken<AllegationChecked>[] checks)
    {
        ValueList<MemberId> both = [allegation.Author, allegation.Body.Against];
        var outcomes = _outcomes[allegation.Id].Where(o => o.Body.Date <= asOf).GroupBy(o => o.Author).Select(o => o.Last()).ToArray();
        if (outcomes is [var one, var other] && one.Body.Outcome == other.Body.Outcome)
        {
            var (agreed, agreedRule) = Agreed(one.Body.Outcome);
            return (agreed, agreedRule, [], [one.Id, other.Id]);
        }

        if (Cure(allegation) is { } cure)
        {
            return (AllegationStanding.CureReported, cure.Crossed ? CureCrossed : AllegationCureReported, both.Where(m => outcomes.All(o => o.Author != m)).ToValueList(), [cure.Id]);
        }

        if (answers is not [.., var answer])
        {
            return receipt.From is null ? (AllegationStanding.NotReceived, AllegationNotReceived, [], [allegation.Id])
                : Deadlines.HasPassed(due, asOf) ? (AllegationStanding.Silence, AllegationSilence, [allegation.Body.Against], [allegation.Id])
                : (AllegationStanding.AwaitingReply, AllegationAwaitingReply, [allegation.Body.Against], [allegation.Id]);
        }

        if (answer.Body.Answer == Answer.Admits || checkers.Count == 0)
        {
            return (AllegationStanding.Answered, answer.Body.Answer == Answer.Admits ? AllegationAdmitted : StandstillRuleNames.AllegationAnswered, both, [answer.Id]);
        }

        var missing = checkers.Where(m => checks.All(c => c.Author != m)).ToValueList();
        return missing.Count == 0
                ? (AllegationStanding.Checked, checks.Select(c => c.Body.Result).Distinct().Count() > 1 ? AllegationChecksDiffer : StandstillRuleNames.AllegationChecked, both, checks.Select(c => c.Id))
            : Deadlines.HasPassed(checkDue, asOf) ? (AllegationStanding.CheckOverdue, AllegationCheckOverdue, missing, [answer.Id])
            : (AllegationStanding.AwaitingCheck, AllegationAwaitingCheck, missing, [answer.Id]);
    }

    // Undone by its owner's word, or by a stage that takes the measure away. Crossed: neither had seen the other.
    private (StatementId Id, bool Crossed)? Cure(Spoken<AllegationMade> allegation)
    {
        if (allegation.Body.Step is not { } step)
        {
            return null;
        }

        var reported = _cures[step].Where(c => c.Author == allegation.Body.Against && c.Body.Date <= asOf).Select(c => c.Said).LastOrDefault();
        var undone = reported ?? (said.Ledger.Measures.GetValueOrDefault(step)?.Standing(asOf) is { Body.Stage: MeasureStage.Lifted or MeasureStage.Suspended } stage ? stage.Said : null);
        return undone is null ? null : (undone.Id, !Witness.HadSeen(allegation.Said, undone) && !Witness.HadSeen(undone, allegation.Said));
    }

    private static (AllegationStanding Standing, string Rule) Agreed(Outcome outcome) => outcome switch
    {
        Outcome.Breach => (AllegationStanding.Breach, AllegationBreachAgreed),
        Outcome.NoBreach => (AllegationStanding.NoBreach, AllegationNoBreachAgreed),
        Outcome.Cured => (AllegationStanding.Cured, AllegationCured),
        Outcome.Excused => (AllegationStanding.Excused, AllegationExcused),
        _ => (AllegationStanding.Disagreement, AllegationDisagreement),
    };
}
