using Comity.Record;
using static Comity.Domain.Disputes.DisputesRuleNames;

namespace Comity.Domain.Disputes;

/// <summary>Which statements are kept but have no effect, and why.</summary>
public static class IneffectiveRules
{
    /// <summary>Statements that the other rules leave out, with the reason. Each has the first that applies.</summary>
    public static IReadOnlyDictionary<StatementId, string> Reasons(DisputesFacts facts)
    {
        var reasons = new Dictionary<StatementId, string>();
        void Note(IEnumerable<Said> said, Func<Said, string?> reason)
        {
            foreach (var one in said)
            {
                if (reason(one) is { } rule)
                {
                    reasons[one.Id] = rule;
                }
            }
        }

        // Each step may rely on the reasons found by those before it: what is referred to is judged before what refers to it.
        Note(facts.Unreadable, _ => BodyUnreadable);
        Note(facts.Measures, s => Reference(facts, reasons, facts.Acts, ((MeasureAnnounced)s.Body).Act));
        Note(facts.Stages, s => OfStage(facts, reasons, s.Author, (StageRecorded)s.Body));
        Note(facts.Affirmations, s => OfAffirmation(facts, reasons, s.Author, (ActAffirmed)s.Body));
        Note(facts.Answers, s => OfAnswer(facts, reasons, s.Author, (ActAnswered)s.Body));
        Note(facts.Accounts, s => Reference(facts, reasons, facts.Acts, ((AccountGiven)s.Body).Act));
        Note(facts.Assertions, s => s.Body is LinkAsserted b ? OfTwo(facts, reasons, b.From, b.To) : null);
        Note(facts.Denials, s => s.Body is LinkDenied b ? OfTwo(facts, reasons, b.From, b.To) : null);
        Note(facts.LinkWithdrawals, s => s.Body is LinkWithdrawn b ? OfTwo(facts, reasons, b.From, b.To) : null);
        Note(WithdrawalsOfNothing(facts).Where(s => !reasons.ContainsKey(s.Id)).ToList(), _ => LinkNothingToWithdraw);
        Note(facts.Translations, s => OfTranslation(facts, reasons, (TranslationSupplied)s.Body));
        return reasons;
    }

    /// <summary>All statements without effect, by id; assertions that are shown but enter no chain among them.</summary>
    internal static ValueList<IneffectiveFinding> Judge(
        DisputesFacts facts, IReadOnlyDictionary<StatementId, string> reasons, EffectiveStatements effective, ChainWalk walk)
    {
        var inNoChain = effective.Assertions.Select(a => (a.Id, Rule: walk.ReasonAgainst(new(a.Body.From, a.Body.To, a.Body.Relation))))
            .Where(a => a.Rule is not null).Select(a => KeyValuePair.Create(a.Id, a.Rule!));
        return IneffectiveFinding.Of(reasons.Concat(inNoChain), id => facts.Find(id) ?? facts.Unreadable.Find(id)!);
    }

    private static string? OfStage(DisputesFacts facts, Dictionary<StatementId, string> reasons, MemberId author, StageRecorded stage) =>
        Reference(facts, reasons, facts.Measures, stage.Measure)
        ?? (facts.Measures.Find(stage.Measure)!.Author != author ? StageNotTheOwner : null)
        ?? (stage.Act is { } act ? Reference(facts, reasons, facts.Acts, act) : null);

    private static string? OfAffirmation(DisputesFacts facts, Dictionary<StatementId, string> reasons, MemberId author, ActAffirmed affirmed)
    {
        if (Reference(facts, reasons, facts.Acts, affirmed.Act) is { } reason)
        {
            return reason;
        }

        var act = facts.Acts.Find(affirmed.Act)!;
        return act.Author == author ? AffirmationOwnRecord
            : ActRules.IsNamed((ActRecorded)act.Body, author) ? null
            : AffirmationNotAnActor;
    }

    private static string? OfAnswer(DisputesFacts facts, Dictionary<StatementId, string> reasons, MemberId author, ActAnswered answered)
    {
        if (Reference(facts, reasons, facts.Acts, answered.Act) is { } reason)
        {
            return reason;
        }

        var act = facts.Acts.Find(answered.Act)!;
        return act.Author == author ? AnswerOwnRecord : ActRules.IsNamed((ActRecorded)act.Body, author) ? null : AnswerNotAnActor;
    }

    private static string? OfTwo(DisputesFacts facts, Dictionary<StatementId, string> reasons, StatementId from, StatementId to) =>
        Reference(facts, reasons, facts.Acts, from) ?? Reference(facts, reasons, facts.Acts, to);

    private static string? OfTranslation(DisputesFacts facts, Dictionary<StatementId, string> reasons, TranslationSupplied translation) =>
        facts.Find(translation.Of) is not { } of ? Absent(facts, translation.Of)
        : reasons.ContainsKey(of.Id) ? ReferenceIneffective
        : TranslatedField.TryParse(translation.Field, out var field) && field.IsIn(of.Body) ? null
        : TranslationNoSuchField;

    private static string? Reference(DisputesFacts facts, Dictionary<StatementId, string> reasons, StatementSet expected, StatementId id) =>
        !expected.Contains(id) ? Absent(facts, id)
        : reasons.ContainsKey(id) ? ReferenceIneffective
        : null;

    private static string Absent(DisputesFacts facts, StatementId id) =>
        facts.Unreadable.Contains(id) ? ReferenceIneffective
        : facts.Find(id) is null ? ReferenceUnknown
        : ReferenceWrongKind;

    private static IEnumerable<Said> WithdrawalsOfNothing(DisputesFacts facts)
    {
        var first = new Dictionary<(MemberId, LinkKey), long>();
        foreach (var said in facts.Assertions.Concat(facts.Denials))
        {
            var key = (said.Author, LinkKey.Of(said.Body));
            first[key] = Math.Min(said.Index, first.GetValueOrDefault(key, long.MaxValue));
        }

        return facts.LinkWithdrawals.Where(s => first.GetValueOrDefault((s.Author, LinkKey.Of(s.Body)), long.MaxValue) > s.Index);
    }
}
