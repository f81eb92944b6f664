using Comity.Record;

namespace Comity.Domain.Channels;

/// <summary>Whether a member may carry an item to a channel now, and what it would rest on: asked before anything is said.</summary>
public static class PassingRules
{
    /// <summary>What holds while the originator has said nothing: in plenary it is asked, elsewhere nobody carries.</summary>
    public static PassingRight Default(ChannelId channel) => channel.IsPublic ? PassingRight.Yes : channel.IsPlenary ? PassingRight.Ask : PassingRight.None;

    /// <param name="found">Of the item's channel, as of the day it would be carried.</param>
    /// <param name="members">All members of the forum.</param>
    public static PassingAnswer MayCarry(ChannelsFindings found, StatementId item, MemberId originator, ChannelId from, MemberId carrier, ChannelId to, ValueList<MemberId> members)
    {
        var right = found.RightOf(item, originator);
        var requests = found.Requests.Where(r => r.Item == item && r.Of == originator && r.To == to).ToList();
        var granted = requests.LastOrDefault(r => r.Standing == RequestStanding.Granted);
        var asked = requests.LastOrDefault(r => r.Standing == RequestStanding.Waiting) ?? requests.LastOrDefault();
        return to.IsPublic ? new(false, PassingWhy.PublishedByAuthors, null)
            : to == from ? new(false, PassingWhy.SaidHere, null)
            : originator == carrier ? new(true, PassingWhy.Own, null)
            : Reach.IsWithin(to, from, members) ? new(true, PassingWhy.AllHearIt, null)
            : right is { Right: PassingRight.Yes } ? new(true, PassingWhy.Right, right.Id)
            : granted is { Answer: { } leave } ? new(true, PassingWhy.Leave, leave)
            : asked is { Standing: RequestStanding.Waiting } ? new(false, PassingWhy.Waiting, null)
            : asked is { Standing: RequestStanding.Refused } ? new(false, PassingWhy.Refused, asked.Answer)
            : right is { Right: PassingRight.None } ? new(false, PassingWhy.None, right.Id)
            : right is null && Default(from) == PassingRight.None ? new(false, PassingWhy.NoneByDefault, null)
            : new(false, PassingWhy.Ask, right?.Id);
    }
}

/// <param name="Leave">What it would rest on, or what stands in the way; null where nothing was said.</param>
public sealed record PassingAnswer(bool May, PassingWhy Why, StatementId? Leave)
{
    /// <summary>Whether the originator may be asked for leave: it is needed, and no question waits.</summary>
    public bool MayAsk => Why is PassingWhy.None or PassingWhy.NoneByDefault or PassingWhy.Ask or PassingWhy.Refused;
}

/// <summary>Why it may or may not be carried.</summary>
public enum PassingWhy { Own, AllHearIt, Right, Leave, None, NoneByDefault, Ask, Waiting, Refused, PublishedByAuthors, SaidHere }
