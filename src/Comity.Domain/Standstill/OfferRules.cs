using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Where each offer stands: who accepted it, and whether the offering party confirmed or withdrew it first.</summary>
/// <remarks>Confirming and withdrawing are both for the offering party, so its own journal orders them.</remarks>
internal static class OfferRules
{
    public static IEnumerable<OfferState> Judge(SaidIndex said, DateOnly asOf) =>
        said.All<TermsOffered>().Where(o => o.Body.Date <= asOf)
            .Select(o => State(o.Said, o.Body.Terms.Bound, o.Body.Until, said, asOf))
            .Concat(said.All<RollbackOffered>().Where(o => o.Body.Date <= asOf)
                .Select(o => State(o.Said, o.Body.Plan.Members(), o.Body.Until, said, asOf)))
            .ToArray();

    private static OfferState State(Said offer, ValueList<MemberId> bound, DateOnly until, SaidIndex said, DateOnly asOf)
    {
        var accepted = said.By<OfferAccepted>(a => a.Offer)[offer.Id].Where(a => a.Body.Date <= asOf)
            .GroupBy(a => a.Author).Select(a => a.Last()).ToDictionary(a => a.Author);
        var refused = said.By<OfferRefused>(r => r.Offer)[offer.Id].Where(r => r.Body.Date <= asOf)
            .Where(r => !accepted.TryGetValue(r.Author, out var a) || a.Index < r.Index).ToArray();
        var state = new OfferState(offer, bound, until, accepted, refused.Select(r => r.Id).ToValueList(), OfferStanding.Offered, OfferOpen, [], null, [offer.Id]);
        return Decided(state, said, asOf) ?? Undecided(state, bound.Where(m => m != offer.Author), refused, asOf);
    }

    private static OfferState? Decided(OfferState state, SaidIndex said, DateOnly asOf)
    {
        var confirmations = said.By<OfferConfirmed>(c => c.Offer)[state.Offer.Id].ToArray();
        var withdrawals = said.By<OfferWithdrawn>(w => w.Offer)[state.Offer.Id].ToArray();
        var first = confirmations.Select(c => c.Index).Concat(withdrawals.Select(w => w.Index)).DefaultIfEmpty(-1).Min();
        var confirmed = confirmations.Where(c => c.Index == first).ToArray();
        var withdrawn = withdrawals.Where(w => w.Index == first).ToArray();
        return (confirmed, withdrawn) switch
        {
            // A fork: both were signed for one place. Whoever forks is held to what it undertook; nobody else is bound.
            ([var c, ..], [var w, ..]) when c.Body.Date <= asOf || w.Body.Date <= asOf => state with
            {
                Standing = OfferStanding.Contested, Rule = OfferForked, BoundNow = state.Bound.Where(m => m == state.Offer.Author).ToValueList(), Because = [c.Id, w.Id],
            },
            ([var c, ..], []) when c.Body.Date <= asOf => Confirmed(state, c, said, asOf),
            ([], [var w, ..]) when w.Body.Date <= asOf => state with { Standing = OfferStanding.Withdrawn, Rule = StandstillRuleNames.OfferWithdrawn, Because = [w.Id] },
            _ => null,
        };
    }

    // Whoever accepted until a day and had seen no confirmation after that day is free: its acceptance was good until then and no longer.
    private static OfferState Confirmed(OfferState state, Spoken<OfferConfirmed> confirmation, SaidIndex said, DateOnly asOf)
    {
        var unseen = said.By<LapseNoted>(l => l.Offer)[state.Offer.Id]
            .Where(l => l.Body.Date <= asOf && !Witness.HadSeen(l.Said, confirmation.Said)).Select(l => l.Id).ToValueList();
        return unseen.Count > 0
            ? state with { Standing = OfferStanding.Lapsed, Rule = ConfirmationNotSeenInTime, Because = [confirmation.Id, .. unseen] }
            : state with
            {
                Standing = OfferStanding.Confirmed, Rule = StandstillRuleNames.OfferConfirmed, BoundNow = state.Bound,
                ConfirmedOn = confirmation.Body.Date, Because = [confirmation.Id, .. confirmation.Body.Acceptances],
            };
    }

    private static OfferState Undecided(OfferState state, IEnumerable<MemberId> others, Spoken<OfferRefused>[] refused, DateOnly asOf)
    {
        var awaited = others.Where(m => !state.Accepted.ContainsKey(m)).ToArray();
        if (refused.Length > 0)
        {
            return state with { Standing = OfferStanding.Refused, Rule = StandstillRuleNames.OfferRefused, Because = state.Refusals };
        }

        var lapsed = awaited.Length > 0 ? asOf > state.Until : state.Accepted.Values.Any(a => asOf > a.Body.Until);
        return lapsed ? state with { Standing = OfferStanding.Lapsed, Rule = OfferLapsed }
            : awaited.Length > 0 ? state
            : state with { Standing = OfferStanding.Accepted, Rule = OfferAwaitingConfirmation, Because = state.Accepted.Values.Select(a => a.Id).Order().ToValueList() };
    }
}

/// <summary>An offer of terms or of a plan, as it stands on a day.</summary>
/// <param name="BoundNow">Who is bound by it; empty until confirmed.</param>
internal sealed record OfferState(
    Said Offer, ValueList<MemberId> Bound, DateOnly Until, IReadOnlyDictionary<MemberId, Spoken<OfferAccepted>> Accepted,
    ValueList<StatementId> Refusals, OfferStanding Standing, string Rule, ValueList<MemberId> BoundNow, DateOnly? ConfirmedOn, ValueList<StatementId> Because)
{
    public StatementId Id => Offer.Id;
}
