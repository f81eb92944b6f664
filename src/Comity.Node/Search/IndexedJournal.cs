using Comity.Record;

namespace Comity.Node.Search;

/// <summary>How far the index has read one journal.</summary>
/// <param name="Last">The statement at <paramref name="Size"/> − 1: another one there means that the index is of another record.</param>
internal sealed record IndexedJournal(ChannelId Channel, MemberId Member, long Size, StatementId Last);
