using Comity.Domain.Calendars;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>What follows from what was said of standstills, as of a day. Neutral between members; every list has a fixed order.</summary>
/// <param name="Floats">Terms floated, by day, then id.</param>
/// <param name="Offers">Terms and plans offered, by day, then id.</param>
/// <param name="Standstills">Those confirmed, in the order of their offers.</param>
/// <param name="Steps">One per measure, act or plan under each confirmed standstill, by first day since its start.</param>
/// <param name="Ineffective">Statements kept but without effect, with the reason, by id.</param>
public sealed record StandstillFindings(
    ValueList<FloatFinding> Floats, ValueList<OfferFinding> Offers, ValueList<LifeFinding> Standstills, ValueList<StepFinding> Steps,
    ValueList<AllegationFinding> Allegations, ValueList<SuspensionFinding> Suspensions, ValueList<NoticeFinding> Notices, ValueList<PledgeFinding> Pledges,
    ValueList<RollbackFinding> Rollbacks, ValueList<LinkageFinding> Linkages, ValueList<ConsultationFinding> Consultations, ValueList<LogFinding> Log,
    ValueList<IneffectiveFinding> Ineffective)
{
    public static StandstillFindings None { get; } = new([], [], [], [], [], [], [], [], [], [], [], [], []);
}

/// <param name="DeniedBy">Who denied it in public.</param>
/// <param name="OfferedAs">Offers of exactly these terms.</param>
public sealed record FloatFinding(
    StatementId Id, MemberId By, string Title, string Digest, DateOnly Date, string Rule, ValueList<FloatComment> Comments, ValueList<MemberId> DeniedBy,
    ValueList<StatementId> OfferedAs);

public sealed record FloatComment(StatementId Id, MemberId By, CommentStance Stance);

/// <param name="AwaitedFrom">Bound parties that have not accepted; the offering party accepts by confirming.</param>
/// <param name="BoundNow">Who is bound: all once confirmed, of a forked offer the forker alone, else nobody.</param>
/// <param name="DeniedRule">Set when somebody denied it in public; the standing is as it is all the same.</param>
/// <param name="Disputed">Items of the inventory that a party accepted under dispute.</param>
public sealed record OfferFinding(
    StatementId Id, OfferWhat What, MemberId By, string Title, string Digest, DateOnly Date, DateOnly Until, ValueList<MemberId> Bound,
    OfferStanding Standing, string Rule, ValueList<MemberId> AcceptedBy, ValueList<MemberId> AwaitedFrom, ValueList<MemberId> BoundNow, DateOnly? ConfirmedOn,
    ValueList<MemberId> DeniedBy, string? DeniedRule, ValueList<DisputedItem> Disputed, ValueList<LineFinding> Lines, ValueList<StatementId> Because);

public sealed record DisputedItem(StatementId Measure, ValueList<MemberId> By);

public sealed record LineFinding(StatementId Id, MemberId By, ValueList<WordsIn> Texts, ValueList<MemberId> AgreedBy, string Rule);

public enum OfferWhat { Terms, Rollback }

public enum OfferStanding { Offered, Accepted, Confirmed, Withdrawn, Lapsed, Refused, Contested }

/// <param name="LastDay">As extended, or as a notice ends it.</param>
/// <param name="Day">Days from the first to the day asked for, both counted; 0 before it starts, at most <paramref name="Of"/>.</param>
/// <param name="Lives">Where its notices are read differently: each reading with its last day; else empty.</param>
/// <param name="Because">The offer and the notices about it.</param>
public sealed record LifeFinding(
    StatementId Standstill, ValueList<MemberId> Bound, DateOnly Start, DateOnly LastDay, int Day, int Of, LifeStanding Standing, string Rule,
    ValueList<ReadLife> Lives, ValueList<StatementId> Because)
{
    /// <summary>What the bound parties have in force: candidates for a pair to unwind, longest in force first.</summary>
    public ValueList<CandidateFinding> Candidates { get; init; } = [];
}

public enum LifeStanding { Ahead, Running, Ending, Ended, ReadingsDiffer }

public sealed record ReadLife(ReadingEffect Effect, DateOnly LastDay, ValueList<MemberId> Readers);

/// <param name="Answers">Acts that somebody asserts its opening act answers.</param>
public sealed record CandidateFinding(StatementId Measure, MemberId Owner, string Title, DateOnly Since, ValueList<StatementId> Answers);

/// <param name="Track">As its owner tagged it; verdicts are by each party's classification.</param>
/// <param name="Verdicts">One per bound party; per reading too where it depends on how a notice is read.</param>
/// <param name="ConsultationOpen">True when parties' verdicts differ: each stands, none is ranked.</param>
public sealed record StepFinding(
    StatementId Standstill, StatementId Step, StepWhat What, MemberId Owner, string Title, string Track, string Kind, DateOnly Since,
    ValueList<PartyVerdict> Verdicts, bool ConsultationOpen, string? Rule, NotifiedFinding? Notice, ValueList<StatementId> Because);

public enum StepWhat { Measure, Act, Plan }

/// <param name="Clause">The clause of the terms it rests on, or null.</param>
/// <param name="Effect">The reading of a notice it depends on; null when it is the same by every reading.</param>
/// <param name="Because">The party's own classification; empty when its recorded tags or the terms alone decide.</param>
public sealed record PartyVerdict(MemberId Member, StepStanding Standing, string Rule, string? Clause, ReadingEffect? Effect, ValueList<StatementId> Because);

/// <summary>Contrary: apparently contrary by that party's classification. It is no finding of breach: only both sides together make one.</summary>
public enum StepStanding { Outside, CarvedOut, PlannedAndNotified, Contrary, Easing, Unclassified }

