using Comity.Record;

namespace Comity.Store;

/// <summary>Evidence of a fork, kept beside the statements: what it concerns, its id, its text as written or received.</summary>
/// <param name="Index">Where the journal is forked.</param>
/// <param name="Id">One pair of statements has one id.</param>
/// <param name="Text">A comity-fork/1 file; the store does not read it.</param>
/// <param name="KeptAt">When this holder kept it, by the room's clock: for people, never compared.</param>
public sealed record StoredEvidence(ChannelId Channel, MemberId Member, long Index, Hash256 Id, string Text, DateTimeOffset KeptAt);
