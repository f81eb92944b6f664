using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Domain.Mandates;

// Wire form of every body here: docs/spec/mandates.md. Said by a member in its own channel and heard by nobody else. An officer is an
// opaque id of the member's own making: names stay in its accounts, so that nobody's name stands in a journal for ever.

/// <summary>The author gives one of its officers a mandate.</summary>
/// <param name="By">The officer who gives it, by a mandate as head of delegation; null when the member sets itself up.</param>
/// <param name="On">The day it is given.</param>
[StatementKind("mandates.mandate-given/1")]
public sealed record MandateGiven(string Officer, MandateTerms Terms, string? By, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => MandatesFaults.Of(this);
}

/// <summary>The author puts other terms in the place of a mandate's; they count from the moment this is said.</summary>
/// <param name="Mandate">The statement that gave it.</param>
[StatementKind("mandates.mandate-changed/1")]
public sealed record MandateChanged(StatementId Mandate, MandateTerms Terms, string By, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => MandatesFaults.Of(this);
}

/// <summary>The author takes a mandate back, from the moment this is said.</summary>
/// <param name="Mandate">The statement that gave it.</param>
[StatementKind("mandates.mandate-withdrawn/1")]
public sealed record MandateWithdrawn(StatementId Mandate, string By, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => MandatesFaults.Of(this);
}

/// <summary>What a mandate opens.</summary>
/// <param name="Office">The office shown on what its holder says: 1 to 100 characters.</param>
/// <param name="Level">The level shown beside it: a word of 1 to 32 letters, digits and hyphens.</param>
/// <param name="Tracks">1 to 32 tracks; null for all of them.</param>
/// <param name="Channels">1 to 64 channels; null for every channel the member hears, later ones too.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="Until">Last day, inclusive; null while no end is recorded.</param>
public sealed record MandateTerms(MandateRole Role, string Office, string Level, ValueList<string>? Tracks, ValueList<ChannelId>? Channels, DateOnly From, DateOnly? Until)
{
    public bool Covers(DateOnly day) => From <= day && (Until is not { } until || day <= until);

    /// <summary>Whether they open what is said in a channel on a track; what has none concerns the record itself and is open with its channel.</summary>
    public bool Opens(ChannelId channel, string? track) =>
        (Channels is null || Channels.Contains(channel)) && (track is null || Tracks is null || Tracks.Contains(track));

    /// <summary>Whether these terms open nothing that the others do not.</summary>
    public bool Within(MandateTerms other) =>
        (other.Tracks is null || (Tracks is not null && Tracks.All(other.Tracks.Contains)))
        && (other.Channels is null || (Channels is not null && Channels.All(other.Channels.Contains)));
}

/// <summary>What the holder may do where the mandate reaches: docs/spec/mandates.md has the table.</summary>
[JsonConverter(typeof(KebabCase<MandateRole>))]
public enum MandateRole { Drafter, Officer, Releaser, Head, Auditor }