/// <param name="Allowed">The first day on which the step would be notified in time.</param>
/// <param name="AllWithoutObjection">Every other bound party said that it has no objection.</param>
public sealed record NotifiedFinding(
    StatementId Id, DateOnly Date, DateOnly Planned, DeadlineFinding Allowed, bool InTime, ValueList<CommentFinding> Comments, bool AllWithoutObjection);

public sealed record CommentFinding(StatementId Id, MemberId By, NoticeStance Stance);

/// <param name="ReplyLate">The first reply was given after its last day.</param>
/// <param name="Answer">The latest.</param>
/// <param name="Excuse">The clause the latest answer excuses by.</param>
/// <param name="Opens">What an agreed breach opens under the terms.</param>
/// <param name="Turn">Whose turn it is; empty when it is nobody's.</param>
public sealed record AllegationFinding(
    StatementId Id, StatementId? Standstill, MemberId By, MemberId Against, StatementId? Step, string? Clause, LinkageTracks? Linkage, Confidence Confidence, DateOnly Date,
    AllegationStanding Standing, string Rule, ReceiptFinding Receipt, DeadlineFinding? ReplyDue, bool ReplyLate, Answer? Answer, string? Excuse,
    DeadlineFinding? CheckDue, ValueList<CheckFinding> Checks, ValueList<Consequence> Opens, ValueList<MemberId> Turn, ValueList<StatementId> Because);

public enum AllegationStanding
{
    NotReceived, AwaitingReply, Silence, Answered, AwaitingCheck, CheckOverdue, Checked, CureReported, Breach, NoBreach, Cured, Excused, Disagreement,
}

public sealed record CheckFinding(StatementId Id, MemberId By, CheckResult Result);

/// <param name="From">The day from which the clock counts; null when receipt is not known and no clock runs.</param>
/// <param name="Acknowledged">By the addressee.</param>
/// <param name="Delivered">By the sender's record.</param>
public sealed record ReceiptFinding(DateOnly? From, DateOnly? Acknowledged, DateOnly? Delivered, string Rule);

/// <param name="Date">Last day, inclusive; null when holidays of a capital are not known and the day cannot be computed.</param>
/// <param name="Rule">Fixed, or no holiday data: then silence cannot run.</param>
/// <param name="Local">When it ends in the clock's zone, with offset; null with the date.</param>
/// <param name="Utc">The same instant in UTC.</param>
/// <param name="Edition">Edition of the time-zone data it was computed with.</param>
public sealed record DeadlineFinding(DateOnly? Date, string Rule, string? Zone, string? Local, string? Utc, string Edition, ValueList<CapitalTime> Capitals);

/// <param name="Day">What the last day is in that capital.</param>
public sealed record CapitalTime(MemberId Member, string Zone, string Local, DayKind Day);

public sealed record SuspensionFinding(
    StatementId Id, StatementId Standstill, MemberId By, string Clause, DateOnly From, DateOnly Through, string Rule, ValueList<StatementId> Because);

/// <param name="Suspended">Its author suspended its effect.</param>
/// <param name="Readings">Each party's own, charter order.</param>
/// <param name="UnseenBy">Parties that spoke on or after its effective day without having seen it, and gave no reading.</param>
public sealed record NoticeFinding(
    StatementId Id, StatementId? Of, string Instrument, MemberId By, ValueList<MemberId> Parties, DateOnly Given, DateOnly Effective, bool Suspended,
    NoticeStanding Standing, string Rule, ValueList<ReadingFinding> Readings, ValueList<MemberId> UnseenBy, ValueList<StatementId> Because);

public enum NoticeStanding { Given, TakenEffect, Suspended, Withdrawn, ReadingsDiffer, ReadingsAgreed }

public sealed record ReadingFinding(StatementId Id, MemberId Member, ReadingEffect Effect, string Words, string Language);

/// <param name="Because">What made it due; empty while it is not.</param>
public sealed record PledgeFinding(
    StatementId Id, StatementId Standstill, MemberId By, MemberId Towards, PledgeKind Kind, PledgeTrigger Trigger, string Text, string Language, string Rule,
    ValueList<StatementId> Because);

public sealed record RollbackFinding(StatementId Id, string Title, string Language, OfferStanding Standing, string Rule, ValueList<PairFinding> Pairs);

/// <param name="DaysApart">Days between the first and the last step reported, once all are.</param>
/// <param name="OneSidedFor">Days since the first step was reported while another is not; null otherwise.</param>
public sealed record PairFinding(string Id, PairMode Mode, ValueList<RollbackStepFinding> Steps, int? DaysApart, int? OneSidedFor);

public sealed record RollbackStepFinding(
    string Id, MemberId Member, string What, DateOnly By, StatementId? Measure, string? After, string Rule, StatementId? Report, DateOnly? ReportedOn,
    ValueList<StatementId> Because);

/// <param name="Days">Age in days, up to its withdrawal.</param>
public sealed record LinkageFinding(
    StatementId Id, MemberId By, LinkageTracks Linkage, string Text, string Language, DateOnly Since, int Days, bool Stands, string Rule, ValueList<StatementId> Because);

public sealed record ConsultationFinding(StatementId Id, MemberId By, string Text, string Language, DateOnly Date, ValueList<AskedFinding> Asked);

public sealed record AskedFinding(MemberId Member, string Rule, ReceiptFinding Receipt, DeadlineFinding? Due, StatementId? Answer, bool Late);

/// <param name="Form">How a demarche was made, or <c>hot-line</c>.</param>
public sealed record LogFinding(StatementId Id, MemberId By, MemberId To, string Form, DateOnly Date, StatementId? Answers, string Rule);
