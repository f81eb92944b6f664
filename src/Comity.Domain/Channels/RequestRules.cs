using Comity.Record;
using static Comity.Domain.Channels.ChannelsRuleNames;

namespace Comity.Domain.Channels;

/// <summary>How a request for leave stands. Granting, refusing and narrowing are all the originator's, so its own journal orders them.</summary>
internal static class RequestRules
{
    public static RequestFinding Judge(ChannelsFacts facts, Spoken<PassingAsked> asked, DateOnly asOf)
    {
        var body = asked.Body;
        var last = Answers(facts, asked).OrderBy(s => s.Index).ThenBy(s => s.Id).LastOrDefault();
        var granted = last?.Body as PassingGranted;
        var (standing, rule) = last?.Body switch
        {
            null => (RequestStanding.Waiting, RequestWaiting),
            PassingRefused => (RequestStanding.Refused, RequestRefused),
            PassingGranted grant when IsNarrowed(facts, last, body.Item) => (RequestStanding.Ended, LeaveNarrowed),
            PassingGranted grant when grant.Until < asOf => (RequestStanding.Ended, LeaveEnded),
            _ => (RequestStanding.Granted, RequestGranted),
        };
        return new(
            asked.Id, body.Item, asked.Author, body.Of, body.To, body.Purpose, body.Language, body.On, standing, last?.Id, granted?.Until, (last?.Body as PassingRefused)?.Reason, rule);
    }

    private static IEnumerable<Said> Answers(ChannelsFacts facts, Spoken<PassingAsked> asked) => facts.Leaves.Concat(facts.Refusals).Where(s => s.Body switch
    {
        PassingGranted b => b.Request == asked.Id && ChannelsRules.AnswerFault(facts, s.Author, b.Request, b.Item, b.To) is null,
        PassingRefused b => b.Request == asked.Id && ChannelsRules.AnswerFault(facts, s.Author, b.Request, b.Item, b.To) is null,
        _ => false,
    });

    private static bool IsNarrowed(ChannelsFacts facts, Said leave, StatementId item) => facts.Rights.As<PassingRightSet>()
        .Any(r => r.Author == leave.Author && r.Index > leave.Index && r.Body.Item == item && r.Body.Right == PassingRight.None);
}
