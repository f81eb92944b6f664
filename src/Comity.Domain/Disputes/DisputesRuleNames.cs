namespace Comity.Domain.Disputes;

/// <summary>Codes of all rules of disputes, as on the spec page; wording in DisputesText.resx.</summary>
public static class DisputesRuleNames
{
    public const string LinkAsserted = "disputes.link.asserted";
    public const string LinkDenied = "disputes.link.denied";
    public const string LinkOnlyDenied = "disputes.link.only-denied";
    public const string LinkWithdrawn = "disputes.link.withdrawn";

    public const string MeasureNotYet = "disputes.measure.not-yet";
    public const string MeasureNoEntryRecorded = "disputes.measure.no-entry-recorded";
    public const string MeasureAnnounced = "disputes.measure.announced";
    public const string MeasureInForce = "disputes.measure.in-force";
    public const string MeasureInForceEased = "disputes.measure.in-force-eased";
    public const string MeasureSuspended = "disputes.measure.suspended";
    public const string MeasureNoEndRecorded = "disputes.measure.no-end-recorded";
    public const string MeasureLifted = "disputes.measure.lifted";

    public const string BodyUnreadable = "disputes.body.unreadable";
    public const string ReferenceUnknown = "disputes.reference.unknown";
    public const string ReferenceWrongKind = "disputes.reference.wrong-kind";
    public const string ReferenceIneffective = "disputes.reference.ineffective";
    public const string StageNotTheOwner = "disputes.stage.not-the-owner";
    public const string AffirmationNotAnActor = "disputes.affirmation.not-an-actor";
    public const string AffirmationOwnRecord = "disputes.affirmation.own-record";
    public const string AnswerNotAnActor = "disputes.answer.not-an-actor";
    public const string AnswerOwnRecord = "disputes.answer.own-record";
    public const string LinkNothingToWithdraw = "disputes.link.nothing-to-withdraw";
    public const string LinkFromBeforeTo = "disputes.link.from-before-to";
    public const string ChainCircular = "disputes.chain.circular";
    public const string TranslationNoSuchField = "disputes.translation.no-such-field";

    public static IReadOnlyList<string> All { get; } =
    [
        LinkAsserted, LinkDenied, LinkOnlyDenied, LinkWithdrawn,
        MeasureNotYet, MeasureNoEntryRecorded, MeasureAnnounced, MeasureInForce, MeasureInForceEased, MeasureSuspended,
        MeasureNoEndRecorded, MeasureLifted,
        BodyUnreadable, ReferenceUnknown, ReferenceWrongKind, ReferenceIneffective, StageNotTheOwner, AffirmationNotAnActor,
        AffirmationOwnRecord, AnswerNotAnActor, AnswerOwnRecord, LinkNothingToWithdraw, LinkFromBeforeTo, ChainCircular, TranslationNoSuchField,
    ];
}
