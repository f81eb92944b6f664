using Comity.Record;
using static Comity.Domain.Channels.ChannelsRuleNames;

namespace Comity.Domain.Channels;

/// <summary>Whether what was carried into a channel rests on its originator's leave: from the passage alone, for its readers may hold nothing else.</summary>
public static class PassageRules
{
    internal static PassageFinding Judge(Spoken<ItemPassed> passed, JudgeContext context)
    {
        var opened = OpenedPassage.Of(passed.Body);
        var item = opened.Item;
        var here = passed.Said.Statement;
        var rule = RuleOf(passed.Body, here.Channel, passed.Author, here.Forum!.Value, context);
        return new(
            passed.Id, passed.Author, item.Id, item.Member, item.Channel, item.Kind, passed.Body.On, rule is PassageByRight or PassageByLeave ? opened.Leave!.Id : null, IsEffective(rule), rule);
    }

    /// <summary>Whether a rule of passages lets one count.</summary>
    public static bool IsEffective(string rule) => rule is PassageOwn or PassageAllHear or PassageByRight or PassageByLeave;

    /// <summary>By which rule a passage counts or does not, were it said in this channel by this member.</summary>
    public static string RuleOf(ItemPassed body, ChannelId channel, MemberId carrier, StatementId forum, JudgeContext context)
    {
        var opened = OpenedPassage.Of(body);
        var item = opened.Item;
        return opened.Root is null || item.Forum != forum || context.Roots.GetValueOrDefault(item.Member) != opened.Root ? PassageNotAuthentic
            : item.Member == carrier ? PassageOwn
            : Reach.IsWithin(channel, item.Channel, context.Members) ? PassageAllHear
            : opened.Leave?.Channel != item.Channel ? PassageWithoutLeave
            : opened.LeaveBody switch
            {
                PassingRightSet { Right: PassingRight.Yes } right when right.Item == item.Id => PassageByRight,
                PassingGranted grant when grant.Item == item.Id && grant.To == channel && grant.On <= body.On && !(grant.Until < body.On) => PassageByLeave,
                _ => PassageWithoutLeave,
            };
    }
}
