using System.Runtime.CompilerServices;
using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>One decision with the text it is about and what was said of it by the day.</summary>
internal sealed class DecisionCase
{
    public DecisionCase(Spoken<DecisionProposed> proposed, TableScope scope)
    {
        (Proposed, Scope) = (proposed, scope);
        var revision = scope.Said.Find(proposed.Body.Revision)!;
        TextId = ((RevisionIssued)revision.Body).Text;
        Text = (TextOpened)scope.Said.Find(TextId)!.Body;
        Parties = Text.Parties.Order(scope.Order).ToValueList();
        IsClean = new TextRules(scope with { Revision = revision }, new(scope.Said.Find(TextId)!, Text)).Judge().Clauses.All(IsOneWording);
        var certified = Of<SilenceCertified>(c => c.Decision).Select(c => c.Index).DefaultIfEmpty(long.MaxValue).Min();
        Withdrawal = Of<DecisionWithdrawn>(w => w.Decision).Where(w => w.Index < certified).Select(w => (StatementId?)w.Id).FirstOrDefault();
    }

    public Spoken<DecisionProposed> Proposed { get; }

    public TableScope Scope { get; }

    public StatementId TextId { get; }

    public TextOpened Text { get; }

    /// <summary>In the charter's order.</summary>
    public ValueList<MemberId> Parties { get; }

    /// <summary>Every clause of the revision reads as one wording, agreed or alone, without open brackets.</summary>
    public bool IsClean { get; }

    public StatementId? Withdrawal { get; }

    /// <summary>What was said of it with effect by the day, by author and index.</summary>
    public IEnumerable<Spoken<T>> Of<T>(Func<T, StatementId> reference, [CallerArgumentExpression(nameof(reference))] string member = "")
        where T : ITableBody => Scope.Counting(Scope.Said.By(reference, member)[Proposed.Id]);

    /// <summary>The finding before anything is decided: withdrawn, or not to be run.</summary>
    public DecisionFinding Finding() => new(
        Proposed.Id, TextId, Proposed.Body.Revision, Proposed.Body.Method, Proposed.Body.Date, Withdrawal is null ? DecisionStanding.NotRunning : DecisionStanding.Withdrawn,
        Withdrawal is null ? DecisionBracketsOpen : StandsWithdrawn, null, [], [], [], [], [], [], [Withdrawal ?? Proposed.Body.Revision]);

    private static bool IsOneWording(ClauseFinding clause) => clause.IsSettled || (clause.Held.ToArray() is [{ Brackets: 0 }]);
}
