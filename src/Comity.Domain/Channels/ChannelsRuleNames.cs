namespace Comity.Domain.Channels;

/// <summary>Codes of all rules of audiences, as on the spec page; wording in ChannelsText.resx.</summary>
public static class ChannelsRuleNames
{
    public const string RightStands = "channels.right.stands";

    public const string RequestWaiting = "channels.request.waiting";
    public const string RequestGranted = "channels.request.granted";
    public const string RequestRefused = "channels.request.refused";
    public const string LeaveEnded = "channels.leave.ended";
    public const string LeaveNarrowed = "channels.leave.narrowed";

    public const string PassageOwn = "channels.passage.own";
    public const string PassageAllHear = "channels.passage.all-hear-it";
    public const string PassageByRight = "channels.passage.by-right";
    public const string PassageByLeave = "channels.passage.by-leave";
    public const string PassageWithoutLeave = "channels.passage.without-leave";
    public const string PassageNotAuthentic = "channels.passage.not-authentic";

    public const string ReportStands = "channels.report.stands";
    public const string ReportWithoutLeave = "channels.report.without-leave";

    public const string ReadsRegistered = "channels.reads.registered";
    public const string EvidenceAttached = "channels.evidence.attached";
    public const string EvidenceEmpty = "channels.evidence.empty";
    public const string BlobForgotten = "channels.blob.forgotten";

    public const string BodyUnreadable = "channels.body.unreadable";
    public const string AnswerNotOriginator = "channels.answer.not-originator";
    public const string ReferenceUnknown = "channels.reference.unknown";

    public static IReadOnlyList<string> All { get; } =
    [
        RightStands, RequestWaiting, RequestGranted, RequestRefused, LeaveEnded, LeaveNarrowed, PassageOwn, PassageAllHear, PassageByRight, PassageByLeave, PassageWithoutLeave,
        PassageNotAuthentic, ReportStands, ReportWithoutLeave, ReadsRegistered, EvidenceAttached, EvidenceEmpty, BlobForgotten, BodyUnreadable, AnswerNotOriginator, ReferenceUnknown,
    ];
}
