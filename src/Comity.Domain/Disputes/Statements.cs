using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Domain.Disputes;

// Wire form of every body here: docs/spec/disputes.md. Enumerations are written in kebab-case, dates as yyyy-MM-dd.

/// <summary>The author records an act or an event: who did what, when, by which source.</summary>
/// <param name="Date">Calendar date of the act in the charter's zone; the first day of the month or year when less is known.</param>
/// <param name="Actors">Who acted: 1 to 16, the first named first.</param>
/// <param name="Addressees">Towards whom: 0 to 16.</param>
/// <param name="Title">1 to 300 characters, past tense, actor first, no adjectives.</param>
/// <param name="Detail">0 to 4,000 characters.</param>
/// <param name="Language">BCP 47 tag of title, detail and names.</param>
/// <param name="Effective">Date on which what was announced takes effect, or null.</param>
/// <param name="Deadline">Last day of a period the act starts or ends, inclusive, or null.</param>
/// <param name="Reported">True when the author records somebody else's act, not its own.</param>
/// <param name="Sources">0 to 16; at least one when the basis is a public source.</param>
/// <param name="Reference">The author's own short name for the act, or null.</param>
[StatementKind("disputes.act-recorded/1")]
public sealed record ActRecorded(
    DateOnly Date, DatePrecision Precision, ActType Type, ValueList<Actor> Actors, ValueList<Actor> Addressees,
    string Title, string Detail, string Language, DateOnly? Effective, DateOnly? Deadline,
    Basis Basis, bool Reported, ValueList<Source> Sources, string? Note, string? Reference) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author affirms that it took part in a joint act as recorded.</summary>
[StatementKind("disputes.act-affirmed/1")]
public sealed record ActAffirmed(StatementId Act, Basis Basis, ValueList<Source> Sources) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author answers what another member recorded about it: the act is its own, was otherwise, or was none of its doing.</summary>
/// <remarks>Of several answers to one act its author's last counts. Wire form: docs/spec/disputes.md.</remarks>
/// <param name="Act">An act another member recorded, naming the author or its organ among the actors.</param>
/// <param name="Text">In the author's words, 1 to 8,000 characters; what is right, where it corrects. Null adds nothing.</param>
[StatementKind("disputes.act-answered/1")]
public sealed record ActAnswered(StatementId Act, RecordAnswer Answer, string? Text, string Language) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author announces or records a measure: something that stands until it is lifted.</summary>
/// <param name="Act">The recorded act that opened it.</param>
/// <param name="Private">True when private persons take it: never counted as a government's.</param>
/// <param name="End">Whether the author will record the end, or the sources record none.</param>
[StatementKind("disputes.measure-announced/1")]
public sealed record MeasureAnnounced(
    StatementId Act, string Title, string Language, MeasureNature Nature, bool Private, MeasureEnd End,
    Basis Basis, bool Reported, ValueList<Source> Sources, string? Reference) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author records that its measure reached a stage on a date.</summary>
/// <param name="Measure">The <see cref="MeasureAnnounced"/>; only its author records its stages.</param>
/// <param name="Act">The recorded act the stage rests on, or null.</param>
/// <param name="Extent">What exactly, for a partial step; null when the whole measure.</param>
[StatementKind("disputes.stage-recorded/1")]
public sealed record StageRecorded(
    StatementId Measure, MeasureStage Stage, DateOnly Date, DatePrecision Precision, StatementId? Act,
    string? Extent, string Language, Basis Basis, ValueList<Source> Sources) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author asserts, or records that observers assert, that one act stands in a relation to another.</summary>
/// <param name="From">The later act: the one that answers, justifies itself by, follows, eases or ends the other.</param>
/// <param name="To">The earlier act.</param>
/// <param name="OnBehalfOf">The author itself, or observers whom it reports. Nobody asserts for another member.</param>
[StatementKind("disputes.link-asserted/1")]
public sealed record LinkAsserted(
    StatementId From, StatementId To, LinkRelation Relation, Asserter OnBehalfOf, string? Words, string Language,
    Basis Basis, ValueList<Source> Sources) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author denies that the relation holds. The denial stands beside the assertion; neither is ranked.</summary>
