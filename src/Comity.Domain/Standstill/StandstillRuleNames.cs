namespace Comity.Domain.Standstill;

/// <summary>Codes of all rules of standstills, as on the spec page; wording in StandstillText.resx.</summary>
public static class StandstillRuleNames
{
    public const string FloatOpen = "standstill.float.open";
    public const string FloatOffered = "standstill.float.offered";

    public const string OfferOpen = "standstill.offer.open";
    public const string OfferAwaitingConfirmation = "standstill.offer.awaiting-confirmation";
    public const string OfferConfirmed = "standstill.offer.confirmed";
    public const string OfferWithdrawn = "standstill.offer.withdrawn";
    public const string OfferLapsed = "standstill.offer.lapsed";
    public const string OfferRefused = "standstill.offer.refused";
    public const string OfferForked = "standstill.offer.forked";
    public const string ConfirmationNotSeenInTime = "standstill.confirmation.not-seen-in-time";
    public const string DeniedInPublic = "standstill.offer.denied-in-public";
    public const string LineIsProposed = "standstill.line.proposed";
    public const string LineIsAgreed = "standstill.line.agreed";

    public const string LifeAhead = "standstill.life.ahead";
    public const string LifeRunning = "standstill.life.running";
    public const string LifeExtended = "standstill.life.extended";
    public const string LifeEnding = "standstill.life.ending";
    public const string LifeTermEnded = "standstill.life.term-ended";
    public const string LifeEndedByNotice = "standstill.life.ended-by-notice";
    public const string LifeReadingsDiffer = "standstill.life.readings-differ";

    public const string StepOutside = "standstill.step.outside";
    public const string StepCarvedOut = "standstill.step.carved-out";
    public const string StepPrivate = "standstill.step.private";
    public const string StepPromulgated = "standstill.step.promulgated";
    public const string StepRunsItsCourse = "standstill.step.runs-its-course";
    public const string StepBeyondBaseline = "standstill.step.beyond-baseline";
    public const string StepNothingSinceTheStart = "standstill.step.nothing-since-the-start";
    public const string StepAfterTheEnd = "standstill.step.after-the-end";
    public const string StepEasing = "standstill.step.easing";
    public const string StepPlannedNotified = "standstill.step.planned-notified";
    public const string StepNotifiedWithoutObjection = "standstill.step.notified-without-objection";
    public const string StepPlannedNotNotified = "standstill.step.planned-not-notified";
    public const string StepNotifiedLate = "standstill.step.notified-late";
    public const string StepTakenAfterNotice = "standstill.step.taken-after-notice";
    public const string StepContrary = "standstill.step.contrary";
    public const string StepThreat = "standstill.step.threat";
    public const string StepOmission = "standstill.step.omission";
    public const string StepDutySuspended = "standstill.step.duty-suspended";
    public const string StepUnclassified = "standstill.step.unclassified";
    public const string StepClassificationForked = "standstill.step.classification-forked";
    public const string StepClassificationsDiffer = "standstill.step.classifications-differ";

