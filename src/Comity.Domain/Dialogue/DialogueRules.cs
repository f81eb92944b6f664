using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>Judges the whole: every text on the table and every decision, from the facts and the reader's day alone.</summary>
public static class DialogueRules
{
    public static DialogueFindings Judge(DialogueFacts facts, JudgeContext context)
    {
        var scope = new TableScope(TableIndex.Of(facts), context, null);
        var texts = scope.Counting(scope.Said.All<TextOpened>()).OrderBy(t => t.Body.Date).ThenBy(t => t.Id);
        return new(texts.Select(t => new TextRules(scope, t).Judge()).ToValueList(), DecisionRules.Judge(scope), IneffectiveRules.Judge(scope.Said));
    }

    /// <summary>A text as it stood by all the chair had seen when it issued a revision: two of them compare what changed between.</summary>
    /// <returns>Null where there is no such revision with effect.</returns>
    public static TextFinding? AtRevision(DialogueFacts facts, StatementId revision, JudgeContext context)
    {
        var said = TableIndex.Of(facts);
        return said.Find(revision) is { Body: RevisionIssued { Text: var text } } issued && !said.Reasons.ContainsKey(revision)
            ? new TextRules(new(said, context, issued), new(said.Find(text)!, (TextOpened)said.Find(text)!.Body)).Judge()
            : null;
    }
}
