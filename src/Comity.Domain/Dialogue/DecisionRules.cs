using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>Where each decision stands, by the method the chair chose for it.</summary>
internal static class DecisionRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<DecisionFinding> Judge(TableScope scope) => scope.Counting(scope.Said.All<DecisionProposed>())
        .OrderBy(d => d.Body.Date).ThenBy(d => d.Id).Select(d => Judge(new DecisionCase(d, scope))).ToValueList();

    private static DecisionFinding Judge(DecisionCase decision)
    {
        var found = decision.Proposed.Body.Silence is null ? new InitialRules(decision).Judge() : new SilenceRules(decision).Judge();
        var attached = decision.Of<StatementAttached>(a => a.Decision).Select(a => new AttachedFinding(
            a.Id, a.Author, a.Body.Kind, found.Standing == DecisionStanding.Adopted ? AttachedStands : AttachedAwaitsAdoption)).ToValueList();
        var apart = attached.Where(a => a.Kind == AttachedKind.Dissociation).Select(a => a.By).ToHashSet();
        return found with { Attached = attached, BoundNow = found.BoundNow.Where(m => !apart.Contains(m)).ToValueList() };
    }
}
