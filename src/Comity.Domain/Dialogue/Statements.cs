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

/// <summary>
/// Support and can-live-with agree. Ad referendum agrees subject to the capital. Instruction-bound: of the author of the words, it stays with
/// them and agrees; of any other, it cannot accept them without new instructions.
/// </summary>
[JsonConverter(typeof(KebabCase<Stance>))]
public enum Stance { Support, CanLiveWith, Reserve, Object, AdReferendum, InstructionBound }
