using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Answers;

/// <summary>How a fact stands now, for a sentence to rest on.</summary>
/// <param name="IsConfirmed">Whether a sentence may give it as a fact.</param>
/// <param name="Standing">Of an act <c>confirmed</c>, <c>claimed</c>, <c>contested</c>, <c>disowned</c>, <c>corrected</c>, <c>not-affirmed</c>, <c>ahead</c>; of a measure or an agreed text its standing; <c>published</c>, <c>not-held</c>.</param>
/// <param name="By">Who contests, disowns, corrects or has yet to affirm it.</param>
public sealed record RestedFact(StatementId Id, bool IsConfirmed, string Standing, ValueList<MemberId> By)
{
    public static RestedFact NotHeld(StatementId id) => new(id, false, "not-held", []);

    /// <summary>Something said in public stands there for anybody to read: that it was said is a fact.</summary>
    public static RestedFact Published(StatementId id) => new(id, true, "published", []);

    /// <summary>First what speaks against it, so that one denial outweighs any source.</summary>
    public static RestedFact Of(ActFinding act) =>
        act.Answers.Where(a => a.Answer == RecordAnswer.Disowned).Select(a => a.Author).ToValueList() is { Count: > 0 } disowned ? new(act.Id, false, "disowned", disowned)
        : act.Answers.Where(a => a.Answer == RecordAnswer.Corrected).Select(a => a.Author).ToValueList() is { Count: > 0 } corrected ? new(act.Id, false, "corrected", corrected)
        : act.ContestedBy.Count > 0 ? new(act.Id, false, "contested", act.ContestedBy)
        : act.Ahead ? new(act.Id, false, "ahead", [])
        : act.NotYetAffirmedBy.Count > 0 && act.Confidence != Confidence.Confirmed ? new(act.Id, false, "not-affirmed", act.NotYetAffirmedBy)
        : act.Confidence == Confidence.Confirmed || (act.Basis == Basis.OwnAct && !act.Reported) ? new(act.Id, true, "confirmed", [])
        : new(act.Id, false, "claimed", [act.Author]);

    /// <param name="act">The act that opened it: what speaks against that speaks against the measure.</param>
    public static RestedFact Of(MeasureFinding measure, ActFinding? act) =>
        act is not null && Of(act) is { IsConfirmed: false } open ? open with { Id = measure.Id } : new(measure.Id, measure.Standing != MeasureStanding.NotYet, measure.Standing.Wire(), []);

    /// <summary>Terms or plans are an agreed text from their confirmation on.</summary>
    public static RestedFact Of(OfferFinding offer) => new(offer.Id, offer.Standing == OfferStanding.Confirmed && offer.DeniedRule is null, offer.DeniedRule is null ? offer.Standing.Wire() : "denied", offer.DeniedBy);

    public static RestedFact Of(LineFinding line) => new(line.Id, line.Rule == StandstillRuleNames.LineIsAgreed, line.Rule == StandstillRuleNames.LineIsAgreed ? "agreed" : "proposed", []);
}
