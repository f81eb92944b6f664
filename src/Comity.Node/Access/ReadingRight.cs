using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>One channel somebody may read, and of it which tracks.</summary>
/// <param name="Tracks">Null: every track. What is said on no track belongs to all.</param>
public sealed record ReadingRight(ChannelId Channel, IReadOnlySet<string>? Tracks = null)
{
    public bool Covers(string? track) => string.IsNullOrEmpty(track) || Tracks is null || Tracks.Contains(track);
}

/// <summary>What somebody may read here. Search, lists, counts, feeds and notices ask this and nothing else.</summary>
/// <param name="Rights">One for each channel, in the room's order.</param>
public sealed record ReadingRights(IReadOnlyList<ReadingRight> Rights)
{
    public bool Covers(ChannelId channel, string? track) => Rights.Any(r => r.Channel == channel && r.Covers(track));

    public ReadingRight? In(ChannelId channel) => Rights.FirstOrDefault(r => r.Channel == channel);

    /// <summary>As a sight opens it; a visitor's opens what is public.</summary>
    public static ReadingRights Of(IRoom room, Sight sight) => new([.. room.Channels.Where(sight.MayRead).Select(c => new ReadingRight(c, sight.TracksIn(c)))]);
}
