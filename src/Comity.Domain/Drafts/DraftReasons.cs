using Comity.Record;
using static Comity.Domain.Drafts.DraftsRuleNames;

namespace Comity.Domain.Drafts;

/// <summary>Why something said about a draft has no effect where it stands in its journal; null when it has.</summary>
internal static class DraftReasons
{
    public static string? Of(DraftHistory draft, IAboutDraft body, JudgeContext context) => body switch
    {
        // What was said was said: this is noted whatever else was decided meanwhile.
        DraftReleased b => draft.IsSaid ? Closed : draft.WasApproved(b.Release) ? null : ReleaseNotApproved,
        _ when draft.IsClosed => Closed,
        DraftCommented b => Version(draft, b.Version),
        ReleaseStopped b => draft.Release?.Id == b.Release ? null : ReleaseNotStanding,
        _ when draft.IsInOutbox(body.On) => OutboxHolds,
        DraftRevised b => b.Kind != draft.Opened.Kind ? AnotherKind : b.Follows.Select(v => Version(draft, v)).FirstOrDefault(r => r is not null),
        ClearanceAsked b => Version(draft, b.Version),
        ClearanceGiven b => Step(draft, b.Clearance) ?? Version(draft, b.Version) ?? (draft.FindStep(b.Clearance)!.Asked.Of.Officer is { } asked && asked != b.By ? ClearanceAnother : null),
        ClearanceWithdrawn b => Step(draft, b.Clearance) ?? (draft.FindStep(b.Clearance)!.Asked.By != b.By ? ClearanceNotAsker : null),
        ReleaseAsked b => draft.Release is { Approval: null } ? ReleaseUnderWay : Version(draft, b.Version) ?? Releasable(draft, b.Version),
        ReleaseApproved b => draft.Release is not { Approval: null } asked || asked.Id != b.Release ? ReleaseNotStanding
            : Releasable(draft, asked.Version) ?? (context.WantsTwoPersons(draft.Opened.Channel) && asked.By == b.By ? ReleaseSamePerson : null),
        _ => null,
    };

    private static string? Version(DraftHistory draft, StatementId version) => draft.Has(version) ? null : VersionUnknown;

    private static string? Step(DraftHistory draft, StatementId clearance) =>
        draft.FindStep(clearance) is not { } step ? ReferenceUnknown : step.TakenBack ? ClearanceTakenBack : null;

    private static string? Releasable(DraftHistory draft, StatementId version) =>
        !draft.IsLatest(version) ? VersionSuperseded : draft.IsCleared(version) ? null : ReleaseNotCleared;
}
