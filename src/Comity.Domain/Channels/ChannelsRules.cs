using Comity.Record;
using static Comity.Domain.Channels.ChannelsRuleNames;

namespace Comity.Domain.Channels;

/// <summary>What may be carried, what was, whose reads are registered and what is forgotten, as the statements of one channel show it.</summary>
public static class ChannelsRules
{
    public static ChannelsFindings Judge(ChannelsFacts facts, JudgeContext context)
    {
        var order = new CharterOrder(context.Members);
        return new(
            Rights(facts, order),
            InOrder(facts.Requests.As<PassingAsked>(), order).Select(r => RequestRules.Judge(facts, r, context.AsOf)).ToValueList(),
            InOrder(facts.Passages.As<ItemPassed>(), order).Select(p => PassageRules.Judge(p, context)).ToValueList(),
            InOrder(facts.Reports.As<PassageReported>(), order).Select(r => ReportRules.Judge(facts, r)).ToValueList(),
            InOrder(facts.Registers.As<ReadsRegistered>(), order).Select(r => new RegisterFinding(r.Id, r.Body.Item, r.Author, ChannelsRuleNames.ReadsRegistered)).ToValueList(),
            InOrder(facts.Reads.As<ItemRead>(), order).Select(r => new ReadFinding(r.Id, r.Body.Item, r.Body.Of, r.Author, r.Said.Statement.Office, r.Body.How, r.Body.On)).ToValueList(),
            InOrder(facts.Evidence.As<EvidenceAttached>(), order).Select(Attached).ToValueList(),
            InOrder(facts.Forgotten.As<BlobForgotten>(), order)
                .Select(f => new ForgottenFinding(f.Id, f.Body.Blob, f.Author, f.Body.Reason, f.Body.Language, f.Body.On, ChannelsRuleNames.BlobForgotten)).ToValueList(),
            Ineffective(facts));
    }

    // The last word of a journal stands; two statements at one index are a fork, shown as such above this rule.
    private static ValueList<RightFinding> Rights(ChannelsFacts facts, CharterOrder order) => InOrder(facts.Rights.As<PassingRightSet>(), order)
        .GroupBy(r => (r.Author, r.Body.Item)).Select(g => g.Last())
        .Select(r => new RightFinding(r.Id, r.Body.Item, r.Author, r.Body.Right, RightStands)).ToValueList();

    private static EvidenceFinding Attached(Spoken<EvidenceAttached> attached)
    {
        var blobs = attached.Said.Statement.Blobs.Select(b => new EvidenceBlob(b.Id.ToString(), b.Size, b.Type)).ToValueList();
        return new(attached.Id, attached.Body.Item, attached.Author, attached.Body.Title, attached.Body.Language, blobs, blobs.Count == 0 ? EvidenceEmpty : ChannelsRuleNames.EvidenceAttached);
    }

    private static ValueList<IneffectiveSaying> Ineffective(ChannelsFacts facts) => facts.Unreadable.Select(s => (Said: s, Rule: BodyUnreadable))
        .Concat(facts.Leaves.As<PassingGranted>().Select(l => (l.Said, Rule: AnswerFault(facts, l.Author, l.Body.Request, l.Body.Item, l.Body.To)!)))
        .Concat(facts.Refusals.As<PassingRefused>().Select(r => (r.Said, Rule: AnswerFault(facts, r.Author, r.Body.Request, r.Body.Item, r.Body.To)!)))
        .Where(i => i.Rule is not null).OrderBy(i => i.Said.Id)
        .Select(i => new IneffectiveSaying(i.Said.Id, i.Said.Author, i.Said.Statement.Kind, i.Rule)).ToValueList();

    /// <summary>Why an answer has no effect; null when it answers a request held here, as its originator.</summary>
    internal static string? AnswerFault(ChannelsFacts facts, MemberId author, StatementId request, StatementId item, ChannelId to) =>
        facts.Requests.Find(request)?.Body is not PassingAsked asked || asked.Item != item || asked.To != to ? ReferenceUnknown
        : asked.Of != author ? AnswerNotOriginator
        : null;

    private static IEnumerable<Spoken<T>> InOrder<T>(IEnumerable<Spoken<T>> said, CharterOrder order)
        where T : IBody => said.OrderBy(s => s.Author, order).ThenBy(s => s.Index).ThenBy(s => s.Id);
}
