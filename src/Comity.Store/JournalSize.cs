using Comity.Record;

namespace Comity.Store;

/// <summary>How many statements of one member's journal are held.</summary>
/// <param name="Size">1 or more: the index of the next statement. Journals of which nothing is held are not listed.</param>
public sealed record JournalSize(ChannelId Channel, MemberId Member, long Size);
