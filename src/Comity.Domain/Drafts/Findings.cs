using Comity.Record;

namespace Comity.Domain.Drafts;

/// <summary>What is found of drafts as of a day.</summary>
/// <param name="Drafts">By author in the charter's order, then in the order opened.</param>
/// <param name="Ineffective">By id.</param>
public sealed record DraftsFindings(ValueList<DraftFinding> Drafts, ValueList<IneffectiveOfDraft> Ineffective)
{
    public static DraftsFindings None { get; } = new([], []);

    public DraftFinding? Find(StatementId draft) => Drafts.FirstOrDefault(d => d.Id == draft);
}

/// <param name="Channel">Where it is to be said; as it was opened, for good.</param>
/// <param name="Versions">In the order made, the opening first.</param>
/// <param name="Latest">Versions that none follows: two or more stand side by side.</param>
/// <param name="Release">What is asked for or approved now; null when nothing is.</param>
/// <param name="Approvals">Every approval ever given, stopped ones too.</param>
/// <param name="Statement">The statement it became.</param>
/// <param name="Rule">Code of the standing, wording in DraftsText.resx.</param>
public sealed record DraftFinding(
    StatementId Id, MemberId Author, ChannelId Channel, string Kind, string Track, string Title, StatementId? Subject, string By, DateOnly On,
    ValueList<DraftVersion> Versions, ValueList<StatementId> Latest, ValueList<DraftComment> Comments, ValueList<ClearanceStep> Steps,
    ReleaseFinding? Release, ValueList<ApprovalFinding> Approvals, ValueList<StopFinding> Stops, StatementId? Statement, string? WithdrawnBecause,
    DraftStanding Standing, string Rule)
{
    public DraftVersion? Version(StatementId id) => Versions.FirstOrDefault(v => v.Id == id);
}

public enum DraftStanding { BeingWritten, VersionsApart, AwaitingClearance, NotCleared, Cleared, AwaitingApproval, InOutbox, Lapsed, Said, Withdrawn }

public sealed record DraftVersion(StatementId Id, string By, DateOnly On, ValueList<StatementId> Follows, string Text, ValueList<StatementId> Cites);

public sealed record DraftComment(StatementId Id, StatementId Version, string Words, string By, DateOnly On);

/// <summary>One who must clear, and how that stands for the latest version.</summary>
public sealed record ClearanceStep(
    StatementId Id, StatementId Version, Clearer Of, string? Words, string By, DateOnly On, ValueList<ClearanceFinding> Answers, StepStanding Standing, string Rule);

public enum StepStanding { Awaited, Cleared, NotCleared, TakenBack }

public sealed record ClearanceFinding(StatementId Id, StatementId Version, ClearanceAnswer Answer, string? Words, string By, DateOnly On);

/// <param name="Approval">Null while it waits for one.</param>
public sealed record ReleaseFinding(StatementId Id, StatementId Version, string By, DateOnly On, ApprovalFinding? Approval);

/// <param name="After">Size of the own journal in the draft's channel at the approval.</param>
public sealed record ApprovalFinding(StatementId Id, StatementId Release, StatementId Version, string By, DateOnly On, long After);

public sealed record StopFinding(StatementId Id, StatementId Release, string? Words, string? By, DateOnly On);

/// <param name="Rule">Code of the reason, wording in DraftsText.resx.</param>
public sealed record IneffectiveOfDraft(StatementId Id, MemberId Author, string Kind, string Rule);
