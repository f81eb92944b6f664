using Comity.Record;

namespace Comity.Domain.Drafts;

/// <summary>What of a member's own drafts waits for one of its officers.</summary>
internal static class DraftsAttention
{
    public static IEnumerable<Concern> Concerns(DraftsFindings found) => found.Drafts.SelectMany(draft => draft.Standing switch
    {
        DraftStanding.AwaitingClearance => draft.Steps.Where(s => s.Standing == StepStanding.Awaited).Select(s => Of("drafts.clearance", draft, s.Id, s.On)),
        DraftStanding.AwaitingApproval when draft.Release is { } release => [Of("drafts.approval", draft, release.Id, release.On)],
        _ => [],
    });

    private static Concern Of(string what, DraftFinding draft, StatementId because, DateOnly since) =>
        new(what, because, draft.Id, draft.Title, "und", draft.Track, since, [draft.Author], $"drafts/{draft.Id}");
}
