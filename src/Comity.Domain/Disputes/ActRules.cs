using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What stands of an act: who recorded, affirmed and contests it, and each account in its owner's words.</summary>
internal static class ActRules
{
    /// <param name="measures">As judged; an act shows those it opened or a stage of which rests on it, in this order.</param>
    public static ValueList<ActFinding> Judge(
        EffectiveStatements effective, ValueList<MeasureFinding> measures, CharterOrder order, DateOnly asOf)
    {
        var measuresOf = measures
            .SelectMany(m => m.Stages.Select(s => s.Act).OfType<StatementId>().Append(m.Act).Distinct().Select(act => (Act: act, m.Id)))
            .ToLookup(m => m.Act, m => m.Id);
        return effective.Acts.Select(act => Judge(act, effective, measuresOf[act.Id].ToValueList(), order, asOf)).ToValueList();
    }

    private static ActFinding Judge(
        Spoken<ActRecorded> act, EffectiveStatements effective, ValueList<StatementId> measures, CharterOrder order, DateOnly asOf)
    {
        var said = act.Body;
        var accounts = effective.AccountsOf[act.Id].OrderBy(a => a.Author, order).ThenBy(a => a.Index).ThenBy(a => a.Id).ToArray();
        var affirmed = InOrder(effective.AffirmationsOf[act.Id].Select(a => a.Author), order);
        var named = said.Actors.Select(a => a.Member).OfType<MemberId>();
        return new(
            act.Id, act.Author, act.Said.Statement.Track ?? "", said.Date, said.Precision, said.Type, said.Actors, said.Addressees,
            said.Title, said.Detail, said.Language, said.Effective, said.Deadline, said.Basis, said.Reported,
            said.Sources, Best(said.Sources), said.Note, said.Reference, Ahead: said.Date > asOf,
            AffirmedBy: affirmed,
            NotYetAffirmedBy: InOrder(named.Where(m => m != act.Author && !affirmed.Contains(m)), order),
            ContestedBy: InOrder(accounts.Where(a => a.Body.Stance == AccountStance.Contests).Select(a => a.Author), order),
            accounts.Select(a => Account(a, effective, order)).ToValueList(),
            TranslationRules.Judge(effective, order, act.Id), measures,
            Answers(act, effective, order), ToAnswer(act, effective, affirmed, order));
    }

    /// <summary>Whether an act names a member among its actors, itself or by an organ of its state.</summary>
    internal static bool IsNamed(ActRecorded act, MemberId member) => act.Actors.Any(a => a.Member == member || a.OrganOf == member);

    // An answer may be given again: one author, so its journal says which is the last.
    private static ValueList<AnswerFinding> Answers(Spoken<ActRecorded> act, EffectiveStatements effective, CharterOrder order) => effective.AnswersTo[act.Id]
        .GroupBy(a => a.Author).Select(g => g.MaxBy(a => (a.Index, a.Id))!).OrderBy(a => a.Author, order)
        .Select(a => new AnswerFinding(a.Id, a.Author, a.Body.Answer, a.Body.Text, a.Body.Language)).ToValueList();

    // Who was there and said so has answered; who contests or adds has an account, and still owes a word on whose act it was.
    private static ValueList<MemberId> ToAnswer(Spoken<ActRecorded> act, EffectiveStatements effective, ValueList<MemberId> affirmed, CharterOrder order)
    {
        var answered = effective.AnswersTo[act.Id].Select(a => a.Author).Concat(affirmed).ToHashSet();
        return InOrder(act.Body.Actors.SelectMany(a => new[] { a.Member, a.OrganOf }).OfType<MemberId>().Where(m => m != act.Author && !answered.Contains(m)), order);
    }

    private static AccountFinding Account(Spoken<AccountGiven> account, EffectiveStatements effective, CharterOrder order)
    {
        var said = account.Body;
        return new(
            account.Id, account.Author, said.Stance, said.Form, said.Text, said.Language, said.Basis, said.Sources,
            TranslationRules.Judge(effective, order, account.Id));
    }

    private static Confidence? Best(ValueList<Source> sources) => sources.Count == 0 ? null : sources.Min(s => s.Confidence);

    private static ValueList<MemberId> InOrder(IEnumerable<MemberId> members, CharterOrder order) =>
        members.Distinct().Order(order).ToValueList();
}