/// <param name="Form">The author's own words, or its position as reported by a public source.</param>
[StatementKind("disputes.link-denied/1")]
public sealed record LinkDenied(
    StatementId From, StatementId To, LinkRelation Relation, AccountForm Form, string? Words, string Language,
    Basis Basis, ValueList<Source> Sources) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author takes back what it asserted or denied of this relation.</summary>
[StatementKind("disputes.link-withdrawn/1")]
public sealed record LinkWithdrawn(StatementId From, StatementId To, LinkRelation Relation) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author gives its account of an act, in its own words, beside everybody else's.</summary>
/// <param name="Stance">Whether it contests the act as recorded or adds to it.</param>
/// <param name="Text">1 to 8,000 characters.</param>
[StatementKind("disputes.account-given/1")]
public sealed record AccountGiven(
    StatementId Act, AccountStance Stance, AccountForm Form, string Text, string Language, Basis Basis, ValueList<Source> Sources) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>The author supplies a translation of one text field of a statement.</summary>
/// <param name="Of">The statement that holds the text.</param>
/// <param name="Field"><c>title</c>, <c>detail</c>, <c>text</c>, <c>words</c>, <c>extent</c>, or <c>actors.N</c> / <c>addressees.N</c> for a name.</param>
/// <param name="Translator">Who translated: an office or a service, never a person's name.</param>
[StatementKind("disputes.translation-supplied/1")]
public sealed record TranslationSupplied(
    StatementId Of, string Field, string Language, string Text, TranslationQuality Quality, string Translator) : IBody
{
    public IEnumerable<Fault> Faults() => DisputesFaults.Of(this);
}

/// <summary>Either a member, or somebody outside the forum by name; <see cref="OrganOf"/> when it is an organ of a member's state.</summary>
public sealed record Actor(MemberId? Member, string? Name, MemberId? OrganOf);

/// <param name="Text">Where to find it: 1 to 500 characters.</param>
public sealed record Source(string Text, Confidence Confidence);

[JsonConverter(typeof(KebabCase<DatePrecision>))]
public enum DatePrecision { Day, Month, Year }

[JsonConverter(typeof(KebabCase<ActType>))]
public enum ActType { Event, Meeting, Statement, Offer, Agreement, Ruling, Measure, Countermeasure, DeEscalation }

[JsonConverter(typeof(KebabCase<MeasureNature>))]
public enum MeasureNature { ExportLicensing, ExportList, SecurityAgreement, Proceedings, Diplomatic, Travel, Private, Exercise, Other }

[JsonConverter(typeof(KebabCase<MeasureEnd>))]
public enum MeasureEnd { ToBeRecorded, NotRecorded }

/// <summary>Stages in the order a measure usually passes them; each has a date of its own.</summary>
[JsonConverter(typeof(KebabCase<MeasureStage>))]
public enum MeasureStage { Proposed, Comment, Decided, Promulgated, InForce, Suspended, Resumed, Eased, LiftProposed, LiftDecided, LiftPromulgated, Lifted }

[JsonConverter(typeof(KebabCase<LinkRelation>))]
public enum LinkRelation { Answers, Justifies, Follows, Eases, Ends }

[JsonConverter(typeof(KebabCase<Asserter>))]
public enum Asserter { Author, Observers }

[JsonConverter(typeof(KebabCase<AccountStance>))]
public enum AccountStance { Contests, Adds }

[JsonConverter(typeof(KebabCase<AccountForm>))]
public enum AccountForm { OwnWords, PositionAsReported }

[JsonConverter(typeof(KebabCase<RecordAnswer>))]
public enum RecordAnswer { Adopted, Corrected, Disowned }

[JsonConverter(typeof(KebabCase<Basis>))]
public enum Basis { OwnAct, PublicSource }

[JsonConverter(typeof(KebabCase<Confidence>))]
public enum Confidence { Confirmed, Unconfirmed, MemoAsserted }

[JsonConverter(typeof(KebabCase<TranslationQuality>))]
public enum TranslationQuality { Courtesy, Authentic }
