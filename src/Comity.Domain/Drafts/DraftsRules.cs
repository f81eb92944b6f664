using Comity.Record;
using static Comity.Domain.Drafts.DraftsRuleNames;

namespace Comity.Domain.Drafts;

/// <summary>How each draft stands. All about one member's drafts has one author, so its own journal orders it.</summary>
/// <remarks>Who may do what is asked of the officer's mandate before it is said (docs/spec/drafts.md, "Who may"); these rules judge the course.</remarks>
public static class DraftsRules
{
    public static DraftsFindings Judge(DraftsFacts facts, JudgeContext context)
    {
        var reasons = facts.Unreadable.ToDictionary(s => s.Id, _ => BodyUnreadable);
        var drafts = facts.Opened.Concat(facts.About).GroupBy(s => s.Author).OrderBy(g => g.Key, new CharterOrder(context.Members))
            .SelectMany(journal => Replay(facts, journal, context, reasons).Select(d => d.Find(context.AsOf))).ToValueList();
        return new(drafts, reasons.OrderBy(r => r.Key).Select(r => (Said: facts.Find(r.Key)!, Rule: r.Value))
            .Select(r => new IneffectiveOfDraft(r.Said.Id, r.Said.Author, r.Said.Statement.Kind, r.Rule)).ToValueList());
    }

    /// <summary>Why something would have no effect if this member said it next in its own channel; null when it would.</summary>
    public static string? WhyNot(DraftsFacts facts, MemberId author, IAboutDraft body, JudgeContext context)
    {
        var drafts = Replay(facts, facts.Opened.Concat(facts.About).Where(s => s.Author == author), context, []);
        return Reason(facts, drafts.ToDictionary(d => d.Id), body, context);
    }

    // Two statements at one index are a fork, shown as such above this rule; the id only makes the answer the same everywhere.
    private static IReadOnlyList<DraftHistory> Replay(DraftsFacts facts, IEnumerable<Said> journal, JudgeContext context, Dictionary<StatementId, string> reasons)
    {
        var (drafts, order) = (new Dictionary<StatementId, DraftHistory>(), new List<DraftHistory>());
        foreach (var said in journal.OrderBy(s => s.Index).ThenBy(s => s.Id))
        {
            if ((said.Statement.Channel != ChannelId.Of(said.Author) ? ChannelNotOwn : Reason(facts, drafts, said.Body, context)) is { } reason)
            {
                reasons[said.Id] = reason;
            }
            else if (said.Body is DraftOpened opened)
            {
                order.Add(drafts[said.Id] = new(said, opened));
            }
            else if (said.Body is IAboutDraft about)
            {
                drafts[about.Draft].Add(said.Id, about);
            }
        }

        return order;
    }

    private static string? Reason(DraftsFacts facts, IReadOnlyDictionary<StatementId, DraftHistory> drafts, IBody body, JudgeContext context) =>
        body is not IAboutDraft about ? null
        : drafts.TryGetValue(about.Draft, out var draft) ? DraftReasons.Of(draft, about, context)
        : facts.Find(about.Draft) is null ? ReferenceUnknown : ReferenceNotStanding;
}
