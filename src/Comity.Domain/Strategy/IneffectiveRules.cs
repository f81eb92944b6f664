using Comity.Record;
using static Comity.Domain.Strategy.StrategyRuleNames;

namespace Comity.Domain.Strategy;

/// <summary>Which statements are kept but have no effect, and why.</summary>
public static class IneffectiveRules
{
    /// <summary>Statements that the other rules leave out, with the reason. Each has the first that applies.</summary>
    public static IReadOnlyDictionary<StatementId, string> Reasons(StrategyFacts facts)
    {
        var reasons = facts.Unreadable.ToDictionary(s => s.Id, _ => BodyUnreadable);
        foreach (var said in facts.Saved.Concat(facts.Shared).Concat(facts.Withdrawals).Concat(facts.Bearings))
        {
            if (Reference(said.Body) is { } of && Reason(facts, said, of) is { } rule)
            {
                reasons[said.Id] = rule;
            }
        }

        return reasons;
    }

    /// <summary>The statement that opened the matter, as the body names it; null when the body opens one itself.</summary>
    internal static StatementId? Reference(IBody body) => body switch
    {
        ModelSaved saved => saved.Of,
        ModelShared shared => shared.Of,
        ModelWithdrawn withdrawn => withdrawn.Of,
        BearingSaved bearing => bearing.Model,
        _ => null,
    };

    internal static ValueList<IneffectiveModel> Judge(StrategyFacts facts, IReadOnlyDictionary<StatementId, string> reasons) =>
        reasons.OrderBy(r => r.Key)
            .Select(r => (Said: facts.Find(r.Key) ?? facts.Unreadable.Find(r.Key)!, Rule: r.Value))
            .Select(r => new IneffectiveModel(r.Said.Id, r.Said.Author, r.Said.Statement.Kind, r.Rule))
            .ToValueList();

    private static string? Reason(StrategyFacts facts, Said said, StatementId of)
    {
        if (facts.Find(of) is not { } first)
        {
            return facts.Unreadable.Contains(of) ? ReferenceWrongKind : ReferenceUnknown;
        }

        var continues = first.Body is ModelSaved or ModelShared && (said.Body is ModelWithdrawn or BearingSaved || said.Body.GetType() == first.Body.GetType());
        return !continues ? ReferenceWrongKind
            : Reference(first.Body) is not null ? ReferenceNotTheFirst
            : first.Author != said.Author ? ReferenceNotTheAuthor
            : null;
    }
}
