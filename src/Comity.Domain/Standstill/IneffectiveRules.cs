using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Which statements are kept but have no effect, and why: the first reason that applies, the same on every day asked for.</summary>
internal sealed class IneffectiveRules
{
    private readonly SaidIndex _said;
    private readonly Dictionary<StatementId, string> _reasons = [];
    private HashSet<StatementId> _confirmed = [];

    // Made when first asked for, after the statements they hold were judged themselves.
    private ILookup<(StatementId, MemberId), Spoken<OfferAccepted>>? _acceptances;
    private ILookup<(StatementId, MemberId), Spoken<OutcomeStated>>? _outcomes;
    private ILookup<StatementId, Spoken<OfferConfirmed>>? _confirmations;

    private IneffectiveRules(SaidIndex said) => _said = said;

    public static IReadOnlyDictionary<StatementId, string> Reasons(SaidIndex said)
    {
        var rules = new IneffectiveRules(said);
        rules.Find();
        return rules._reasons;
    }

    /// <summary>All statements without effect, by id.</summary>
    public static ValueList<IneffectiveFinding> Judge(SaidIndex said) => IneffectiveFinding.Of(said.Reasons, id => said.Find(id) ?? said.Facts.Unreadable.Find(id)!);

    // Each step may rely on the reasons found by those before it: what is referred to is judged before what refers to it.
    private void Find()
    {
        foreach (var unreadable in _said.Facts.Unreadable)
        {
            _reasons[unreadable.Id] = BodyUnreadable;
        }

        Getting();
        Note<StepNotified>(s => Standing(s.Author, s.Body.Standstill) ?? (s.Body.Measure is { } m ? OwnMeasure(s.Author, m) : null));
        Note<NoticeCommented>(s => Refers<StepNotified>(s.Body.Notice, out var notice)
            ?? Bound(s.Author, Terms(notice.Body.Standstill)) ?? (notice.Author == s.Author ? NotTheAddressee : null));
        Note<StepClassified>(s => Standing(s.Author, s.Body.Standstill) ?? Step(s.Body.Step)
            ?? (s.Body.CarveOut is { } id && Terms(s.Body.Standstill).CarveOuts.All(c => c.Id != id) ? ClauseUnknown : null));
        Allegations();
        Note<PledgeMade>(s => Offer(s.Body.Standstill) ?? (s.Author == _said.Convener ? null : PledgeNotTheConvener));
        Notices();
        Note<StandstillExtended>(s => Standing(s.Author, s.Body.Standstill)
            ?? (Terms(s.Body.Standstill).Extension.By == ExtensionBy.Act ? null : ExtensionNotByAct));
        Rollback();
        Note<LinkageWithdrawn>(s => Refers<LinkageDeclared>(s.Body.Linkage, out var linkage) ?? Author(s.Author, linkage.Author));
        Note<ConsultationAnswered>(s => Refers<ConsultationRequested>(s.Body.Request, out var request)
            ?? (request.Body.Of.Contains(s.Author) ? null : NotTheAddressee));
        Note<HotLineSaid>(s => s.Body.Answers is { } id ? Refers<HotLineSaid>(id, out var item) ?? Addressee(s.Author, item.Body.To) : null);
        Note<ReceiptAcknowledged>(s => Receipt(s.Author, s.Body.What));
    }

    private void Getting()
    {
        Note<FloatCommented>(s => Refers<TermsFloated>(s.Body.Float, out _));
        Note<OfferAccepted>(Acceptance);
        Note<OfferRefused>(Refusal);
        Note<OfferConfirmed>(Confirmation);
        Note<OfferWithdrawn>(s => OfOffer(s.Body.Offer, out var offer) ?? Author(s.Author, offer.Author));
        FirstWord();
        Note<DeniedInPublic>(s => Any(s.Body.Offer, typeof(TermsOffered), typeof(TermsFloated), typeof(RollbackOffered)));
        Note<LapseNoted>(Lapse);
        Note<LineProposed>(s => OfOffer(s.Body.Offer, out var offer) ?? (BoundBy(offer).Append(offer.Author).Contains(s.Author) ? null : MemberNotBound));
        Note<LineAgreed>(s => Refers<LineProposed>(s.Body.Line, out var line)
            ?? (OfOffer(line.Body.Offer, out var offer) is null && BoundBy(offer).Append(offer.Author).Contains(s.Author) ? null : MemberNotBound));
    }

