using System.Text.Json.Serialization;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What follows from what was said at the table, as of a day. Neutral between members; every list has a fixed order.</summary>
/// <param name="Texts">By day, then id, as decisions are.</param>
/// <param name="Ineffective">Statements kept but without effect, with the reason, by id.</param>
public sealed record DialogueFindings(ValueList<TextFinding> Texts, ValueList<DecisionFinding> Decisions, ValueList<IneffectiveFinding> Ineffective);

/// <param name="Clauses">In the order of the text, those left out or replaced included.</param>
/// <param name="Open">What each party keeps open, in the charter's order.</param>
/// <param name="Revisions">In the chair's order, numbered from 1.</param>
public sealed record TextFinding(
    StatementId Id, MemberId By, string Title, ValueList<string> Languages, ValueList<MemberId> Parties, MemberId Chair, bool WholeOnly, DateOnly Date,
    TextStanding Standing, string Rule, ValueList<ClauseFinding> Clauses, ValueList<OpenBrackets> Open, ValueList<ReplacementFinding> Replacements,
    ValueList<RevisionFinding> Revisions, ValueList<StatementId> From);

public enum TextStanding { Drafting, AllAgreed }

/// <param name="Number">As counted in the text: <c>2.1</c>; empty for a clause left out or replaced.</param>
/// <param name="Agreed">The wording everybody agreed to; null while there is none.</param>
/// <param name="ChangeProposed">True when the clause is settled and other words are held to.</param>
/// <param name="Wordings">Every wording ever proposed, in the order in which each was proposed in sight of the others.</param>
/// <param name="AwaitedFrom">Parties that have said nothing of any wording held to.</param>
/// <param name="Because">The statements that the standing rests on.</param>
public sealed record ClauseFinding(
    StatementId Id, string Number, StatementId? Under, ClauseStanding Standing, string Rule, StatementId? Agreed, bool ChangeProposed,
    ValueList<WordingFinding> Wordings, ValueList<MemberId> AwaitedFrom, ValueList<StatementId> ReplacedBy, ValueList<StatementId> From,
    ValueList<CommentFinding> Comments, ValueList<StatementId> Because)
{
    /// <summary>Agreed, left out or replaced: it is no bracket.</summary>
    [JsonIgnore]
    public bool IsSettled => Standing is ClauseStanding.Agreed or ClauseStanding.LeftOut or ClauseStanding.Replaced;

    /// <summary>The wordings that somebody holds to.</summary>
    [JsonIgnore]
    public IEnumerable<WordingFinding> Held => Wordings.Where(w => w.HeldBy.Count > 0);
}

public enum ClauseStanding { Open, Bracketed, AdReferendum, Agreed, LeftOut, Replaced }

/// <param name="Words">Empty: to leave the clause out. Not in the picture; the id commits to them.</param>
/// <param name="HeldBy">Its author while it holds to it, and the parties that agree to it, if only ad referendum; charter order.</param>
/// <param name="Brackets">Open brackets within the words, those of the language that has most.</param>
/// <param name="Positions">Each party's last word on it, charter order.</param>
public sealed record WordingFinding(
    StatementId Id, MemberId By, [property: JsonIgnore] ValueList<WordsIn> Words, bool LeavesOut, ValueList<StatementId> Follows, ValueList<MemberId> HeldBy,
    int Brackets, ValueList<PositionFinding> Positions);

/// <param name="Stance">Null where the party withdrew it or put other words in its place.</param>
/// <param name="Rule">Whether it stands, or changes nothing since all had agreed.</param>
public sealed record PositionFinding(MemberId Member, Stance? Stance, StatementId Id, string Rule);

public sealed record CommentFinding(StatementId Id, MemberId By, StatementId? Wording, DateOnly Date);

/// <param name="Count">Brackets kept open by it.</param>
/// <param name="Clauses">Where, in the order of the text.</param>
public sealed record OpenBrackets(MemberId Member, int Count, ValueList<StatementId> Clauses);

/// <param name="AgreedBy">Parties that agree to it as they stand, charter order.</param>
public sealed record ReplacementFinding(
    StatementId Id, MemberId By, ValueList<StatementId> Clauses, ValueList<StatementId> With, ValueList<MemberId> AgreedBy, string Rule);

public sealed record RevisionFinding(StatementId Id, int Number, MemberId By, DateOnly Date);
