using Comity.Record;
using static Comity.Domain.Channels.ChannelsRuleNames;

namespace Comity.Domain.Channels;

/// <summary>Whether what was carried out of a channel rested on leave. Leave that was narrowed counts for whoever had not seen the narrowing.</summary>
internal static class ReportRules
{
    public static ReportFinding Judge(ChannelsFacts facts, Spoken<PassageReported> reported)
    {
        var body = reported.Body;
        var effective = reported.Author == body.Of || (body.Leave is { } leave && Stands(facts, reported, leave));
        return new(reported.Id, reported.Author, body.Item, body.Of, body.To, body.Leave, body.Passage, body.On, effective, effective ? ReportStands : ReportWithoutLeave);
    }

    private static bool Stands(ChannelsFacts facts, Spoken<PassageReported> reported, StatementId leave)
    {
        var body = reported.Body;
        var given = facts.Leaves.Find(leave) ?? facts.Rights.Find(leave);
        var fits = given?.Body switch
        {
            PassingGranted grant => grant.Item == body.Item && grant.To == body.To && grant.On <= body.On && !(grant.Until < body.On)
                && ChannelsRules.AnswerFault(facts, given.Author, grant.Request, grant.Item, grant.To) is null,
            PassingRightSet right => right.Item == body.Item && right.Right == PassingRight.Yes,
            _ => false,
        };
        return fits && given!.Author == body.Of && !SawItEnd(facts, reported, given);
    }

    private static bool SawItEnd(ChannelsFacts facts, Spoken<PassageReported> reported, Said leave) => facts.Rights.Concat(facts.Refusals).Any(s =>
        s.Author == leave.Author && s.Index > leave.Index && HadSeen(reported.Said, s) && s.Body switch
        {
            PassingRightSet right => right.Item == reported.Body.Item && (right.Right == PassingRight.None || (right.Right == PassingRight.Ask && leave.Body is PassingRightSet)),
            PassingRefused refused => leave.Body is PassingGranted granted && refused.Request == granted.Request,
            _ => false,
        });

    private static bool HadSeen(Said by, Said other) => by.Statement.Seen.TryGetValue(other.Author, out var head) && head.Size > other.Index;
}
