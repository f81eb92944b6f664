using System.Text.Json.Serialization;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

// Wire form of every body here: docs/spec/dialogue.md.

/// <summary>A body with the day on which its author says it was done; on an earlier day asked for it does not count yet.</summary>
public interface ITableBody : IBody
{
    /// <summary>A calendar date in the charter's zone.</summary>
    DateOnly Date { get; }
}

/// <summary>The author lays a text on the table.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Languages">In which it is to stand: 1 to 8, none twice.</param>
/// <param name="Parties">Whose agreement it takes: 2 to 16, none twice.</param>
/// <param name="Chair">Who issues its revisions, a party or not.</param>
/// <param name="WholeOnly">True when nothing is agreed until everything is agreed.</param>
/// <param name="From">Texts it was made from: 0 to 8.</param>
[StatementKind("dialogue.text-opened/1")]
public sealed record TextOpened(
    string Title, ValueList<string> Languages, ValueList<MemberId> Parties, MemberId Chair, bool WholeOnly, ValueList<StatementId> From, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The author proposes a clause with its first wording. Its place: after another clause, or first under one, or first of all.</summary>
/// <param name="Under">The clause it is the first part of; null together with <paramref name="After"/> for the top of the text.</param>
/// <param name="After">The clause it follows at the same level.</param>
/// <param name="Words">One per language: 1 to 8. Brackets may stand in them (<see cref="Brackets"/>).</param>
/// <param name="From">Clauses or wordings it was made from, of any text: 0 to 16.</param>
[StatementKind("dialogue.clause-proposed/1")]
public sealed record ClauseProposed(
    StatementId Text, StatementId? Under, StatementId? After, ValueList<WordsIn> Words, ValueList<StatementId> From, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The author proposes other words for a clause. What others hold to stays beside it.</summary>
/// <param name="Follows">Wordings it is meant to take the place of, the clause's id standing for its first one: 0 to 16. Those the author held, it holds no longer.</param>
/// <param name="Words">One per language: 0 to 8; none means to leave the clause out.</param>
[StatementKind("dialogue.wording-proposed/1")]
public sealed record WordingProposed(StatementId Clause, ValueList<StatementId> Follows, ValueList<WordsIn> Words, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party says where it stands on a wording, or on clauses taking the place of others.</summary>
/// <param name="On">A wording, the clause's id standing for its first one, or a <see cref="ClausesReplaced"/>.</param>
[StatementKind("dialogue.position-stated/1")]
public sealed record PositionStated(StatementId On, Stance Stance, string? Words, string Language, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The author of a wording does not hold to it any longer; it stays for as long as another party does.</summary>
[StatementKind("dialogue.wording-withdrawn/1")]
public sealed record WordingWithdrawn(StatementId Wording, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The author comments on a clause or on one of its wordings; it changes nothing.</summary>
[StatementKind("dialogue.clause-commented/1")]
public sealed record ClauseCommented(StatementId Clause, StatementId? Wording, string Text, string Language, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The author proposes that clauses take the place of others: several into one merges them, one into several splits it.</summary>
/// <param name="Clauses">What would go: 1 to 16.</param>
/// <param name="By">What would stay in their place: 1 to 16, none of those that go.</param>
[StatementKind("dialogue.clauses-replaced/1")]
public sealed record ClausesReplaced(StatementId Text, ValueList<StatementId> Clauses, ValueList<StatementId> By, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair issues the text as it stands by all the chair had seen: the next revision.</summary>
[StatementKind("dialogue.revision-issued/1")]
public sealed record RevisionIssued(StatementId Text, string? Words, string Language, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair puts a revision of the text to decision.</summary>
/// <param name="Revision">The text exactly as that revision shows it.</param>
/// <param name="Silence">Given exactly when the method is silence.</param>
[StatementKind("dialogue.decision-proposed/1")]
public sealed record DecisionProposed(StatementId Revision, DecisionMethod Method, SilenceTerms? Silence, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party has received the text put under silence: without this, before the hour, silence does not run for it.</summary>
[StatementKind("dialogue.receipt-given/1")]
public sealed record ReceiptGiven(StatementId Decision, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party objects: before the hour it breaks the silence; at the table it withholds consensus.</summary>
/// <param name="Reasons">1 to 4,000 characters, or null where none are given.</param>
/// <param name="Amendment">A wording it offers instead, or null.</param>
[StatementKind("dialogue.objection-made/1")]
public sealed record ObjectionMade(StatementId Decision, string? Reasons, StatementId? Amendment, string Language, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair moves the end of a silence that is still running to a later day, at the same hour.</summary>
[StatementKind("dialogue.silence-extended/1")]
public sealed record SilenceExtended(StatementId Decision, DateOnly Ends, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party shows its journal after the hour: what it said of the decision in time stands before this. It consents to nothing by it.</summary>
[StatementKind("dialogue.journal-shown/1")]
public sealed record JournalShown(StatementId Decision, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair certifies after the hour that silence was not broken, by what it has seen of each party.</summary>
/// <param name="Witnesses">Of each party a statement at this table made after the hour: 0 to 16.</param>
[StatementKind("dialogue.silence-certified/1")]
public sealed record SilenceCertified(StatementId Decision, ValueList<StatementId> Witnesses, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair or the party that objected says how a contested adoption ends; it ends so when both say the same.</summary>
/// <param name="Adopted">True: the objection does not stand and its author is bound with the others.</param>
[StatementKind("dialogue.contest-settled/1")]
public sealed record ContestSettled(StatementId Objection, bool Adopted, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair records at the table that no party present objects.</summary>
/// <param name="Present">Parties present: 2 to 16. The others are not bound.</param>
[StatementKind("dialogue.decision-recorded/1")]
public sealed record DecisionRecorded(StatementId Decision, ValueList<MemberId> Present, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party initials a decision at the table.</summary>
[StatementKind("dialogue.decision-initialled/1")]
public sealed record DecisionInitialled(StatementId Decision, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>The chair takes back what it put to decision. Without effect once it has certified.</summary>
[StatementKind("dialogue.decision-withdrawn/1")]
public sealed record DecisionWithdrawn(StatementId Decision, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>A party says beside a decision how it reads it, why it joined, what it reserves, or that it stands apart.</summary>
[StatementKind("dialogue.statement-attached/1")]
public sealed record StatementAttached(StatementId Decision, AttachedKind Kind, string Text, string Language, DateOnly Date) : ITableBody
{
    public IEnumerable<Fault> Faults() => DialogueFaults.Of(this);
}

/// <summary>
/// Support and can-live-with agree. Ad referendum agrees subject to the capital. Instruction-bound: of the author of the words, it stays with
/// them and agrees; of any other, it cannot accept them without new instructions.
/// </summary>
[JsonConverter(typeof(KebabCase<Stance>))]
public enum Stance { Support, CanLiveWith, Reserve, Object, AdReferendum, InstructionBound }
