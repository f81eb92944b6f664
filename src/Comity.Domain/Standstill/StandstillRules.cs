using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Judges the whole: each set of rules in turn, from the facts and the reader's day alone.</summary>
public static class StandstillRules
{
    public static StandstillFindings Judge(StandstillFacts facts, JudgeContext context)
    {
        var said = SaidIndex.Of(facts, context.Convener);
        var order = new CharterOrder(context.Members);
        var asOf = context.AsOf;

        var offers = OfferRules.Judge(said, asOf).OrderBy(o => ((IDatedBody)o.Offer.Body).Date).ThenBy(o => o.Id).ToArray();
        var allegations = new AllegationRules(said, asOf).Judge();
        var suspensions = SuspensionRules.Judge(said, asOf);
        var notices = new NoticeRules(said, asOf).Judge(order);
        var life = new LifeRules(said, notices, allegations, asOf);
        var steps = new StepRules(said, suspensions, asOf);
        var running = offers.Where(o => o.Offer.Body is TermsOffered && o.Standing == OfferStanding.Confirmed).Select(o => (Offer: o, Lives: life.Of(o))).ToArray();
        var lives = running.Select(r => life.Judge(r.Offer, r.Lives) with { Candidates = RollbackRules.Candidates(r.Offer.Bound, said, asOf) }).ToValueList();
        return new(
            FloatRules.Judge(said, asOf), offers.Select(o => OfferFindings.Of(o, said, order, asOf)).ToValueList(), lives,
            running.SelectMany(r => steps.Judge(r.Offer, r.Lives)).ToValueList(),
            allegations, suspensions, notices, PledgeRules.Judge(said, lives, allegations, asOf),
            offers.Where(o => o.Offer.Body is RollbackOffered).Select(o => RollbackRules.Judge(o, said, asOf)).ToValueList(),
            LinkageRules.Judge(said, asOf), ConsultationRules.Judge(said, asOf), ConsultationRules.Log(said, asOf), IneffectiveRules.Judge(said));
    }
}