    public const string ReceiptAcknowledged = "standstill.receipt.acknowledged";
    public const string ReceiptDelivered = "standstill.receipt.delivered";
    public const string ReceiptDaysDiffer = "standstill.receipt.days-differ";
    public const string ReceiptSeen = "standstill.receipt.seen";
    public const string ReceiptUnknown = "standstill.receipt.unknown";
    public const string AllegationNotReceived = "standstill.allegation.not-received";
    public const string AllegationAwaitingReply = "standstill.allegation.awaiting-reply";
    public const string AllegationSilence = "standstill.allegation.silence";
    public const string AllegationAdmitted = "standstill.allegation.admitted";
    public const string AllegationAnswered = "standstill.allegation.answered";
    public const string AllegationAwaitingCheck = "standstill.allegation.awaiting-check";
    public const string AllegationCheckOverdue = "standstill.allegation.check-overdue";
    public const string AllegationChecked = "standstill.allegation.checked";
    public const string AllegationChecksDiffer = "standstill.allegation.checks-differ";
    public const string AllegationCureReported = "standstill.allegation.cure-reported";
    public const string CureCrossed = "standstill.allegation.cure-crossed";
    public const string AllegationBreachAgreed = "standstill.allegation.breach-agreed";
    public const string AllegationNoBreachAgreed = "standstill.allegation.no-breach-agreed";
    public const string AllegationCured = "standstill.allegation.cured";
    public const string AllegationExcused = "standstill.allegation.excused";
    public const string AllegationDisagreement = "standstill.allegation.disagreement";
    public const string SuspensionInEffect = "standstill.suspension.in-effect";
    public const string SuspensionOver = "standstill.suspension.over";
    public const string DeadlineFixed = "standstill.deadline.fixed";
    public const string DeadlineNoHolidayData = "standstill.deadline.no-holiday-data";

    public const string PledgeMade = "standstill.pledge.made";
    public const string PledgeDue = "standstill.pledge.due";

    public const string NoticeGiven = "standstill.notice.given";
    public const string NoticeTakenEffect = "standstill.notice.taken-effect";
    public const string NoticeSuspended = "standstill.notice.suspended";
    public const string NoticeWithdrawn = "standstill.notice.withdrawn";
    public const string NoticeReadingsDiffer = "standstill.notice.readings-differ";
    public const string NoticeReadingsAgreed = "standstill.notice.readings-agreed";
    public const string NoticeSeenLate = "standstill.notice.seen-late";

    public const string RollbackNotAgreed = "standstill.rollback.not-agreed";
    public const string RollbackStepAhead = "standstill.rollback.step-ahead";
    public const string RollbackStepWaiting = "standstill.rollback.step-waiting";
    public const string RollbackStepOverdue = "standstill.rollback.step-overdue";
    public const string RollbackStepReported = "standstill.rollback.step-reported";
    public const string RollbackStepDone = "standstill.rollback.step-done";
    public const string RollbackStepDisputed = "standstill.rollback.step-disputed";

    public const string LinkageDeclared = "standstill.linkage.declared";
    public const string LinkageWithdrawn = "standstill.linkage.withdrawn";
    public const string ConsultationNotReceived = "standstill.consultation.not-received";
    public const string ConsultationAwaitingAnswer = "standstill.consultation.awaiting-answer";
    public const string ConsultationSilence = "standstill.consultation.silence";
    public const string ConsultationAccepted = "standstill.consultation.accepted";
    public const string ConsultationDeclined = "standstill.consultation.declined";
    public const string LogAcknowledged = "standstill.log.acknowledged";
    public const string LogUnacknowledged = "standstill.log.unacknowledged";

    public const string BodyUnreadable = "standstill.body.unreadable";
    public const string ReferenceUnknown = "standstill.reference.unknown";
    public const string ReferenceWrongKind = "standstill.reference.wrong-kind";
    public const string ReferenceIneffective = "standstill.reference.ineffective";
    public const string MemberNotBound = "standstill.member.not-bound";
    public const string NotTheAuthor = "standstill.member.not-the-author";
    public const string NotTheAddressee = "standstill.member.not-the-addressee";
    public const string OwnOffer = "standstill.offer.own";
    public const string NotConfirmed = "standstill.offer.not-confirmed";
    public const string AcceptanceAnotherDigest = "standstill.acceptance.another-digest";
    public const string AcceptanceAfterTheOffer = "standstill.acceptance.after-the-offer";
    public const string RefusalAfterAcceptance = "standstill.refusal.after-acceptance";
    public const string ConfirmationAcceptancesMissing = "standstill.confirmation.acceptances-missing";
    public const string ConfirmationAfterAcceptance = "standstill.confirmation.after-acceptance";
    public const string ConfirmationAfterWithdrawal = "standstill.confirmation.after-withdrawal";
    public const string WithdrawalAfterConfirmation = "standstill.withdrawal.after-confirmation";
    public const string LapseTooEarly = "standstill.lapse.too-early";
    public const string LapseConfirmationSeen = "standstill.lapse.confirmation-seen";
    public const string ClauseUnknown = "standstill.clause.unknown";
    public const string PledgeNotTheConvener = "standstill.pledge.not-the-convener";
    public const string CheckerNotNamed = "standstill.check.not-named";
    public const string SuspensionNotInTerms = "standstill.suspension.not-in-terms";
    public const string SuspensionNotAgreed = "standstill.suspension.not-agreed";
    public const string SuspensionAnotherClause = "standstill.suspension.another-clause";
    public const string ExtensionNotByAct = "standstill.extension.not-by-act";

