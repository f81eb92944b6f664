using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Tests.Domain.Standstill;

/// <summary>Statements of standstills made from numbers: mostly the next thing somebody could say, now and then what nobody may.</summary>
internal static class AnyStandstill
{
    /// <summary>Says one statement of this kind, by a member and about statements that mostly fit.</summary>
    public static void Says(Type type, ForumScript forum, System.Random random, DateOnly first)
    {
        // The first numbers of near seeds are alike; who speaks must not hang on what kind it is.
        random = new System.Random(unchecked((random.Next() * 31) ^ (int)(forum.Said.Count * 2_654_435_761L)));
        var all = forum.Members.ToArray();
        if (forum.Said.Count == 0)
        {
            Begin(forum, all[0], all[1], first);
        }

        var anybody = all[random.Next(all.Length)];
        var (author, body) = new Maker(forum, random, first, all).Make(type, anybody);
        var seen = forum.Said.Where(_ => random.Next(2) == 0).Select(s => s.Id).ToArray();
        forum.SaysHavingSeen((random.Next(9) == 0 ? anybody : author).ToString(), body, seen);
    }

    // What takes many statements in the right order to come about stands at the start of every story.
    private static void Begin(ForumScript forum, MemberId one, MemberId other, DateOnly first)
    {
        var terms = StandstillScript.SomeTerms(first.AddDays(1), first.AddDays(9), [one, other]);
        var offer = forum.Says(one.ToString(), new TermsOffered(terms, first, first));
        var acceptance = forum.Says(other.ToString(), new OfferAccepted(offer, TermsDigest.Of(terms).ToString(), first.AddDays(8), [], first));
        forum.Says(one.ToString(), new OfferConfirmed(offer, [acceptance], first));
        forum.Says(other.ToString(), new StepNotified(offer, null, "A step", "economy", "export-list", first.AddDays(20), "en", first.AddDays(1)));
        var allegation = forum.Says(one.ToString(), new AllegationMade(offer, other, null, "goods", null, "They did.", "en", Confidence.Confirmed, [], first, first));
        forum.Says(one.ToString(), new OutcomeStated(allegation, Outcome.Breach, first));
        forum.Says(other.ToString(), new OutcomeStated(allegation, Outcome.Breach, first));
        forum.Says(one.ToString(), new DutySuspended(allegation, "goods", first.AddDays(5), first.AddDays(1)));
    }

    private sealed class Maker(ForumScript forum, System.Random random, DateOnly first, MemberId[] all)
    {
        private DateOnly Day => first.AddDays(random.Next(5));

