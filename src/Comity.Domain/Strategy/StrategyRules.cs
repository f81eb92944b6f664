using Comity.Record;
using static Comity.Domain.Strategy.StrategyRuleNames;

namespace Comity.Domain.Strategy;

/// <summary>Which version of each model stands. All versions of a model have one author, so its own journal orders them.</summary>
public static class StrategyRules
{
    public static StrategyFindings Judge(StrategyFacts facts, JudgeContext context)
    {
        var reasons = IneffectiveRules.Reasons(facts);
        var order = new CharterOrder(context.Members);
        var later = facts.Saved.Concat(facts.Shared).Concat(facts.Withdrawals)
            .Where(s => !reasons.ContainsKey(s.Id)).ToLookup(s => IneffectiveRules.Reference(s.Body) ?? s.Id);
        var models = facts.Saved.Concat(facts.Shared).Where(s => IneffectiveRules.Reference(s.Body) is null)
            .OrderBy(s => s.Author, order).ThenBy(s => s.Id).Select(first => Judge(first, later[first.Id]));
        var bearings = facts.Bearings.Where(s => !reasons.ContainsKey(s.Id)).GroupBy(s => ((BearingSaved)s.Body).Model).Select(Judge).ToDictionary(b => b.Model);
        var ordered = models.ToValueList();
        return new(ordered, ordered.Where(m => bearings.ContainsKey(m.Id)).Select(m => bearings[m.Id]).ToValueList(), IneffectiveRules.Judge(facts, reasons));
    }

    // Two statements at one index are a fork, shown as such above this rule; the id only makes the answer the same everywhere.
    private static ModelFinding Judge(Said first, IEnumerable<Said> matter)
    {
        var inOrder = matter.OrderBy(s => s.Index).ThenBy(s => s.Id).ToArray();
        var versions = inOrder.Where(s => s.Body is not ModelWithdrawn).ToArray();
        var (model, language, illustrative) = Read(versions[^1].Body);
        var (standing, rule) = inOrder[^1].Body switch
        {
            ModelWithdrawn => (ModelStanding.Withdrawn, StrategyRuleNames.ModelWithdrawn),
            ModelShared => (ModelStanding.Shared, StrategyRuleNames.ModelShared),
            _ => (ModelStanding.Saved, StrategyRuleNames.ModelSaved),
        };
        return new(first.Id, versions[^1].Id, first.Author, model.Title, language, versions.Length, illustrative, standing, rule);
    }

    private static BearingFinding Judge(IGrouping<StatementId, Said> said)
    {
        var latest = said.OrderBy(s => s.Index).ThenBy(s => s.Id).Last();
        return new(said.Key, latest.Id, latest.Author, StrategyRuleNames.BearingSaved);
    }

    private static (ConflictModel Model, string Language, bool Illustrative) Read(IBody body) => body switch
    {
        ModelSaved saved => (saved.Model, saved.Language, saved.Illustrative),
        ModelShared shared => (shared.Model, shared.Language, shared.Illustrative),
        _ => throw new ArgumentOutOfRangeException(nameof(body)),
    };
}
