using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>A silence: for whom it ran, who broke it, and whether everybody is shown to have kept it.</summary>
/// <remarks>
/// From the record and the day alone. Nobody is silent without a receipt of its own before the hour, nobody is bound who has not itself spoken
/// after it, and an objection that the chair could not have seen contests the adoption unless its author is shown to have made it late.
/// </remarks>
internal sealed class SilenceRules
{
    private readonly DecisionCase _decision;
    private readonly SilenceTerms _terms;
    private readonly ValueList<ExtensionFinding> _extensions;
    private readonly DeadlineFinding _ends;
    private readonly HourRules? _hour;

    public SilenceRules(DecisionCase decision)
    {
        (_decision, _terms) = (decision, decision.Proposed.Body.Silence!);
        (_extensions, _ends) = Extended();
        _hour = HourRules.Of(_ends) is { } hour ? new(decision.Scope.Said, hour) : null;
    }

    public DecisionFinding Judge()
    {
        var none = _decision.Finding() with { Ends = _ends, Extensions = _extensions };
        if (_decision.Withdrawal is not null || !_decision.IsClean)
        {
            return none;
        }

        if (_hour is not { } hour)
        {
            return none with { Rule = SilenceNoHolidayData, Because = [_decision.Proposed.Id] };
        }

        if ((hour.Hour - HourRules.Earliest(_decision.Proposed.Said, _decision.Scope.Said)).TotalHours < _terms.MinimumHours)
        {
            return none with { Rule = SilenceTooShort, Because = [_decision.Proposed.Id] };
        }

        return Run(none, hour);
    }

    private DecisionFinding Run(DecisionFinding none, HourRules hour)
    {
        var objections = _decision.Of<ObjectionMade>(o => o.Decision).ToArray();
        var inTime = objections.Where(o => !hour.IsShownLate(o.Said)).ToArray();
        var certificates = _decision.Of<SilenceCertified>(c => c.Decision).ToArray();
        var valid = certificates.Where(c => hour.ClaimsToBeAfter(c.Said)).ToArray();
        var first = valid.Length > 0 ? valid[0].Said : null;
        var unseen = inTime.Where(o => first is not null && !Sight.HadSeen(first, o.Said)).ToArray();
        var settled = unseen.Select(o => (o.Id, Adopted: Settled(o))).Where(o => o.Adopted is not null).ToDictionary(o => o.Id, o => o.Adopted!.Value);
        var contesting = unseen.Where(o => !settled.ContainsKey(o.Id)).ToArray();
        var lifted = unseen.Where(o => settled.GetValueOrDefault(o.Id)).ToArray();
        var breaking = inTime.Except(contesting).Except(lifted).ToArray();
        var witnessed = valid.SelectMany(c => Witnesses(c, hour)).Distinct().ToHashSet();
        var parties = _decision.Parties.Select(p => Party(p, hour, witnessed, inTime, lifted)).ToValueList();
        var (standing, rule) = Standing(first is not null, breaking, contesting, parties);
        return none with
        {
            Standing = standing,
            Rule = rule,
            Parties = parties,
            BoundNow = standing == DecisionStanding.Adopted ? _decision.Parties : [],
            Certificates = certificates.Select(c => new CertificateFinding(
                c.Id, Witnesses(c, hour).Distinct().Order(_decision.Scope.Order).ToValueList(),
                !hour.ClaimsToBeAfter(c.Said) ? CertificateEarly : breaking.Any(o => Sight.HadSeen(c.Said, o.Said)) ? CertificateObjectionSeen : CertificateHolds)).ToValueList(),
            Objections = objections.Select(o => new ObjectionFinding(
                o.Id, o.Author, o.Body.Amendment, hour.IsShownLate(o.Said) ? ObjectionLate : contesting.Contains(o) ? ObjectionContests : breaking.Contains(o) ? ObjectionStands : ObjectionLifted)).ToValueList(),
            Because = breaking.Length > 0 ? Ids(breaking) : contesting.Length > 0 ? Ids(contesting) : [first?.Id ?? _decision.Proposed.Id],
        };
    }