    private void Allegations()
    {
        Note<AllegationMade>(s => Alleged(s.Author, s.Body));
        Note<AllegationAnswered>(s => Refers<AllegationMade>(s.Body.Allegation, out var allegation)
            ?? Addressee(s.Author, allegation.Body.Against) ?? Clause(allegation.Body.Standstill, s.Body.Clause));
        Note<CureReported>(s => Standing(s.Author, s.Body.Standstill) ?? Step(s.Body.Step)
            ?? (_said.Ledger.Measures.ContainsKey(s.Body.Step) ? OwnMeasure(s.Author, s.Body.Step) : null));
        Note<AllegationChecked>(s => Refers<AllegationMade>(s.Body.Allegation, out var allegation)
            ?? (AllegationRules.Checkers(allegation, allegation.Body.Standstill is { } id ? Terms(id) : null, _said.Convener).Contains(s.Author) ? null : CheckerNotNamed));
        Note<OutcomeStated>(s => Refers<AllegationMade>(s.Body.Allegation, out var allegation)
            ?? (s.Author == allegation.Author || s.Author == allegation.Body.Against ? null : NotTheAddressee));
        Note<DutySuspended>(Suspension);
    }

    private void Notices()
    {
        Note<NoticeGiven>(s => (s.Body.Of is not { } of || _said.Ledger.Measures.ContainsKey(of) ? null : Standing(s.Author, of))
            ?? (s.Body.Parties.Contains(s.Author) ? null : MemberNotBound));
        Note<NoticeChanged>(s => Refers<NoticeGiven>(s.Body.Notice, out var notice) ?? Author(s.Author, notice.Author));
        Note<ReadingGiven>(s => Refers<NoticeGiven>(s.Body.Notice, out var notice) ?? (notice.Body.Parties.Contains(s.Author) ? null : MemberNotBound));
    }

    private void Rollback()
    {
        Note<RollbackStepReported>(s => Refers<RollbackOffered>(s.Body.Plan, out var offer)
            ?? (!_confirmed.Contains(offer.Id) ? NotConfirmed
                : offer.Body.Plan.Pairs.SelectMany(p => p.Steps).FirstOrDefault(p => p.Id == s.Body.Step) is not { } step ? ClauseUnknown
                : Author(s.Author, step.Member)));
        Note<RollbackStepConfirmed>(s => Refers<RollbackStepReported>(s.Body.Report, out var report)
            ?? (report.Author == s.Author ? NotTheAddressee
                : Refers<RollbackOffered>(report.Body.Plan, out var plan) is null && plan.Body.Plan.Members().Contains(s.Author) ? null : MemberNotBound));
    }

    private string? Acceptance(Spoken<OfferAccepted> s) => OfOffer(s.Body.Offer, out var offer)
        ?? (offer.Author == s.Author ? OwnOffer : null)
        ?? (BoundBy(offer).Contains(s.Author) ? null : MemberNotBound)
        ?? (TermsDigest.OfOffer(offer.Body)?.ToString() == s.Body.Digest ? null : AcceptanceAnotherDigest)
        ?? (s.Body.Date > Until(offer) ? AcceptanceAfterTheOffer : null);

    // An acceptance is released by the offering party alone, until the day it names.
    private string? Refusal(Spoken<OfferRefused> s) => OfOffer(s.Body.Offer, out var offer)
        ?? (offer.Author == s.Author ? OwnOffer : null)
        ?? (BoundBy(offer).Contains(s.Author) ? null : MemberNotBound)
        ?? (AcceptancesBy(s.Author, s.Body.Offer).Any(a => a.Index < s.Index && s.Body.Date <= a.Body.Until) ? RefusalAfterAcceptance : null);

