using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>Refuses to sign a passage that its originator does not allow, by whatever way it is asked for: docs/spec/passing.md, "Who may carry what where".</summary>
internal static class PassingGate
{
    /// <returns>Why this member does not carry it; null when it may.</returns>
    public static Fault? Find(IRoom room, ChannelId to, ItemPassed body, JudgeContext context)
    {
        var item = OpenedPassage.Of(body).Item;
        var found = room.Channels.Contains(item.Channel) ? room.Findings<ChannelsFindings>(item.Channel) ?? ChannelsFindings.None : ChannelsFindings.None;
        var answer = PassingRules.MayCarry(found, item.Id, item.Member, item.Channel, room.Me, to, context.Members);
        if (!answer.May)
        {
            return new("item", "passing." + answer.Why.Wire(), $"expected leave of {item.Member} to carry into {to} what was said in {item.Channel}, found none that stands");
        }

        var rule = PassageRules.RuleOf(body, to, room.Me, room.Forum!.Id, context);
        return PassageRules.IsEffective(rule) ? null : new("leave", rule, "expected the item, the leave it rests on and a roster that its readers can check, found one that they cannot");
    }
}
