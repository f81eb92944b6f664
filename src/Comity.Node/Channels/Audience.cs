using Comity.Domain.Mandates;
using Comity.Record;

namespace Comity.Node.Channels;

/// <summary>Who can see something, and why whoever asks can.</summary>
/// <param name="Members">Whose nodes receive it; in a public channel those who write there, while anybody reads.</param>
/// <param name="Because">The reader's own mandates that open it; none where it is public and nothing else does.</param>
/// <param name="Offices">Of this member, those whose mandates open it now; null for a reader whom no mandate brought here.</param>
public sealed record Audience(ChannelId Channel, bool IsPublic, ValueList<MemberId> Members, IReadOnlyList<MandateTerms> Because, IReadOnlyList<OpenOffice>? Offices);

/// <summary>An office of this member for which something is open.</summary>
/// <param name="Name">Of the person; null for everybody but the head of delegation.</param>
public sealed record OpenOffice(MandateRole Role, string Office, string Level, string? Name);

/// <summary>A member that holds a statement, as it said itself.</summary>
/// <param name="How"><c>here</c>, <c>author</c>, <c>said</c>, or <c>unknown</c> while it has not said so.</param>
/// <param name="Since">As that member claims; null where it has not said so, and for this node.</param>
public sealed record Holder(MemberId Member, string How, DateTimeOffset? Since);
