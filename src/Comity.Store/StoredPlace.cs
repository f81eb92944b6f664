using Comity.Record;

namespace Comity.Store;

/// <summary>Where a statement of this id is held.</summary>
public readonly record struct StoredPlace(ChannelId Channel, MemberId Member, long Index, StatementId Id);