        public (MemberId Author, IBody Body) Make(Type type, MemberId anybody) => type.Name switch
        {
            nameof(TermsFloated) => (anybody, new TermsFloated(Terms(), Day)),
            nameof(FloatCommented) => (anybody, new FloatCommented(One<TermsFloated>(), Any<CommentStance>(), "Fine.", "en", Day)),
            nameof(TermsOffered) => (anybody, new TermsOffered(Terms(), first.AddDays(4 + random.Next(4)), first)),
            nameof(RollbackOffered) => (anybody, new RollbackOffered(Plan(), first.AddDays(8), first)),
            nameof(OfferAccepted) => Acceptance(anybody),
            nameof(OfferConfirmed) => Confirmation(anybody),
            nameof(OfferWithdrawn) => About(
                Offers().Where(o => random.Next(3) == 0 || forum.Said.Any(s => s.Body is OfferConfirmed c && c.Offer == o.Id)), anybody, s => s.Author, id => new OfferWithdrawn(id, Day)),
            nameof(OfferRefused) => (anybody, new OfferRefused(Offer(), null, "en", Day)),
            nameof(DeniedInPublic) => (anybody, new DeniedInPublic(Offer(), "No such thing.", "en", Day)),
            nameof(LapseNoted) => (anybody, new LapseNoted(Offer(), first.AddDays(random.Next(9)))),
            nameof(LineProposed) => (anybody, new LineProposed(Offer(), [new("en", "We talk.")], Day)),
            nameof(LineAgreed) => (anybody, new LineAgreed(One<LineProposed>(), Day)),
            nameof(StepNotified) => (anybody, new StepNotified(Confirmed(), null, "A step", "economy", Kind(), first.AddDays(4 + random.Next(9)), "en", Day)),
            nameof(NoticeCommented) => (anybody, new NoticeCommented(One<StepNotified>(), Any<NoticeStance>(), "So.", "en", Day)),
            nameof(StepClassified) => (anybody, new StepClassified(
                Confirmed(), One<StepNotified>(), "economy", Kind(), Any<StepEffect>(), null, random.Next(5) == 0 ? "free" : null, "So we see it.", "en", Day)),
            nameof(AllegationMade) => Allegation(anybody),
            nameof(AllegationAnswered) => About(forum.Said.Where(s => s.Body is AllegationMade), anybody, s => ((AllegationMade)s.Body).Against, id => Answer(id)),
            nameof(CureReported) => (anybody, new CureReported(Confirmed(), One<StepNotified>(), "Undone.", "en", Day)),
            nameof(AllegationChecked) => (anybody, new AllegationChecked(One<AllegationMade>(), Any<CheckResult>(), "Looked.", "en", Day)),
            nameof(OutcomeStated) => AnOutcome(anybody),
            nameof(DutySuspended) => random.Next(2) == 0 ? AnOutcome(anybody)
                : About(Breaches(), anybody, s => s.Author, id => new DutySuspended(id, "goods", first.AddDays(5 + random.Next(3)), first.AddDays(4))),
            nameof(PledgeMade) => (all[0], new PledgeMade(Offer(), Any<PledgeTrigger>(), anybody, Any<PledgeKind>(), "A fund.", "en", Day)),
            nameof(NoticeGiven) => ANotice(anybody),
            nameof(NoticeChanged) => About(Notices(), anybody, s => s.Author, id => new NoticeChanged(id, Any<NoticeChange>(), null, "en", Day)),
            nameof(ReadingGiven) => (anybody, new ReadingGiven(One<NoticeGiven>(), Any<ReadingEffect>(), "As written.", "en", Day)),
            nameof(StandstillExtended) => (anybody, new StandstillExtended(Confirmed(), first.AddDays(9 + random.Next(3)), Day)),
            nameof(RollbackStepReported) => (anybody, new RollbackStepReported(One<RollbackOffered>(), random.Next(2) == 0 ? "one" : "two", "Done.", "en", [], Day)),
            nameof(RollbackStepConfirmed) => (anybody, new RollbackStepConfirmed(One<RollbackStepReported>(), random.Next(2) == 0, null, "en", Day)),
            nameof(LinkageDeclared) => (anybody, new LinkageDeclared(new("economy", "history"), "One waits.", "en", Day)),
            nameof(LinkageWithdrawn) => About(forum.Said.Where(s => s.Body is LinkageDeclared), anybody, s => s.Author, id => new LinkageWithdrawn(id, Day)),
            nameof(ConsultationRequested) => (anybody, new ConsultationRequested(Others(anybody), "Let us talk.", "en", random.Next(4), Clock(all), random.Next(2) == 0 ? first : null, Day)),
            nameof(ConsultationAnswered) => (anybody, new ConsultationAnswered(One<ConsultationRequested>(), random.Next(2) == 0, "So.", "en", Day)),
            nameof(DemarcheLogged) => (anybody, new DemarcheLogged(Others(anybody)[0], Any<DemarcheForm>(), "Handed over.", "en", Day)),
            nameof(HotLineSaid) => (anybody, new HotLineSaid(Others(anybody)[0], random.Next(2) == 0 ? One<HotLineSaid>() : null, "Please answer.", "en", Day)),
            nameof(Comity.Domain.Standstill.ReceiptAcknowledged) => (anybody, new ReceiptAcknowledged(random.Next(2) == 0 ? One<AllegationMade>() : One<HotLineSaid>(), Day)),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Name, "no way to make one"),
        };

        private (MemberId, IBody) Acceptance(MemberId anybody)
        {
            var (offer, bound) = Pick(OffersWithBound());
            var missing = offer is null ? [] : bound.Where(m => m != offer.Author && !forum.Said.Any(s => s.Author == m && s.Body is OfferAccepted a && a.Offer == offer.Id)).ToArray();
            var digest = offer?.Body switch { TermsOffered b => TermsDigest.Of(b.Terms), RollbackOffered b => TermsDigest.Of(b.Plan), _ => default };
            return (missing.Length > 0 ? missing[0] : anybody, new OfferAccepted(
                offer?.Id ?? ForumScript.Nowhere(), random.Next(9) == 0 ? TermsDigest.Of(Terms()).ToString() : digest.ToString(), first.AddDays(1 + random.Next(5)), [], first));
        }

        private (MemberId, IBody) Confirmation(MemberId anybody)
        {
            var ready = OffersWithBound().Select(o => (o.Offer, Acceptances: forum.Said.Where(s => s.Body is OfferAccepted a && a.Offer == o.Offer.Id).DistinctBy(s => s.Author).ToArray(), o.Bound))
                .Where(o => o.Bound.All(m => m == o.Offer.Author || o.Acceptances.Any(a => a.Author == m)))
                .Where(o => random.Next(9) == 0 || !forum.Said.Any(s => s.Body is OfferConfirmed c && c.Offer == o.Offer.Id)).ToArray();
            var (offer, acceptances, bound) = ready.Length > 0 ? ready[random.Next(ready.Length)] : default;
            return offer is null
                ? (anybody, new OfferConfirmed(Offer(), [One<OfferAccepted>()], first))
                : (offer.Author, new OfferConfirmed(offer.Id, acceptances.Where(a => bound.Contains(a.Author) && a.Author != offer.Author).Select(a => a.Id).ToValueList(), first.AddDays(random.Next(2))));
        }

