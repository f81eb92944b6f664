using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>An offer as a finding: where it stands, who denied it in public, and what may be said of it.</summary>
internal static class OfferFindings
{
    public static OfferFinding Of(OfferState offer, SaidIndex said, CharterOrder order, DateOnly asOf)
    {
        var denied = said.By<DeniedInPublic>(d => d.Offer)[offer.Id].Where(d => d.Body.Date <= asOf).Select(d => d.Author).Distinct().Order(order).ToValueList();
        var (title, what) = offer.Offer.Body is TermsOffered b ? (b.Terms.Title, OfferWhat.Terms) : (((RollbackOffered)offer.Offer.Body).Plan.Title, OfferWhat.Rollback);
        return new(
            offer.Id, what, offer.Offer.Author, title, TermsDigest.OfOffer(offer.Offer.Body)!.Value.ToString(), ((IDatedBody)offer.Offer.Body).Date, offer.Until,
            offer.Bound.Order(order).ToValueList(), offer.Standing, offer.Rule, offer.Accepted.Keys.Order(order).ToValueList(),
            offer.Bound.Where(m => m != offer.Offer.Author && !offer.Accepted.ContainsKey(m)).Order(order).ToValueList(),
            offer.BoundNow.Order(order).ToValueList(), offer.ConfirmedOn, denied, denied.Count > 0 ? StandstillRuleNames.DeniedInPublic : null,
            Disputed(offer, order), Lines(offer, said, asOf), offer.Because);
    }

    private static ValueList<DisputedItem> Disputed(OfferState offer, CharterOrder order) => offer.Accepted.Values
        .SelectMany(a => a.Body.Disputed.Select(m => (Measure: m, a.Author))).GroupBy(d => d.Measure).OrderBy(d => d.Key)
        .Select(d => new DisputedItem(d.Key, d.Select(x => x.Author).Order(order).ToValueList())).ToValueList();

    private static ValueList<LineFinding> Lines(OfferState offer, SaidIndex said, DateOnly asOf)
    {
        var agreements = said.By<LineAgreed>(l => l.Line);
        return said.By<LineProposed>(l => l.Offer)[offer.Id].Where(l => l.Body.Date <= asOf).Select(l =>
        {
            var agreed = agreements[l.Id].Where(a => a.Body.Date <= asOf).Select(a => a.Author).Append(l.Author).Distinct().Order().ToValueList();
            return new LineFinding(l.Id, l.Author, l.Body.Texts, agreed, offer.Bound.All(agreed.Contains) ? LineIsAgreed : LineIsProposed);
        }).ToValueList();
    }
}