    private (DecisionStanding Standing, string Rule) Standing(
        bool isCertified, Spoken<ObjectionMade>[] breaking, Spoken<ObjectionMade>[] contesting, ValueList<PartyDecision> parties) =>
        breaking.Any(o => o.Body.Amendment is not null) ? (DecisionStanding.Broken, SilenceBrokenWithAmendment)
        : breaking.Length > 0 ? (DecisionStanding.Broken, SilenceBroken)
        : contesting.Length > 0 ? (DecisionStanding.Contested, DecisionContested)
        : isCertified && parties.All(p => p.Rule == PartyKeptSilence) ? (DecisionStanding.Adopted, AdoptedBySilence)
        : isCertified ? (DecisionStanding.Incomplete, DecisionIncomplete)
        : Deadlines.HasPassed(_ends, _decision.Scope.AsOf) ? (DecisionStanding.AwaitingCertificate, AwaitingCertificate)
        : (DecisionStanding.Running, SilenceRuns);

    private PartyDecision Party(
        MemberId party, HourRules hour, HashSet<MemberId> witnessed, Spoken<ObjectionMade>[] inTime, Spoken<ObjectionMade>[] lifted)
    {
        if (inTime.Where(o => o.Author == party).ToArray() is [.., var objection])
        {
            return new(party, lifted.Contains(objection) ? PartyKeptSilence : PartyObjected, objection.Id);
        }

        // The chair received what it sent, and says by its certificate that it does not object.
        var receipts = party == _decision.Text.Chair ? [_decision.Proposed.Said] : _decision.Of<ReceiptGiven>(r => r.Decision).Where(r => r.Author == party).Select(r => r.Said).ToArray();
        return receipts.FirstOrDefault(r => !hour.IsShownLate(r)) is not { } receipt ? new(party, receipts.Length > 0 ? PartyReceiptLate : PartyNotRunning, receipts.Length > 0 ? receipts[0].Id : null)
            : witnessed.Contains(party) ? new(party, PartyKeptSilence, receipt.Id)
            : Deadlines.HasPassed(_ends, _decision.Scope.AsOf) ? new(party, PartyUnwitnessed, receipt.Id)
            : new(party, PartyRunning, receipt.Id);
    }

    private IEnumerable<MemberId> Witnesses(Spoken<SilenceCertified> certificate, HourRules hour) => certificate.Body.Witnesses.Select(_decision.Scope.Said.Find).OfType<Said>()
        .Where(w => _decision.Parties.Contains(w.Author) && Sight.HadSeen(certificate.Said, w) && hour.ClaimsToBeAfter(w)).Select(w => w.Author)
        .Concat(_decision.Parties.Where(p => p == certificate.Author && hour.ClaimsToBeAfter(certificate.Said)));

    /// <returns>Whether the decision is adopted all the same, when the chair and the author of the objection say so alike; null while they do not.</returns>
    private bool? Settled(Spoken<ObjectionMade> objection)
    {
        var said = _decision.Scope.Counting(_decision.Scope.Said.By<ContestSettled>(s => s.Objection)[objection.Id]).GroupBy(s => s.Author).ToDictionary(s => s.Key, s => s.Last().Body.Adopted);
        return said.TryGetValue(_decision.Text.Chair, out var chair) && said.TryGetValue(objection.Author, out var author) && chair == author ? chair : null;
    }

    private (ValueList<ExtensionFinding> Extensions, DeadlineFinding Ends) Extended()
    {
        var ends = Deadlines.After(_terms.Ends, 0, _terms.Clock);
        var certified = _decision.Of<SilenceCertified>(c => c.Decision).Select(c => c.Index).DefaultIfEmpty(long.MaxValue).Min();
        var extensions = new List<ExtensionFinding>();
        foreach (var extension in _decision.Of<SilenceExtended>(e => e.Decision))
        {
            var later = Deadlines.After(extension.Body.Ends, 0, _terms.Clock);
            var isInTime = extension.Index < certified && later.Date > ends.Date && HourRules.Of(ends) is { } hour && !new HourRules(_decision.Scope.Said, hour).IsShownLate(extension.Said);
            extensions.Add(new(extension.Id, extension.Body.Ends, isInTime ? ExtensionMade : ExtensionWithoutEffect));
            ends = isInTime ? later : ends;
        }

        return (extensions.ToValueList(), ends);
    }

    private static ValueList<StatementId> Ids(IEnumerable<Spoken<ObjectionMade>> objections) => objections.Select(o => o.Id).Order().ToValueList();
}