        private (MemberId, IBody) Allegation(MemberId anybody)
        {
            if (random.Next(3) == 0)
            {
                return (anybody, new AllegationMade(null, Others(anybody)[0], null, null, new("economy", "security"), "They wait.", "en", Confidence.Unconfirmed, [], null, Day));
            }

            var id = Confirmed();
            var bound = forum.Said.Where(s => s.Id == id).Select(s => s.Body).OfType<TermsOffered>().SelectMany(t => t.Terms.Bound).DefaultIfEmpty(anybody).ToArray();
            return (bound[0], new AllegationMade(
                id, bound[^1] == bound[0] ? Others(anybody)[0] : bound[^1], random.Next(2) == 0 ? null : One<StepNotified>(), "goods", null, "They did.", "en", Confidence.Confirmed, [],
                random.Next(2) == 0 ? first : null, Day));
        }

        private (MemberId, IBody) AnOutcome(MemberId anybody)
        {
            var outcome = random.Next(3) == 0 ? Any<Outcome>() : Outcome.Breach;
            var open = forum.Said.Where(s => s.Body is AllegationMade { Standstill: not null }).TakeLast(3).ToArray();
            if (open.Length == 0)
            {
                return (anybody, new OutcomeStated(One<AllegationMade>(), outcome, first));
            }

            var one = open[random.Next(open.Length)];
            var spoke = forum.Said.Any(s => s.Author == one.Author && s.Body is OutcomeStated o && o.Allegation == one.Id);
            return (spoke ? ((AllegationMade)one.Body).Against : one.Author, new OutcomeStated(one.Id, outcome, first));
        }

        private (MemberId, IBody) ANotice(MemberId anybody) => random.Next(2) == 0
            ? (anybody, new NoticeGiven(Confirmed(), "the standstill", [.. all.Take(2)], first.AddDays(5 + random.Next(4)), "en", Day))
            : (all[^1], new NoticeGiven(null, "a pact", [all[0], all[^1]], first.AddDays(5), "en", Day));

        private AllegationAnswered Answer(StatementId id)
        {
            var answer = Any<Answer>();
            return new(id, answer, answer == Comity.Domain.Standstill.Answer.Excuses ? "free" : null, "Because.", "en", Day);
        }

        private StandstillTerms Terms() => StandstillScript.SomeTerms(first.AddDays(1), first.AddDays(9), [.. all.OrderBy(_ => random.Next()).Take(2 + random.Next(all.Length - 1)).Order()]) with
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"Standstill {random.Next(2)}"),
            Extension = random.Next(2) == 0 ? new(ExtensionBy.Silence, 5) : new(ExtensionBy.Act, 5),
        };

        private RollbackPlan Plan() => new("Back", "en", [new("pair", PairMode.Staggered,
            [new("one", all[0], "Lift it.", first.AddDays(2), null, null), new("two", all[^1], "Lift it too.", first.AddDays(4), null, null)])]);

        private static DeadlineClock Clock(MemberId[] members) => new("Asia/Tokyo", "24:00", DayCount.Calendar, false, members.Select(m => new Capital(m, "Asia/Tokyo")).ToValueList());

        private IEnumerable<(Said Offer, ValueList<MemberId> Bound)> OffersWithBound() => Offers().Select(o => (o, o.Body is TermsOffered b
            ? b.Terms.Bound : ((RollbackOffered)o.Body).Plan.Pairs.SelectMany(p => p.Steps).Select(s => s.Member).Distinct().ToValueList()));

        private IEnumerable<Said> Offers() => forum.Said.Where(s => s.Body is TermsOffered or RollbackOffered);

        private IEnumerable<Said> Notices() => forum.Said.Where(s => s.Body is NoticeGiven);

        private IEnumerable<Said> Breaches() => forum.Said.Where(s => s.Body is AllegationMade b && new[] { s.Author, b.Against }.All(m =>
            forum.Said.LastOrDefault(o => o.Author == m && o.Body is OutcomeStated x && x.Allegation == s.Id)?.Body is OutcomeStated { Outcome: Outcome.Breach }));

        private StatementId Offer() => Pick(Offers())?.Id ?? ForumScript.Nowhere();

        private StatementId Confirmed() => Pick(forum.Said.Where(s => s.Body is OfferConfirmed && random.Next(9) > 0))?.Body is OfferConfirmed c ? c.Offer : Offer();

        private (MemberId, IBody) About(IEnumerable<Said> among, MemberId anybody, Func<Said, MemberId> author, Func<StatementId, IBody> body) =>
            Pick(among) is { } one ? (author(one), body(one.Id)) : (anybody, body(ForumScript.Nowhere()));

        private StatementId One<T>()
            where T : IBody => (random.Next(12) == 0 ? null : Pick(forum.Said.Where(s => s.Body is T)))?.Id ?? Pick(forum.Said)?.Id ?? ForumScript.Nowhere();

        private T? Pick<T>(IEnumerable<T> among)
        {
            var items = among.ToArray();
            return items.Length == 0 ? default : items[random.Next(items.Length)];
        }

        private ValueList<MemberId> Others(MemberId member) => [all.First(m => m != member)];

        private string Kind() => random.Next(3) == 0 ? "review" : "export-list";

        private T Any<T>()
            where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
    }
}
