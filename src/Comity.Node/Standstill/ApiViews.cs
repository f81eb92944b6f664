using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Node.Standstill;

// What the API answers of standstills, read together.

public sealed record StandstillsView(DateOnly AsOf, StandstillFindings Findings);

/// <param name="Float">Set for a float; every other list is empty then.</param>
public sealed record StandstillAnswer(
    DateOnly AsOf, FloatFinding? Float, OfferFinding? Offer, LifeFinding? Life, RollbackFinding? Plan, ValueList<StepFinding> Steps,
    ValueList<AllegationFinding> Allegations, ValueList<NoticeFinding> Notices, ValueList<PledgeFinding> Pledges, ValueList<SuspensionFinding> Suspensions)
{
    public static StandstillAnswer Of(DateOnly asOf, StatementId id, StandstillFindings found) => new(
        asOf, found.Floats.FirstOrDefault(f => f.Id == id), found.Offers.FirstOrDefault(o => o.Id == id), found.Standstills.FirstOrDefault(s => s.Standstill == id),
        found.Rollbacks.FirstOrDefault(r => r.Id == id), found.Steps.Where(s => s.Standstill == id).ToValueList(), found.Allegations.Where(a => a.Standstill == id).ToValueList(),
        found.Notices.Where(n => n.Of == id).ToValueList(), found.Pledges.Where(p => p.Standstill == id).ToValueList(), found.Suspensions.Where(s => s.Standstill == id).ToValueList());
}

/// <param name="Digest">What an acceptance names.</param>
/// <param name="Clauses">Worded from the data; what is agreed is the data.</param>
public sealed record TermsView(StatementId Id, string Digest, StandstillTerms Terms, ValueList<TermsClause> Clauses);

public sealed record StepsView(DateOnly AsOf, ValueList<StepFinding> Steps);

public sealed record AllegationsView(DateOnly AsOf, ValueList<AllegationFinding> Allegations);
