using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>A member's own journals, as the rules of standing ask for them.</summary>
public interface IOwnPlaces
{
    MemberId Me { get; }

    long Size(ChannelId channel);

    /// <returns>Null at the journal's end and beyond.</returns>
    StatementId? IdAt(ChannelId channel, long index);

    /// <summary>A channel's other members; before the charter is held, all peers.</summary>
    IReadOnlyList<MemberId> Others(ChannelId channel);

    /// <summary>The journal ends with the announcement of exactly this gap: it was stored, and the guard not advanced any more.</summary>
    bool EndsWithGap(ChannelId channel, GuardMark mark);
}
