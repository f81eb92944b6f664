namespace Comity.Domain.Drafts;

/// <summary>Codes of all rules of drafts, as on the spec page; wording in DraftsText.resx.</summary>
public static class DraftsRuleNames
{
    public const string BeingWritten = "drafts.draft.being-written";
    public const string VersionsApart = "drafts.draft.versions-apart";
    public const string AwaitingClearance = "drafts.draft.awaiting-clearance";
    public const string NotClearedStands = "drafts.draft.not-cleared";
    public const string Cleared = "drafts.draft.cleared";
    public const string AwaitingApproval = "drafts.draft.awaiting-approval";
    public const string InOutbox = "drafts.draft.in-outbox";
    public const string Lapsed = "drafts.draft.approval-lapsed";
    public const string Said = "drafts.draft.said";
    public const string Withdrawn = "drafts.draft.withdrawn";

    public const string StepAwaited = "drafts.step.awaited";
    public const string StepCleared = "drafts.step.cleared";
    public const string StepNotCleared = "drafts.step.not-cleared";
    public const string StepTakenBack = "drafts.step.taken-back";

    public const string BodyUnreadable = "drafts.body.unreadable";
    public const string ChannelNotOwn = "drafts.channel.not-own";
    public const string ReferenceUnknown = "drafts.reference.unknown";
    public const string ReferenceNotStanding = "drafts.reference.not-standing";
    public const string Closed = "drafts.draft.closed";
    public const string AnotherKind = "drafts.kind.another";
    public const string VersionUnknown = "drafts.version.unknown";
    public const string VersionSuperseded = "drafts.version.superseded";
    public const string OutboxHolds = "drafts.outbox.holds";
    public const string ClearanceAnother = "drafts.clearance.another-officer";
    public const string ClearanceTakenBack = "drafts.clearance.taken-back";
    public const string ClearanceNotAsker = "drafts.clearance.not-asker";
    public const string ReleaseUnderWay = "drafts.release.under-way";
    public const string ReleaseNotCleared = "drafts.release.not-cleared";
    public const string ReleaseNotStanding = "drafts.release.not-standing";
    public const string ReleaseSamePerson = "drafts.release.same-person";
    public const string ReleaseNotApproved = "drafts.release.not-approved";

    public static IReadOnlyList<string> All { get; } =
    [
        BeingWritten, VersionsApart, AwaitingClearance, NotClearedStands, Cleared, AwaitingApproval, InOutbox, Lapsed, Said, Withdrawn,
        StepAwaited, StepCleared, StepNotCleared, StepTakenBack,
        BodyUnreadable, ChannelNotOwn, ReferenceUnknown, ReferenceNotStanding, Closed, AnotherKind, VersionUnknown, VersionSuperseded, OutboxHolds,
        ClearanceAnother, ClearanceTakenBack, ClearanceNotAsker, ReleaseUnderWay, ReleaseNotCleared, ReleaseNotStanding, ReleaseSamePerson, ReleaseNotApproved,
    ];
}
