using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What follows from the statements of a channel, as of a day. Neutral between members; every list has a fixed order.</summary>
/// <param name="Acts">All recorded acts, by date, then id.</param>
/// <param name="Measures">All measures, by owner in the charter's order, then first stage's date, then id.</param>
/// <param name="Links">One entry per (from, to, relation), by from's date, then ids.</param>
/// <param name="Chains">One per act that answers something and that nothing answers; longest first, then by last act's date, then id.</param>
/// <param name="Dates">What lies ahead of the day: deadlines, effects, stages; by date.</param>
/// <param name="Ineffective">Statements kept but without effect, with the reason, by id.</param>
public sealed record DisputesFindings(
    ValueList<ActFinding> Acts,
    ValueList<MeasureFinding> Measures,
    ValueList<MemberLedger> Ledger,
    ValueList<LinkFinding> Links,
    ValueList<ChainFinding> Chains,
    ValueList<DateFinding> Dates,
    ValueList<IneffectiveFinding> Ineffective);

/// <param name="Ahead">True when the act's date lies after the day asked for.</param>
/// <param name="AffirmedBy">Members who affirmed it, besides the author; charter order.</param>
/// <param name="NotYetAffirmedBy">Members named as actors, neither author nor affirming.</param>
/// <param name="ContestedBy">Members whose account contests it; charter order.</param>
/// <param name="Answers">Each named member's last word on whether the act was its own; charter order.</param>
/// <param name="ToAnswer">Members named as actors by another's record, themselves or by an organ, who have neither affirmed nor answered it.</param>
/// <param name="Confidence">The best confidence among its sources; null without sources.</param>
public sealed record ActFinding(
    StatementId Id, MemberId Author, string Track, DateOnly Date, DatePrecision Precision, ActType Type,
    ValueList<Actor> Actors, ValueList<Actor> Addressees, string Title, string Detail, string Language,
    DateOnly? Effective, DateOnly? Deadline, Basis Basis, bool Reported, ValueList<Source> Sources, Confidence? Confidence,
    string? Note, string? Reference, bool Ahead,
    ValueList<MemberId> AffirmedBy, ValueList<MemberId> NotYetAffirmedBy, ValueList<MemberId> ContestedBy,
    ValueList<AccountFinding> Accounts, ValueList<TranslationFinding> Translations, ValueList<StatementId> Measures,
    ValueList<AnswerFinding> Answers, ValueList<MemberId> ToAnswer);

/// <summary>What a member says of an act that another recorded about it.</summary>
public sealed record AnswerFinding(StatementId Id, MemberId Author, RecordAnswer Answer, string? Text, string Language);

public sealed record AccountFinding(
    StatementId Id, MemberId Author, AccountStance Stance, AccountForm Form, string Text, string Language, Basis Basis,
    ValueList<Source> Sources, ValueList<TranslationFinding> Translations);

/// <param name="Of">The statement whose field is translated.</param>
public sealed record TranslationFinding(
    StatementId Id, StatementId Of, string Field, string Language, string Text, TranslationQuality Quality, string Translator, MemberId Author);

/// <param name="Since">The day on which the standing began, later stages of the same standing notwithstanding; null when no stage has been reached by the day.</param>
/// <param name="Because">The stage statements it rests on.</param>
public sealed record MeasureFinding(
    StatementId Id, MemberId Owner, string Track, string Title, string Language, MeasureNature Nature, bool Private, bool Reported, Basis Basis,
    StatementId Act, MeasureStanding Standing, DateOnly? Since, string Rule, MeasureStage? LastStage, ValueList<StageFinding> Stages,
    ValueList<TranslationFinding> Translations, string? Reference, ValueList<StatementId> Because);

/// <param name="Reached">True when the stage's date is on or before the day asked for.</param>
public sealed record StageFinding(
    StatementId Id, MeasureStage Stage, DateOnly Date, DatePrecision Precision, StatementId? Act, string? Extent, bool Reached, ValueList<Source> Sources);

/// <summary>Where a measure stands on a day. <c>NoEndRecorded</c>: it came in force and the sources record no end, so nobody says it still is.</summary>
public enum MeasureStanding { NotYet, Announced, InForce, InForceEased, Suspended, NoEndRecorded, Lifted }

/// <summary>How many of a member's own (never private) measures stand where.</summary>
public sealed record MemberLedger(MemberId Member, int InForce, int Announced, int Suspended, int NoEndRecorded, int Lifted);

/// <param name="Self">True when both acts have the same actors: such a link never lengthens a chain.</param>
/// <param name="AssertedBy">Current assertions, members in charter order, observers last.</param>
/// <param name="DeniedBy">Current denials, charter order.</param>
public sealed record LinkFinding(
    StatementId From, StatementId To, LinkRelation Relation, bool Self, LinkStanding Standing, string Rule,
    ValueList<AssertionFinding> AssertedBy, ValueList<DenialFinding> DeniedBy, ValueList<StatementId> Because);

/// <summary><c>Asserted</c>: nobody denies it. <c>Denied</c>: asserted and denied. <c>OnlyDenied</c>: nobody asserts it any more.</summary>
public enum LinkStanding { Asserted, Denied, OnlyDenied, Withdrawn }

/// <param name="Member">Who recorded it.</param>
/// <param name="OnBehalfOf">Whether the member asserts it itself or reports observers.</param>
public sealed record AssertionFinding(StatementId Id, MemberId Member, Asserter OnBehalfOf, string? Words, string Language, Basis Basis, ValueList<Source> Sources);

public sealed record DenialFinding(StatementId Id, MemberId Member, AccountForm Form, string? Words, string Language, Basis Basis, ValueList<Source> Sources);

/// <summary>The longest line of answers that ends in an act, counted with denied links and without them.</summary>
/// <param name="Acts">Oldest first, denied links included; the latest 16 once the picture lists 200,000 acts in longer chains.</param>
/// <param name="Length">Number of answers in the whole line; "follows" and self-links count nothing.</param>
/// <param name="ActsUndenied">Oldest first, over links nobody denies; the last act alone when none remain.</param>
/// <param name="Steps">The links walked in <paramref name="Acts"/>, oldest first: one fewer than its acts.</param>
public sealed record ChainFinding(
    ValueList<StatementId> Acts, int Length, ValueList<StatementId> ActsUndenied, int LengthUndenied, ValueList<ChainStep> Steps);

public sealed record ChainStep(StatementId From, StatementId To, LinkRelation Relation, bool Denied, bool Counts);

/// <param name="What"><c>deadline</c>, <c>effective</c> or <c>stage</c>.</param>
public sealed record DateFinding(DateOnly Date, string What, StatementId Statement, StatementId Act);
