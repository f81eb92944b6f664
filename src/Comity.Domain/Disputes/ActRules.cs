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
            TranslationRules.Judge(effective, order, act.Id), measures);
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