    private string? Confirmation(Spoken<OfferConfirmed> s)
    {
        if ((OfOffer(s.Body.Offer, out var offer) ?? Author(s.Author, offer.Author)) is { } reason)
        {
            return reason;
        }

        var cited = s.Body.Acceptances.Select(id => Refers<OfferAccepted>(id, out var a) is null ? (Spoken<OfferAccepted>?)a : null).OfType<Spoken<OfferAccepted>>()
            .Where(a => a.Body.Offer == offer.Id).ToArray();
        return !BoundBy(offer).Where(m => m != offer.Author).ToHashSet().SetEquals(cited.Select(a => a.Author)) ? ConfirmationAcceptancesMissing
            : cited.Any(a => s.Body.Date > a.Body.Until || s.Body.Date < a.Body.Date) ? ConfirmationAfterAcceptance
            : null;
    }

    // Of confirming and withdrawing the first in the offering party's journal counts; at one index both stand, as a fork.
    private void FirstWord()
    {
        var confirmed = Effective<OfferConfirmed>().ToLookup(c => c.Body.Offer);
        var withdrawn = Effective<OfferWithdrawn>().ToLookup(w => w.Body.Offer);
        _confirmed = [.. confirmed.Where(c => c.Min(x => x.Index) < withdrawn[c.Key].Select(w => w.Index).DefaultIfEmpty(long.MaxValue).Min()).Select(c => c.Key)];
        Note<OfferWithdrawn>(w => confirmed[w.Body.Offer].Any(c => c.Index < w.Index) ? WithdrawalAfterConfirmation : null);
        Note<OfferConfirmed>(c => withdrawn[c.Body.Offer].Any(w => w.Index < c.Index) ? ConfirmationAfterWithdrawal : null);
    }

    private string? Lapse(Spoken<LapseNoted> s) => OfOffer(s.Body.Offer, out _)
        ?? (AcceptancesBy(s.Author, s.Body.Offer).Where(a => a.Index < s.Index).Select(a => a.Body.Until).DefaultIfEmpty(DateOnly.MaxValue).Max() >= s.Body.Date ? LapseTooEarly : null)
        ?? ((_confirmations ??= Effective<OfferConfirmed>().ToLookup(c => c.Body.Offer))[s.Body.Offer].Any(c => Witness.HadSeen(s.Said, c.Said)) ? LapseConfirmationSeen : null);

    private string? Alleged(MemberId author, AllegationMade b) =>
        (b.Standstill is { } id ? Standing(author, id) ?? Bound(b.Against, Terms(id)) : null)
        ?? (b.Against == author ? NotTheAddressee : null)
        ?? (b.Step is { } step ? Step(step) : null)
        ?? Clause(b.Standstill, b.Clause);

    private string? Suspension(Spoken<DutySuspended> s)
    {
        if ((Refers<AllegationMade>(s.Body.Allegation, out var allegation) ?? Author(s.Author, allegation.Author)) is { } reason)
        {
            return reason;
        }

        _outcomes ??= Effective<OutcomeStated>().ToLookup(o => (o.Body.Allegation, o.Author));
        var agreed = new[] { allegation.Author, allegation.Body.Against }.All(m =>
            _outcomes[(allegation.Id, m)].LastOrDefault() is { Body: { Outcome: Outcome.Breach } b } && b.Date <= s.Body.Date);
        return allegation.Body.Standstill is not { } id || !Terms(id).Consequences.Contains(Consequence.Suspension) ? SuspensionNotInTerms
            : allegation.Body.Clause != s.Body.Clause ? SuspensionAnotherClause
            : agreed ? null : SuspensionNotAgreed;
    }

