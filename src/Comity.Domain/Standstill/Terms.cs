using System.Text.Json.Serialization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

// Wire form: docs/spec/standstill.md, "Terms". Texts are in the terms' own language; the clauses read in three (TermsText).

/// <summary>The terms of a standstill, as data: what is agreed is exactly this, and its digest names it.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Bound">Who is bound: 2 to 16 members, not necessarily all of the forum.</param>
/// <param name="Covered">What is left as it stands: 1 to 32 subjects.</param>
/// <param name="CarveOuts">What stays free: 0 to 32.</param>
/// <param name="Start">First day, inclusive; a calendar date in the clock's zone, as every date here.</param>
/// <param name="LastDay">Last day, inclusive, before any extension.</param>
/// <param name="Talks">The talks it buys time for: 1 to 500 characters.</param>
/// <param name="Consequences">What an agreed breach opens: 1 to 3, none twice.</param>
/// <param name="Public">What may be said in public and from when; what is not listed may not.</param>
/// <param name="WithoutPrejudice">True when nothing in it touches anybody's legal position.</param>
/// <param name="Relations">How it stands to other instruments: 0 to 16.</param>
public sealed record StandstillTerms(
    string Title, string Language, ValueList<MemberId> Bound, ValueList<CoveredSubject> Covered, Baseline Baseline,
    ValueList<CarveOut> CarveOuts, DateOnly Start, DateOnly LastDay, string Talks, Extension Extension, TermDays Days,
    Checker Check, ValueList<Consequence> Consequences, ValueList<PublicItem> Public, bool WithoutPrejudice,
    ValueList<Relation> Relations, DeadlineClock Clock);

/// <summary>What is left as it stands. A step falls under it when it matches every part that is given; at least one is.</summary>
/// <param name="Id">The clause's short name: a letter, then letters, digits, hyphens, at most 32; unique in the terms.</param>
/// <param name="Track">One of the charter's tracks, or null for any.</param>
/// <param name="Kind">A word for the kind of step, such as a measure's nature or a word the parties choose; null for any.</param>
/// <param name="Matter">The statement that opened the matter, or null for any.</param>
/// <param name="Text">The same for people: 1 to 500 characters.</param>
public sealed record CoveredSubject(string Id, string? Track, string? Kind, StatementId? Matter, string Text);

/// <summary>What was open or in force on the day from which new steps are counted.</summary>
/// <param name="Date">On or before the first day.</param>
/// <param name="Inventory">0 to 256 measures, none twice.</param>
public sealed record Baseline(DateOnly Date, ValueList<BaselineItem> Inventory);

/// <param name="Stage">The stage it had reached on the baseline day.</param>
/// <param name="Since">The day of that stage.</param>
/// <param name="Treatment">Whether it is held at that stage or may run its announced course.</param>
public sealed record BaselineItem(
    string Id, StatementId Measure, MemberId Owner, string Title, MeasureStage Stage, DateOnly Since, BaselineTreatment Treatment);

/// <param name="Text">1 to 500 characters.</param>
public sealed record CarveOut(string Id, CarveOutKind Kind, string Text);

/// <param name="Days">Length of each extension, 1 to 366; 0 when there is none.</param>
public sealed record Extension(ExtensionBy By, int Days);

/// <summary>Periods, each 0 to 366, counted as the clock says.</summary>
/// <param name="PriorNotice">Between the notice of a planned step and the step.</param>
/// <param name="Reply">Between receipt of an allegation and the reply.</param>
/// <param name="Check">Between the reply and the result of the check.</param>
/// <param name="Leave">Between a notice to leave and the last day; also the latest notice before an extension by silence. Always calendar days.</param>
public sealed record TermDays(int PriorNotice, int Reply, int Check, int Leave);

/// <param name="Expert">The member that checks; given exactly when an expert does.</param>
public sealed record Checker(CheckBy By, MemberId? Expert);

/// <param name="From">The first day it may be public; null for from the confirmation on.</param>
public sealed record PublicItem(PublicWhat What, DateOnly? From);

/// <param name="Instrument">1 to 200 characters.</param>
public sealed record Relation(string Id, string Instrument, RelationEffect Effect);

/// <summary>How days are counted and when a day ends.</summary>
/// <param name="Zone">IANA zone in which the dates of the terms are calendar days.</param>
/// <param name="Hour">Local time of that zone at which a period ends on its last day: 00:01 to 24:00.</param>
/// <param name="Count">Calendar days, or days on which every capital named works.</param>
/// <param name="Roll">True when a period that would end on a day off in any capital named ends on the next day all work.</param>
/// <param name="Capitals">Whose holidays count and whose local times are shown: one for each bound party.</param>
public sealed record DeadlineClock(string Zone, string Hour, DayCount Count, bool Roll, ValueList<Capital> Capitals);

public sealed record Capital(MemberId Member, string Zone);

/// <summary>A plan to unwind: pairs of steps, each with its day.</summary>
/// <param name="Pairs">1 to 32.</param>
public sealed record RollbackPlan(string Title, string Language, ValueList<RollbackPair> Pairs);

/// <param name="Steps">2 to 8, of at least two members.</param>
public sealed record RollbackPair(string Id, PairMode Mode, ValueList<RollbackStep> Steps);

/// <param name="What">What is to be done: 1 to 500 characters.</param>
/// <param name="By">Last day for it, inclusive.</param>
/// <param name="Measure">The measure it undoes, or null.</param>
/// <param name="After">The step of the same pair it waits for; given exactly in a conditional pair's later steps.</param>
public sealed record RollbackStep(string Id, MemberId Member, string What, DateOnly By, StatementId? Measure, string? After);

/// <summary>One text in one language.</summary>
public sealed record WordsIn(string Language, string Text);

[JsonConverter(typeof(KebabCase<BaselineTreatment>))]
public enum BaselineTreatment { Held, RunsItsCourse }

[JsonConverter(typeof(KebabCase<CarveOutKind>))]
public enum CarveOutKind { Courts, Private, Safety, Promulgated, Procedure, Other }

[JsonConverter(typeof(KebabCase<ExtensionBy>))]
public enum ExtensionBy { None, Act, Silence }

[JsonConverter(typeof(KebabCase<CheckBy>))]
public enum CheckBy { Joint, Convener, Expert }

[JsonConverter(typeof(KebabCase<Consequence>))]
public enum Consequence { Consultation, Suspension, End }

[JsonConverter(typeof(KebabCase<PublicWhat>))]
public enum PublicWhat { Existence, Line, Text, Findings }

[JsonConverter(typeof(KebabCase<RelationEffect>))]
public enum RelationEffect { Unaffected, Prevails, Yields }

[JsonConverter(typeof(KebabCase<DayCount>))]
public enum DayCount { Calendar, Working }

[JsonConverter(typeof(KebabCase<PairMode>))]
public enum PairMode { Simultaneous, Staggered, Conditional }
