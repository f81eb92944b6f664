using Comity.Record;

namespace Comity.Store;

/// <summary>A stored statement: its place, its id, its JWS text as received.</summary>
/// <param name="Index">0-based place in the member's journal of this channel, without gaps.</param>
/// <param name="Compact">JWS compact text, ASCII, kept as it came. A later copy with the same id and another signature does not replace it.</param>
public sealed record StoredStatement(ChannelId Channel, MemberId Member, long Index, StatementId Id, string Compact)
{
    public override string ToString() => $"{Channel}/{Member}/{Index} {Id}";
}
