using System.Text.Json.Serialization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

// Wire form of every body here: docs/spec/standstill.md. Every body holds the calendar day on which its author says it
// was done; rules compare these days with the reader's day and never with a clock.

/// <summary>A body with the day of what it does.</summary>
public interface IDatedBody : IBody
{
    /// <summary>The day in the zone of the terms it belongs to; by itself, in the charter's.</summary>
    DateOnly Date { get; }
}

/// <summary>The author floats terms without offering them: nobody can accept a float.</summary>
[StatementKind("standstill.terms-floated/1")]
public sealed record TermsFloated(StandstillTerms Terms, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author comments on floated terms, heard only in the channel it is said in.</summary>
[StatementKind("standstill.float-commented/1")]
public sealed record FloatCommented(StatementId Float, CommentStance Stance, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author offers a standstill on these terms. Binds nobody until accepted by all bound and confirmed by the author.</summary>
/// <param name="Until">Last day on which it can be accepted, inclusive.</param>
[StatementKind("standstill.terms-offered/1")]
public sealed record TermsOffered(StandstillTerms Terms, DateOnly Until, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author offers a plan to unwind; accepted and confirmed as terms are.</summary>
[StatementKind("standstill.rollback-offered/1")]
public sealed record RollbackOffered(RollbackPlan Plan, DateOnly Until, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author accepts an offer, and is held to it until the day it names unless the offering party releases it.</summary>
/// <param name="Digest">Digest of the terms or plan accepted (TermsDigest).</param>
/// <param name="Until">Last day on which the offering party can confirm, inclusive.</param>
/// <param name="Disputed">Measures of the inventory whose place in it the author disputes: 0 to 256.</param>
[StatementKind("standstill.offer-accepted/1")]
public sealed record OfferAccepted(StatementId Offer, string Digest, DateOnly Until, ValueList<StatementId> Disputed, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The offering party confirms that all have accepted; from here on they are bound.</summary>
/// <param name="Acceptances">One of each party bound but the author: 1 to 16.</param>
[StatementKind("standstill.offer-confirmed/1")]
public sealed record OfferConfirmed(StatementId Offer, ValueList<StatementId> Acceptances, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The offering party takes its offer back and releases whoever accepted it. Without effect once confirmed.</summary>
[StatementKind("standstill.offer-withdrawn/1")]
public sealed record OfferWithdrawn(StatementId Offer, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author refuses an offer. It may still accept later, while the offer stands.</summary>
[StatementKind("standstill.offer-refused/1")]
public sealed record OfferRefused(StatementId Offer, string? Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author denied in public that there is such an offer or float, or reports its own public denial.</summary>
[StatementKind("standstill.denied-in-public/1")]
public sealed record DeniedInPublic(StatementId Offer, string Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author accepted, the day it named has passed, and it had seen no confirmation: it holds itself free.</summary>
[StatementKind("standstill.lapse-noted/1")]
public sealed record LapseNoted(StatementId Offer, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author proposes what may be said in public of an offer, apart from its text.</summary>
/// <param name="Texts">One per language: 1 to 16.</param>
[StatementKind("standstill.line-proposed/1")]
public sealed record LineProposed(StatementId Offer, ValueList<WordsIn> Texts, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author agrees to a public line.</summary>
[StatementKind("standstill.line-agreed/1")]
public sealed record LineAgreed(StatementId Line, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author gives notice of a step it plans.</summary>
/// <param name="Measure">The author's measure when it is recorded already, or null.</param>
/// <param name="Planned">The day it is planned for.</param>
[StatementKind("standstill.step-notified/1")]
public sealed record StepNotified(
    StatementId Standstill, StatementId? Measure, string Title, string Track, string Kind, DateOnly Planned, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author comments on a notice of a planned step.</summary>
[StatementKind("standstill.notice-commented/1")]
public sealed record NoticeCommented(StatementId Notice, NoticeStance Stance, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>A bound party says what it takes a step to be, for itself alone.</summary>
/// <param name="Step">A measure, an act, or a notice of a planned step.</param>
/// <param name="Kind">A word for the kind of step, as in the terms' subjects.</param>
/// <param name="Effect">What it does to the matter as it stood.</param>
/// <param name="Matter">The matter it belongs to, or null.</param>
/// <param name="CarveOut">Id of the carve-out it is taken to fall under, or null.</param>
[StatementKind("standstill.step-classified/1")]
public sealed record StepClassified(
    StatementId Standstill, StatementId Step, string Track, string Kind, StepEffect Effect, StatementId? Matter, string? CarveOut,
    string Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author alleges that a bound party acted contrary to the terms, or that a member makes an undeclared linkage.</summary>
/// <param name="Standstill">The confirmed offer; null when what is alleged is a linkage outside any standstill.</param>
/// <param name="Step">The recorded measure, act or notice; null for an incident not recorded.</param>
/// <param name="Clause">Id of the subject or clause of the terms; null with a linkage.</param>
/// <param name="Delivered">The day the author handed it over; null when it is given by this statement alone.</param>
/// <param name="Linkage">What is said to be made to wait for what; null unless an undeclared linkage is alleged.</param>
[StatementKind("standstill.allegation-made/1")]
public sealed record AllegationMade(
    StatementId? Standstill, MemberId Against, StatementId? Step, string? Clause, LinkageTracks? Linkage, string Text, string Language,
    Confidence Confidence, ValueList<Source> Sources, DateOnly? Delivered, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The addressee acknowledges receipt; <see cref="Date"/> is the day it received it.</summary>
/// <param name="What">An allegation, a request for consultation, a demarche, a hot-line item or a notice.</param>
[StatementKind("standstill.receipt-acknowledged/1")]
public sealed record ReceiptAcknowledged(StatementId What, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The party an allegation is made against answers it.</summary>
/// <param name="Clause">The clause that excuses; given exactly when the answer excuses.</param>
[StatementKind("standstill.allegation-answered/1")]
public sealed record AllegationAnswered(StatementId Allegation, Answer Answer, string? Clause, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author says that it has undone a step of its own.</summary>
[StatementKind("standstill.cure-reported/1")]
public sealed record CureReported(StatementId Standstill, StatementId Step, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>Whoever checks says what it found of fact.</summary>
[StatementKind("standstill.allegation-checked/1")]
public sealed record AllegationChecked(StatementId Allegation, CheckResult Result, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>One of the two sides of an allegation says how it ends; it ends so when both say the same.</summary>
[StatementKind("standstill.outcome-stated/1")]
public sealed record OutcomeStated(StatementId Allegation, Outcome Outcome, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>After an agreed breach the alleging party suspends its own duty under the clause that was breached, and no other.</summary>
/// <param name="Through">Last day of the suspension, inclusive.</param>
[StatementKind("standstill.duty-suspended/1")]
public sealed record DutySuspended(StatementId Allegation, string Clause, DateOnly Through, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The convener pledges something that a named finding makes due. It binds the convener alone.</summary>
/// <param name="Trigger">The finding that makes it due.</param>
/// <param name="Towards">Whom it is promised to or would fall on.</param>
[StatementKind("standstill.pledge-made/1")]
public sealed record PledgeMade(
    StatementId Standstill, PledgeTrigger Trigger, MemberId Towards, PledgeKind Kind, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author gives notice that it will end a standstill or another instrument.</summary>
/// <param name="Of">The confirmed offer or the measure that stands for the instrument; null when it is only named.</param>
/// <param name="Instrument">Its name: 1 to 200 characters.</param>
/// <param name="Parties">Whose reading counts: 2 to 16.</param>
/// <param name="Effective">The first day on which it would be ended.</param>
[StatementKind("standstill.notice-given/1")]
public sealed record NoticeGiven(
    StatementId? Of, string Instrument, ValueList<MemberId> Parties, DateOnly Effective, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author of a notice suspends its effect, resumes it, or withdraws it.</summary>
[StatementKind("standstill.notice-changed/1")]
public sealed record NoticeChanged(StatementId Notice, NoticeChange Change, string? Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>A party to the instrument says how it reads a notice as it stands.</summary>
[StatementKind("standstill.reading-given/1")]
public sealed record ReadingGiven(StatementId Notice, ReadingEffect Effect, string Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author extends a standstill; it is extended when every bound party says the same day.</summary>
[StatementKind("standstill.extended/1")]
public sealed record StandstillExtended(StatementId Standstill, DateOnly Through, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author reports that it did a step of an agreed plan.</summary>
[StatementKind("standstill.rollback-step-reported/1")]
public sealed record RollbackStepReported(
    StatementId Plan, string Step, string Text, string Language, ValueList<Source> Sources, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>Another party to the plan says whether it finds the step done.</summary>
[StatementKind("standstill.rollback-step-confirmed/1")]
public sealed record RollbackStepConfirmed(StatementId Report, bool Done, string? Words, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author declares that it makes something in one track wait for something in another.</summary>
[StatementKind("standstill.linkage-declared/1")]
public sealed record LinkageDeclared(LinkageTracks Linkage, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author takes a declared linkage back.</summary>
[StatementKind("standstill.linkage-withdrawn/1")]
public sealed record LinkageWithdrawn(StatementId Linkage, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author asks others for consultation; the clock runs from receipt.</summary>
/// <param name="Of">Whom: 1 to 16, not the author.</param>
/// <param name="Days">Days from receipt to the answer, 0 to 366.</param>
[StatementKind("standstill.consultation-requested/1")]
public sealed record ConsultationRequested(
    ValueList<MemberId> Of, string Text, string Language, int Days, DeadlineClock Clock, DateOnly? Delivered, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>One who was asked for consultation answers.</summary>
[StatementKind("standstill.consultation-answered/1")]
public sealed record ConsultationAnswered(StatementId Request, bool Accepts, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author logs a demarche it made.</summary>
[StatementKind("standstill.demarche-logged/1")]
public sealed record DemarcheLogged(MemberId To, DemarcheForm Form, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>The author says something over the hot line, to be acknowledged at once.</summary>
/// <param name="Answers">The item it answers, or null.</param>
[StatementKind("standstill.hot-line-said/1")]
public sealed record HotLineSaid(MemberId To, StatementId? Answers, string Text, string Language, DateOnly Date) : IDatedBody
{
    public IEnumerable<Fault> Faults() => StandstillFaults.Of(this);
}

/// <summary>Something in one track made to wait for something in another; both are tracks of the charter and differ.</summary>
public sealed record LinkageTracks(string Track, string WaitsFor);

[JsonConverter(typeof(KebabCase<CommentStance>))]
public enum CommentStance { Acceptable, WithChanges, NotAcceptable }

[JsonConverter(typeof(KebabCase<NoticeStance>))]
public enum NoticeStance { NoObjection, Concern, Objection }

[JsonConverter(typeof(KebabCase<StepEffect>))]
public enum StepEffect { Tightens, Eases, Plans, Threatens, Omits, Neutral }

[JsonConverter(typeof(KebabCase<Answer>))]
public enum Answer { Admits, Denies, Explains, Excuses }

[JsonConverter(typeof(KebabCase<CheckResult>))]
public enum CheckResult { AsAlleged, NotAsAlleged, Inconclusive }

[JsonConverter(typeof(KebabCase<Outcome>))]
public enum Outcome { Breach, NoBreach, Cured, Excused, Disagreement }

[JsonConverter(typeof(KebabCase<PledgeTrigger>))]
public enum PledgeTrigger { KeptToTheEnd, AgreedBreach }

[JsonConverter(typeof(KebabCase<PledgeKind>))]
public enum PledgeKind { Benefit, Consequence }

[JsonConverter(typeof(KebabCase<NoticeChange>))]
public enum NoticeChange { Suspended, Resumed, Withdrawn }

/// <summary><c>Ends</c>: it ends the instrument on its day. <c>Revocable</c>: the instrument goes on and can be ended at any time. <c>FreshNotice</c>: the notice is spent; ending needs a new one.</summary>
[JsonConverter(typeof(KebabCase<ReadingEffect>))]
public enum ReadingEffect { Ends, Revocable, FreshNotice }

[JsonConverter(typeof(KebabCase<DemarcheForm>))]
public enum DemarcheForm { Oral, NoteVerbale, AideMemoire, NonPaper }
