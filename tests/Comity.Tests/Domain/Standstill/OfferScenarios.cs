using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class OfferScenarios
{
    private readonly StandstillScript _room = new();

    [Fact]
    [Scenario("standstill.float.open")]
    public void A_float_is_open_to_comment_and_to_nothing_else()
    {
        var floated = _room.Forum.Says("Cirra", new TermsFloated(SomeTerms(), Day.AddDays(-9)));
        _room.Forum.Says("Arda", new FloatCommented(floated, CommentStance.WithChanges, "Shorter.", "en", Day.AddDays(-8)));
        var acceptance = _room.Forum.Says("Arda", new OfferAccepted(floated, TermsDigest.Of(SomeTerms()).ToString(), Day, [], Day.AddDays(-8)));

        var finding = Assert.Single(_room.On(-8).Floats);

        Assert.Equal("standstill.float.open", finding.Rule);
        Assert.Equal([CommentStance.WithChanges], finding.Comments.Select(c => c.Stance));
        Assert.Equal("standstill.reference.wrong-kind", _room.ReasonFor(acceptance));
        Assert.Empty(_room.On(-9).Floats[0].Comments);
    }

    [Fact]
    [Scenario("standstill.float.offered")]
    public void A_float_offered_in_exactly_its_terms_says_so()
    {
        _room.Forum.Says("Cirra", new TermsFloated(SomeTerms(), Day.AddDays(-9)));
        var offer = _room.Offers();
        Assert.Equal("standstill.float.offered", _room.On(0).Floats[0].Rule);
        Assert.Equal([offer], _room.On(0).Floats[0].OfferedAs);
        Assert.Equal("standstill.float.open", _room.On(-9).Floats[0].Rule);
    }

    [Fact]
    [Scenario("standstill.offer.open")]
    public void An_offer_one_party_has_accepted_binds_nobody()
    {
        var offer = _room.Offers();
        _room.Accepts("Arda", offer);
        var finding = Judged(-1);
        Assert.Equal((OfferStanding.Offered, "standstill.offer.open"), (finding.Standing, finding.Rule));
        Assert.Equal(([Arda], [Bera]), (finding.AcceptedBy, finding.AwaitedFrom));
        Assert.Empty(finding.BoundNow);
    }

    [Fact]
    [Scenario("standstill.offer.awaiting-confirmation")]
    public void An_offer_all_accepted_binds_nobody_before_it_is_confirmed()
    {
        var offer = _room.Offers();
        _room.Accepts("Arda", offer);
        _room.Accepts("Bera", offer);
        Assert.Equal((OfferStanding.Accepted, "standstill.offer.awaiting-confirmation"), (Judged().Standing, Judged().Rule));
        Assert.Empty(Judged().BoundNow);
        Assert.Empty(_room.On(0).Standstills);
    }

    [Fact]
    [Scenario("standstill.offer.confirmed")]
    public void Confirmation_of_all_acceptances_binds_those_named_and_not_the_convener()
    {
        _room.Agreed();
        Assert.Equal((OfferStanding.Confirmed, "standstill.offer.confirmed"), (Judged().Standing, Judged().Rule));
        Assert.Equal([Arda, Bera], Judged().BoundNow);
        Assert.Equal(OfferStanding.Accepted, Judged(-2).Standing);
    }

    [Fact]
    public void A_bound_party_that_offers_is_bound_by_its_own_confirmation()
    {
        var offer = _room.Offers(by: "Arda");
        _room.Confirms("Arda", offer, -1, _room.Accepts("Bera", offer));
        Assert.Equal([Arda, Bera], Judged().BoundNow);
    }

    [Fact]
    [Scenario("standstill.offer.withdrawn")]
    [Scenario("standstill.confirmation.after-withdrawal")]
    public void Withdrawal_before_confirmation_binds_nobody()
    {
        var offer = _room.Offers();
        var acceptances = new[] { _room.Accepts("Arda", offer), _room.Accepts("Bera", offer) };
        var withdrawal = _room.Forum.Says("Cirra", new OfferWithdrawn(offer, Day.AddDays(-2)));
        var late = _room.Confirms("Cirra", offer, -1, acceptances);

        Assert.Equal((OfferStanding.Withdrawn, "standstill.offer.withdrawn"), (Judged().Standing, Judged().Rule));
        Assert.Equal([withdrawal], Judged().Because);
        Assert.Equal("standstill.confirmation.after-withdrawal", _room.ReasonFor(late));
        Assert.Empty(Judged().BoundNow);
    }

    [Fact]
    [Scenario("standstill.withdrawal.after-confirmation")]
    public void Withdrawal_after_confirmation_releases_nobody_whatever_day_it_names()
    {
        var offer = _room.Agreed();
        var late = _room.Forum.Says("Cirra", new OfferWithdrawn(offer, Day.AddDays(-3)));
        Assert.Equal(OfferStanding.Confirmed, Judged().Standing);
        Assert.Equal("standstill.withdrawal.after-confirmation", _room.ReasonFor(late));
    }

    [Fact]
    public void A_withdrawal_that_crosses_an_acceptance_wins_over_it()
    {
        var offer = _room.Offers();
        _room.Forum.Says("Cirra", new OfferWithdrawn(offer, Day.AddDays(-3)));
        var crossing = _room.Accepts("Arda", offer);
        Assert.Equal(OfferStanding.Withdrawn, Judged().Standing);
        Assert.Null(_room.ReasonFor(crossing));
        Assert.Empty(Judged().BoundNow);
    }

    [Fact]
    [Scenario("standstill.offer.lapsed")]
    public void An_offer_lapses_with_its_own_day_or_with_that_of_an_acceptance()
    {
        var offer = _room.Offers();
        _room.Accepts("Arda", offer);
        Assert.Equal(OfferStanding.Offered, Judged(-1).Standing);
        Assert.Equal((OfferStanding.Lapsed, "standstill.offer.lapsed"), (Judged(0).Standing, Judged(0).Rule));

        _room.Accepts("Bera", offer, until: 3);
        Assert.Equal(OfferStanding.Accepted, Judged(3).Standing);
        Assert.Equal(OfferStanding.Lapsed, Judged(4).Standing);
    }

    [Fact]
    [Scenario("standstill.offer.refused")]
    public void A_refusal_stands_until_its_author_accepts()
    {
        var offer = _room.Offers();
        _room.Forum.Says("Bera", new OfferRefused(offer, "Not now.", "en", Day.AddDays(-4)));
        Assert.Equal((OfferStanding.Refused, "standstill.offer.refused"), (Judged().Standing, Judged().Rule));
        _room.Accepts("Bera", offer);
        Assert.Equal(OfferStanding.Offered, Judged(-1).Standing);
    }

    [Fact]
    [Scenario("standstill.refusal.after-acceptance")]
    public void Whoever_accepted_until_a_day_cannot_refuse_before_it()
    {
        var offer = _room.Offers();
        _room.Accepts("Arda", offer, until: 5);
        var refusal = _room.Forum.Says("Arda", new OfferRefused(offer, null, "en", Day.AddDays(5)));
        Assert.Equal("standstill.refusal.after-acceptance", _room.ReasonFor(refusal));
        Assert.Null(_room.ReasonFor(_room.Forum.Says("Arda", new OfferRefused(offer, null, "en", Day.AddDays(6)))));
    }

    [Fact]
    [Scenario("standstill.offer.forked")]
    public void Confirming_and_withdrawing_at_one_place_holds_the_forker_and_nobody_else()
    {
        var offer = _room.Offers(by: "Arda");
        var acceptance = _room.Accepts("Bera", offer);
        var confirmation = _room.Confirms("Arda", offer, -1, acceptance);
        _room.Forum.SaysAt("Arda", 1, new OfferWithdrawn(offer, Day.AddDays(-1)));
        Assert.Equal((OfferStanding.Contested, "standstill.offer.forked"), (Judged().Standing, Judged().Rule));
        Assert.Equal([Arda], Judged().BoundNow);
        Assert.Contains(confirmation, Judged().Because);
        Assert.Empty(_room.On(0).Standstills);
    }

    [Fact]
    [Scenario("standstill.confirmation.not-seen-in-time")]
    public void A_confirmation_that_an_acceptance_did_not_live_to_see_binds_nobody()
    {
        var offer = _room.Offers();
        var acceptances = new[] { _room.Accepts("Arda", offer), _room.Accepts("Bera", offer, until: 0) };
        _room.Confirms("Cirra", offer, 0, acceptances);
        Assert.Equal(OfferStanding.Confirmed, Judged(1).Standing);

        _room.Forum.Says("Bera", new LapseNoted(offer, Day.AddDays(1)));

        Assert.Equal((OfferStanding.Lapsed, "standstill.confirmation.not-seen-in-time"), (Judged(1).Standing, Judged(1).Rule));
        Assert.Empty(Judged(1).BoundNow);
    }

    [Fact]
    [Scenario("standstill.lapse.confirmation-seen")]
    [Scenario("standstill.lapse.too-early")]
    public void Whoever_had_seen_the_confirmation_cannot_say_it_came_too_late()
    {
        var offer = _room.Offers();
        var acceptances = new[] { _room.Accepts("Arda", offer), _room.Accepts("Bera", offer, until: 0) };
        var confirmation = _room.Confirms("Cirra", offer, 0, acceptances);
        var seen = _room.Forum.SaysHavingSeen("Bera", new LapseNoted(offer, Day.AddDays(1)), confirmation);
        var early = _room.Forum.Says("Arda", new LapseNoted(offer, Day.AddDays(1)));

        Assert.Equal("standstill.lapse.confirmation-seen", _room.ReasonFor(seen));
        Assert.Equal("standstill.lapse.too-early", _room.ReasonFor(early));
        Assert.Equal(OfferStanding.Confirmed, Judged(1).Standing);
    }

    [Fact]
    [Scenario("standstill.offer.denied-in-public")]
    public void A_denial_in_public_stands_beside_the_offer_and_moves_nothing()
    {
        var offer = _room.Offers();
        _room.Accepts("Arda", offer);
        _room.Forum.Says("Bera", new DeniedInPublic(offer, "There is no such request.", "en", Day.AddDays(-2)));
        Assert.Equal(([Bera], "standstill.offer.denied-in-public", OfferStanding.Offered), (Judged(-2).DeniedBy, Judged(-2).DeniedRule, Judged(-2).Standing));
        Assert.Null(Judged(-3).DeniedRule);
    }

    [Fact]
    [Scenario("standstill.line.proposed")]
    [Scenario("standstill.line.agreed")]
    public void A_public_line_is_agreed_apart_from_the_text()
    {
        var offer = _room.Offers();
        var line = _room.Forum.Says("Cirra", new LineProposed(offer, [new("en", "The two sides talk."), new("ko", "양측이 대화한다.")], Day.AddDays(-4)));
        _room.Forum.Says("Arda", new LineAgreed(line, Day.AddDays(-3)));
        Assert.Equal("standstill.line.proposed", Judged(-1).Lines[0].Rule);
        _room.Forum.Says("Bera", new LineAgreed(line, Day.AddDays(-2)));
        Assert.Equal("standstill.line.agreed", Judged(-1).Lines[0].Rule);
        Assert.Equal(OfferStanding.Offered, Judged(-1).Standing);
    }

    [Fact]
    [Scenario("standstill.acceptance.another-digest")]
    [Scenario("standstill.acceptance.after-the-offer")]
    [Scenario("standstill.offer.own")]
    [Scenario("standstill.member.not-bound")]
    [Scenario("standstill.reference.unknown")]
    public void An_acceptance_of_another_text_too_late_or_by_somebody_else_has_no_effect()
    {
        var offer = _room.Offers(by: "Arda");
        var other = TermsDigest.Of(SomeTerms() with { LastDay = Day.AddDays(60) }).ToString();
        Assert.Equal("standstill.acceptance.another-digest", _room.ReasonFor(_room.Forum.Says("Bera", new OfferAccepted(offer, other, Day, [], Day.AddDays(-2)))));
        Assert.Equal("standstill.acceptance.after-the-offer", _room.ReasonFor(_room.Accepts("Bera", offer, on: 0)));
        Assert.Equal("standstill.offer.own", _room.ReasonFor(_room.Accepts("Arda", offer)));
        Assert.Equal("standstill.member.not-bound", _room.ReasonFor(_room.Accepts("Cirra", offer)));
        Assert.Equal("standstill.reference.unknown", _room.ReasonFor(_room.Forum.Says("Bera", new OfferRefused(ForumScript.Nowhere(), null, "en", Day))));
    }

    [Fact]
    [Scenario("standstill.confirmation.acceptances-missing")]
    [Scenario("standstill.confirmation.after-acceptance")]
    [Scenario("standstill.member.not-the-author")]
    public void A_confirmation_without_a_good_acceptance_of_each_binds_nobody()
    {
        var offer = _room.Offers();
        var arda = _room.Accepts("Arda", offer);
        var bera = _room.Accepts("Bera", offer, until: 1);
        Assert.Equal("standstill.confirmation.acceptances-missing", _room.ReasonFor(_room.Confirms("Cirra", offer, -1, arda)));
        Assert.Equal("standstill.confirmation.after-acceptance", _room.ReasonFor(_room.Confirms("Cirra", offer, 2, arda, bera)));
        Assert.Equal("standstill.member.not-the-author", _room.ReasonFor(_room.Confirms("Arda", offer, -1, arda, bera)));
        Assert.Equal(OfferStanding.Accepted, Judged().Standing);
    }

    [Fact]
    [Scenario("standstill.body.unreadable")]
    [Scenario("standstill.reference.ineffective")]
    public void What_cannot_be_read_is_kept_and_what_refers_to_it_has_no_effect()
    {
        var offer = _room.Forum.Says("Cirra", "standstill.terms-offered/1", "{}");
        Assert.Equal("standstill.body.unreadable", _room.ReasonFor(offer));
        Assert.Equal("standstill.reference.ineffective", _room.ReasonFor(_room.Forum.Says("Bera", new OfferRefused(offer, null, "en", Day))));
    }

    [Fact]
    public void Delivery_late_and_twice_changes_nothing()
    {
        _room.Agreed();
        var late = _room.Forum.Said.Reverse().Concat(_room.Forum.Said).Aggregate(StandstillFacts.None, StandstillFold.Apply);
        Assert.Equal(_room.On(5), StandstillRules.Judge(late, _room.Forum.On(Day.AddDays(5))));
    }

    private OfferFinding Judged(int day = 0) => Assert.Single(_room.On(day).Offers);
}