    private string? Receipt(MemberId author, StatementId what) => _said.Find(what) is not { } said ? Absent(what)
        : _reasons.ContainsKey(what) ? ReferenceIneffective
        : said.Body switch
        {
            AllegationMade b => Addressee(author, b.Against),
            ConsultationRequested b => b.Of.Contains(author) ? null : NotTheAddressee,
            DemarcheLogged b => Addressee(author, b.To),
            HotLineSaid b => Addressee(author, b.To),
            NoticeGiven b => b.Parties.Contains(author) && said.Author != author ? null : NotTheAddressee,
            _ => ReferenceWrongKind,
        };

    private void Note<T>(Func<Spoken<T>, string?> reason)
        where T : IBody
    {
        foreach (var one in Effective<T>().ToArray())
        {
            if (reason(one) is { } rule)
            {
                _reasons[one.Id] = rule;
            }
        }
    }

    private IEnumerable<Spoken<T>> Effective<T>()
        where T : IBody => _said.All<T>().Where(s => !_reasons.ContainsKey(s.Id));

    private IEnumerable<Spoken<OfferAccepted>> AcceptancesBy(MemberId author, StatementId offer) =>
        (_acceptances ??= Effective<OfferAccepted>().ToLookup(a => (a.Body.Offer, a.Author)))[(offer, author)];

    private string? Refers<T>(StatementId id, out Spoken<T> to)
        where T : IBody
    {
        to = _said.Find(id) is { Body: T body } said ? new(said, body) : default;
        return Any(id, typeof(T));
    }

    private string? OfOffer(StatementId id, out Said offer)
    {
        offer = _said.Find(id)!;
        return Any(id, typeof(TermsOffered), typeof(RollbackOffered));
    }

    private string? Offer(StatementId id) => Any(id, typeof(TermsOffered));

    private string? Any(StatementId id, params Type[] kinds) => _said.Find(id) is not { } said ? Absent(id)
        : !kinds.Contains(said.Body.GetType()) ? ReferenceWrongKind
        : _reasons.ContainsKey(id) ? ReferenceIneffective
        : null;

    private string Absent(StatementId id) => _said.Facts.Unreadable.Contains(id) ? ReferenceIneffective
        : _said.Ledger.Measures.ContainsKey(id) || _said.Ledger.Acts.ContainsKey(id) ? ReferenceWrongKind
        : ReferenceUnknown;

    // What is said of a standstill has effect only when it was confirmed, and only from a party bound by it.
    private string? Standing(MemberId author, StatementId offer) =>
        Offer(offer) ?? (_confirmed.Contains(offer) ? Bound(author, Terms(offer)) : NotConfirmed);

    private string? Step(StatementId id) => _said.Ledger.Measures.ContainsKey(id) || _said.Ledger.Acts.ContainsKey(id) ? null : Any(id, typeof(StepNotified));

    private string? OwnMeasure(MemberId author, StatementId measure) =>
        _said.Ledger.Measures.TryGetValue(measure, out var found) ? Author(author, found.Owner) : ReferenceUnknown;

    private string? Clause(StatementId? standstill, string? clause) =>
        standstill is null || clause is null || Terms(standstill.Value).HasClause(clause) ? null : ClauseUnknown;

    private StandstillTerms Terms(StatementId offer) => ((TermsOffered)_said.Find(offer)!.Body).Terms;

    private static string? Bound(MemberId member, StandstillTerms terms) => terms.Bound.Contains(member) ? null : MemberNotBound;

    private static string? Author(MemberId author, MemberId expected) => author == expected ? null : NotTheAuthor;

    private static string? Addressee(MemberId author, MemberId expected) => author == expected ? null : NotTheAddressee;

    private static ValueList<MemberId> BoundBy(Said offer) => offer.Body is TermsOffered b ? b.Terms.Bound : ((RollbackOffered)offer.Body).Plan.Members();

    private static DateOnly Until(Said offer) => offer.Body is TermsOffered b ? b.Until : ((RollbackOffered)offer.Body).Until;
}
