using Comity.Domain.Drafts;
using Comity.Record;

namespace Comity.Node.Drafts;

// What the API answers about drafts and takes, read together; names are stable from version 1 on.

/// <param name="Ineffective">Listed after the drafts.</param>
/// <param name="Next">Give it as <c>after</c> to go on; absent at the end.</param>
public sealed record DraftsAnswer(DateOnly AsOf, ValueList<DraftFinding> Drafts, ValueList<IneffectiveOfDraft> Ineffective, string? Next);

/// <param name="Audience">Members who will hear it: fixed when the draft was opened. In a public channel anybody does.</param>
/// <param name="TwoPersons">The charter wants another officer to approve the release than the one who asks.</param>
/// <param name="LeavesOutboxAt">When it will be said unless it is stopped; null while it does not lie in the outbox.</param>
public sealed record DraftAnswer(DraftFinding Draft, ValueList<MemberId> Audience, bool TwoPersons, DateTimeOffset? LeavesOutboxAt);

public sealed record ChangesAnswer(StatementId From, StatementId To, IReadOnlyList<DraftChange> Changes);

/// <param name="To">The channel that will hear it; never changes.</param>
/// <param name="Body">The body to be said, as for that kind.</param>
public sealed record OpenDraftRequest(string To, string Kind, string Track, string Title, object Body, string? Subject, IReadOnlyList<string>? Cites);

/// <param name="Follows">The versions it takes the place of; two that follow one stand side by side.</param>
public sealed record ReviseDraftRequest(IReadOnlyList<string> Follows, object Body, IReadOnlyList<string>? Cites);

public sealed record CommentRequest(string Version, string Words);

/// <summary>Exactly one of role, office and officer.</summary>
public sealed record ClearanceRequest(string Version, string? Role, string? Office, string? Officer, string? Words);

/// <param name="Answer"><c>cleared</c> or <c>not-cleared</c>; the latter with words.</param>
public sealed record ClearanceAnswerRequest(string Version, string Answer, string? Words);

public sealed record WordsRequest(string? Words);

public sealed record ReleaseRequest(string Version);
