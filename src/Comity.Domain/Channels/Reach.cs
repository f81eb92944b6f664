using Comity.Record;

namespace Comity.Domain.Channels;

/// <summary>Whether all who hear one channel hear another: then nothing crosses that they could not read already.</summary>
public static class Reach
{
    /// <param name="members">All members of the forum.</param>
    public static bool IsWithin(ChannelId channel, ChannelId other, ValueList<MemberId> members) =>
        other.IsPublic || (!channel.IsPublic && channel.MembersIn(members).All(other.MembersIn(members).Contains));
}
