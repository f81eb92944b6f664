using Comity.Record;

namespace Comity.Domain.Terms;

/// <summary>Which list of each member stands: the last of its journal, whole.</summary>
public static class TermsRules
{
    public static TermsFindings Judge(TermsFacts facts, JudgeContext context) => new(
        facts.Lists.GroupBy(s => s.Author).OrderBy(m => m.Key, new CharterOrder(context.Members)).Select(Judge).ToValueList(),
        facts.Unreadable.OrderBy(s => s.Id).Select(s => new IneffectiveTerms(s.Id, s.Author, s.Statement.Kind, TermsRuleNames.BodyUnreadable)).ToValueList());

    // Two statements at one index are a fork, shown as such above this rule; the id only makes the answer the same everywhere.
    private static TermListFinding Judge(IGrouping<MemberId, Said> said)
    {
        var last = said.OrderBy(s => s.Index).ThenBy(s => s.Id).Last();
        return new(last.Id, last.Author, ((TermListSet)last.Body).Terms, TermsRuleNames.ListStands);
    }
}
