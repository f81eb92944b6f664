using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>A recorded act as a sentence for the press can be held against it.</summary>
/// <param name="Texts">Title, detail and measures' titles in every language supplied.</param>
/// <param name="Dates">The act's own date first; then effects, deadlines and stages.</param>
/// <param name="Actors">Members that acted, or an organ of whose state did; empty when only outsiders acted.</param>
/// <param name="Confirmed">True when a source confirms it or a member recorded its own act.</param>
/// <param name="DeniedLinks">Acts this one is said to answer, or to be answered by, where somebody denies it.</param>
public sealed record PressFact(
    StatementId Id, ValueList<string> Texts, ValueList<PressDate> Dates, ValueList<MemberId> Actors, bool Confirmed,
    ValueList<MemberId> ContestedBy, ValueList<DeniedLink> DeniedLinks);

/// <param name="Day">The first day of the month or year when less is known.</param>
public readonly record struct PressDate(DateOnly Day, DatePrecision Precision);

public sealed record DeniedLink(StatementId Other, ValueList<MemberId> DeniedBy);

/// <summary>A word or phrase to think twice about before it is said in public.</summary>
/// <param name="Phrase">As it would stand in a text, in any language.</param>
/// <param name="Instead">What the list's owner says instead; null when the phrase is only to be noticed.</param>
/// <param name="Owner">Whose list it stands on.</param>
public sealed record SensitiveTerm(string Phrase, string? Instead, MemberId Owner);