    public static IReadOnlyList<string> All { get; } =
    [
        FloatOpen, FloatOffered,
        OfferOpen, OfferAwaitingConfirmation, OfferConfirmed, OfferWithdrawn, OfferLapsed, OfferRefused, OfferForked,
        ConfirmationNotSeenInTime, DeniedInPublic, LineIsProposed, LineIsAgreed,
        LifeAhead, LifeRunning, LifeExtended, LifeEnding, LifeTermEnded, LifeEndedByNotice, LifeReadingsDiffer,
        StepOutside, StepCarvedOut, StepPrivate, StepPromulgated, StepRunsItsCourse, StepBeyondBaseline, StepNothingSinceTheStart,
        StepAfterTheEnd, StepEasing, StepPlannedNotified, StepNotifiedWithoutObjection, StepPlannedNotNotified, StepNotifiedLate,
        StepTakenAfterNotice, StepContrary, StepThreat, StepOmission, StepDutySuspended, StepUnclassified, StepClassificationForked,
        StepClassificationsDiffer,
        ReceiptAcknowledged, ReceiptDelivered, ReceiptDaysDiffer, ReceiptSeen, ReceiptUnknown, AllegationNotReceived,
        AllegationAwaitingReply, AllegationSilence, AllegationAdmitted, AllegationAnswered, AllegationAwaitingCheck,
        AllegationCheckOverdue, AllegationChecked, AllegationChecksDiffer, AllegationCureReported, CureCrossed, AllegationBreachAgreed,
        AllegationNoBreachAgreed, AllegationCured, AllegationExcused, AllegationDisagreement, SuspensionInEffect, SuspensionOver,
        DeadlineFixed, DeadlineNoHolidayData,
        PledgeMade, PledgeDue,
        NoticeGiven, NoticeTakenEffect, NoticeSuspended, NoticeWithdrawn, NoticeReadingsDiffer, NoticeReadingsAgreed, NoticeSeenLate,
        RollbackNotAgreed, RollbackStepAhead, RollbackStepWaiting, RollbackStepOverdue, RollbackStepReported, RollbackStepDone,
        RollbackStepDisputed,
        LinkageDeclared, LinkageWithdrawn, ConsultationNotReceived, ConsultationAwaitingAnswer, ConsultationSilence,
        ConsultationAccepted, ConsultationDeclined, LogAcknowledged, LogUnacknowledged,
        BodyUnreadable, ReferenceUnknown, ReferenceWrongKind, ReferenceIneffective, MemberNotBound, NotTheAuthor, NotTheAddressee,
        OwnOffer, NotConfirmed, AcceptanceAnotherDigest, AcceptanceAfterTheOffer, RefusalAfterAcceptance,
        ConfirmationAcceptancesMissing, ConfirmationAfterAcceptance, ConfirmationAfterWithdrawal, WithdrawalAfterConfirmation,
        LapseTooEarly, LapseConfirmationSeen, ClauseUnknown, PledgeNotTheConvener, CheckerNotNamed, SuspensionNotInTerms,
        SuspensionNotAgreed, SuspensionAnotherClause, ExtensionNotByAct,
    ];
}
