using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Channels;

/// <summary>How far an item may be carried, as its channel stands.</summary>
/// <param name="Right">What its originator set, or what holds without a word.</param>
/// <param name="IsSet">False while the originator has said nothing.</param>
/// <param name="Requests">For leave, by whomever.</param>
/// <param name="Reports">Where it was carried to, as the carriers told.</param>
/// <param name="Targets">Every other channel this member says things in, in the room's order.</param>
public sealed record PassingView(
    Statement Item, PassingRight Right, bool IsSet, IReadOnlyList<RequestFinding> Requests, IReadOnlyList<ReportFinding> Reports, IReadOnlyList<PassingTarget> Targets);

/// <summary>A channel an item might be carried to.</summary>
/// <param name="NewReaders">Members who would hear it and did not.</param>
/// <param name="Carried">The passage by which this member carried it there; null where it did not.</param>
/// <param name="Untold">It rested on somebody's word, and its carrier has not told those left behind: a node stopped in between.</param>
public sealed record PassingTarget(ChannelId To, PassingAnswer Answer, ValueList<MemberId> NewReaders, StatementId? Carried, bool Untold);
