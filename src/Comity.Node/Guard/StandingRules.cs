using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>What follows for a channel from the guard, from the own journal, and from what peers said (docs/spec/guard.md, "At every start").</summary>
/// <param name="acceptLoss">An administrator's decision: what nobody has shown is lost.</param>
public sealed class StandingRules(IOwnPlaces own, IPeerAnswers peers, bool acceptLoss)
{
    /// <param name="lost">Why the guard's word is missing, in words.</param>
    public Standing Within(ChannelId channel, GuardContent content, string lost)
    {
        var place = Place(channel, content[channel], lost);
        var claimed = peers.Claimed(channel);
        return place is Standing.Held or Standing.Gap || claimed <= own.Size(channel) ? place : Behind(channel, claimed);
    }

    /// <summary>What the guard says of a channel, whatever peers say.</summary>
    public Standing Place(ChannelId channel, GuardMark mark, string lost)
    {
        var size = own.Size(channel);
        if (mark.IsUnknown)
        {
            return Unknown(channel, size, lost);
        }

        if (size < mark.Size)
        {
            return own.EndsWithGap(channel, mark) ? new Standing.Level()
                : own.Others(channel).Count == 0 || acceptLoss ? new Standing.Gap(size, mark)
                : Behind(channel, mark.Size);
        }

        return mark.Size == 0 || own.IdAt(channel, mark.Size - 1) == mark.Id || own.EndsWithGap(channel, mark)
            ? new Standing.Level()
            : new Standing.Held(SigningHold.Different, size, size, [], $"journal of {own.Me} in {channel}: expected {mark.Id} at index {mark.Size - 1}, as the guard says, found {own.IdAt(channel, mark.Size - 1)}. Nothing is signed there; everything held is shown and served");
    }

    /// <summary>Members' names in order, or "nobody".</summary>
    public static string List(IEnumerable<MemberId> members) => string.Join(", ", members.Order()) is { Length: > 0 } names ? names : "nobody";

    private Standing Unknown(ChannelId channel, long size, string lost)
    {
        var others = own.Others(channel);
        var missing = others.Except(peers.Answered).ToList();
        return others.Count == 0 || (missing.Count > 0 && acceptLoss) ? new Standing.Gap(size, null)
            : missing.Count == 0 ? new Standing.Level()
            : new Standing.Held(SigningHold.GuardLost, size, size, [.. missing], $"{lost}. {size} own statements of {channel} are held; whether there were more only the others can say: {List(missing)} still to answer");
    }

    private Standing.Held Behind(ChannelId channel, long expected) => new(
        SigningHold.Behind, own.Size(channel), expected, [.. own.Others(channel)],
        $"journal of {own.Me} in {channel}: expected {expected} statements of its own, found {own.Size(channel)}. They are asked from {List(own.Others(channel))}; nothing is signed there before, everything held is shown and served");
}
