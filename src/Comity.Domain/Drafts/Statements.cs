using System.Text.Json.Serialization;
using Comity.Domain.Mandates;
using Comity.Record;

namespace Comity.Domain.Drafts;

// Wire form: docs/spec/drafts.md. Officers stand as the opaque ids of mandates, never as names; `On` is the room's day.

/// <summary>What is said about a draft that was opened before.</summary>
public interface IAboutDraft : IBody
{
    /// <summary>The statement that opened it.</summary>
    StatementId Draft { get; }

    /// <summary>The officer; null where the node acts by itself.</summary>
    string? By { get; }

    DateOnly On { get; }
}

/// <summary>A text is kept in the own channel until it may be said elsewhere. Who will hear it, on what track and as what kind never changes.</summary>
/// <param name="Channel">Where it is to be said: one that others hear.</param>
/// <param name="Kind">The kind of statement to be said: one of a capability, not of drafts or mandates.</param>
/// <param name="Title">For those who work on it, never said elsewhere: 1 to 200 characters on one line.</param>
/// <param name="Text">The body to be said, as JSON text of 2 to 30,000 characters, without fault by itself. The draft's first version.</param>
/// <param name="Subject">Of the statement to be said; in its channel.</param>
/// <param name="Cites">Of the statement to be said; in its channel, at most 256.</param>
[StatementKind("drafts.draft-opened/1")]
public sealed record DraftOpened(
    ChannelId Channel, string Kind, string Track, string Title, string Text, StatementId? Subject, ValueList<StatementId> Cites, string By, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>Another version, beside or in the place of those it follows.</summary>
/// <param name="Follows">1 to 8 versions: one that follows two puts an end to their standing side by side.</param>
/// <param name="Kind">The draft's own, by which the text is read.</param>
[StatementKind("drafts.draft-revised/1")]
public sealed record DraftRevised(
    StatementId Draft, ValueList<StatementId> Follows, string Kind, string Text, ValueList<StatementId> Cites, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <param name="Words">1 to 4,000 characters.</param>
[StatementKind("drafts.draft-commented/1")]
public sealed record DraftCommented(StatementId Draft, StatementId Version, string Words, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>Somebody is asked to clear the draft. From here on no version is released that they have not cleared.</summary>
/// <param name="Version">The one that was looked at when this was asked.</param>
[StatementKind("drafts.clearance-asked/1")]
public sealed record ClearanceAsked(StatementId Draft, StatementId Version, Clearer Of, string? Words, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>Whoever was asked answers for one exact version; the last answer for a version counts.</summary>
/// <param name="Words">Why; needed where it is not cleared.</param>
[StatementKind("drafts.clearance-given/1")]
public sealed record ClearanceGiven(
    StatementId Draft, StatementId Clearance, StatementId Version, ClearanceAnswer Answer, string? Words, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>Whoever asked for a clearance no longer does.</summary>
[StatementKind("drafts.clearance-withdrawn/1")]
public sealed record ClearanceWithdrawn(StatementId Draft, StatementId Clearance, string Words, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>An officer asks that one exact version be said, in the officer's own office's name.</summary>
[StatementKind("drafts.release-asked/1")]
public sealed record ReleaseAsked(StatementId Draft, StatementId Version, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>The version asked for may be said; from here it lies in the outbox.</summary>
/// <param name="After">Size of the own journal in the draft's channel when this was said: what says the draft stands at this index or later.</param>
[StatementKind("drafts.release-approved/1")]
public sealed record ReleaseApproved(StatementId Draft, StatementId Release, long After, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>A release is not to be: taken back, refused by the second person, or stopped in the outbox.</summary>
/// <param name="By">Null where the node found at the last moment that it cannot be said.</param>
[StatementKind("drafts.release-stopped/1")]
public sealed record ReleaseStopped(StatementId Draft, StatementId Release, string? Words, string? By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>It was said: the node notes which statement it became.</summary>
[StatementKind("drafts.draft-released/1")]
public sealed record DraftReleased(StatementId Draft, StatementId Release, StatementId Said, DateOnly On) : IAboutDraft
{
    string? IAboutDraft.By => null;

    public IEnumerable<Fault> Faults() => [];
}

/// <summary>It will not be said.</summary>
[StatementKind("drafts.draft-withdrawn/1")]
public sealed record DraftWithdrawn(StatementId Draft, string? Words, string By, DateOnly On) : IAboutDraft
{
    public IEnumerable<Fault> Faults() => DraftsFaults.Of(this);
}

/// <summary>Who must clear: exactly one of the three.</summary>
/// <param name="Role">Anybody with a mandate of this role that opens the draft.</param>
/// <param name="Office">Anybody whose mandate shows this office: 1 to 100 characters.</param>
/// <param name="Officer">This one officer.</param>
public sealed record Clearer(MandateRole? Role, string? Office, string? Officer);

[JsonConverter(typeof(KebabCase<ClearanceAnswer>))]
public enum ClearanceAnswer { Cleared, NotCleared }
