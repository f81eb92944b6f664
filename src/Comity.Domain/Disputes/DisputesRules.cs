namespace Comity.Domain.Disputes;

/// <summary>Judges the whole: each set of rules in turn, from the facts and the reader's day alone.</summary>
public static class DisputesRules
{
    public static DisputesFindings Judge(DisputesFacts facts, JudgeContext context)
    {
        var reasons = IneffectiveRules.Reasons(facts);
        var effective = new EffectiveStatements(facts, reasons);
        var order = new CharterOrder(context.Members);

        var measures = MeasureRules.Judge(effective, order, context.AsOf);
        var acts = ActRules.Judge(effective, measures, order, context.AsOf);
        var links = LinkRules.Judge(effective, order);
        var dated = effective.Acts.Select(a => new DatedAct(a.Id, a.Body.Date)).ToArray();
        var walk = new ChainWalk(dated, links);
        return new(
            acts, measures, LedgerRules.Judge(measures, context.Members), links, ChainRules.Judge(dated, walk),
            DateRules.Judge(acts, measures, context.AsOf), IneffectiveRules.Judge(facts, reasons, effective, walk));
    }
}
