using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Domain.Channels;

// Wire form of every body here: docs/spec/channels.md, with docs/spec/passing.md, reads.md and blobs.md for what they mean. A channel
// knows its own statements only, so a body names the originator of the item it is about; where the item is held, one that names
// somebody else has no effect on it.

/// <summary>The originator says how far its item may be carried to those who did not hear it.</summary>
/// <param name="Item">A statement of the author's, in the same channel.</param>
[StatementKind("channels.passing-right-set/1")]
public sealed record PassingRightSet(StatementId Item, PassingRight Right) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

/// <summary>The author asks the originator for leave to carry an item into another channel.</summary>
/// <param name="Of">The originator: author of the item.</param>
/// <param name="To">The channel it would be carried to; never the public one, where authors publish themselves.</param>
/// <param name="Purpose">What for: 1 to 1,000 characters.</param>
/// <param name="On">The day it is asked.</param>
[StatementKind("channels.passing-asked/1")]
public sealed record PassingAsked(StatementId Item, MemberId Of, ChannelId To, string Purpose, string Language, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The originator gives leave: this item, this channel, until a day.</summary>
/// <param name="Request">The request it answers.</param>
/// <param name="Until">Last day on which it may be carried, inclusive; null while no end is recorded.</param>
[StatementKind("channels.passing-granted/1")]
public sealed record PassingGranted(StatementId Request, StatementId Item, ChannelId To, DateOnly On, DateOnly? Until) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The originator refuses leave, or takes back what it gave; what was carried before stays carried.</summary>
/// <param name="Reason">1 to 1,000 characters; null where none is given.</param>
[StatementKind("channels.passing-refused/1")]
public sealed record PassingRefused(StatementId Request, StatementId Item, ChannelId To, string? Reason, string Language, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The author carries an item into this channel: the signed text itself, and what it rests on, so that its readers can check both alone.</summary>
/// <param name="Item">The item's compact text.</param>
/// <param name="Leave">Compact text of the originator's leave or right; null where none is needed.</param>
/// <param name="Roster">The originator's roster that holds the item's key, compact.</param>
/// <param name="LeaveRoster">That which holds the leave's key; null where it is the same, or there is no leave.</param>
/// <param name="Note">What the carrier says with it: 1 to 1,000 characters, or null.</param>
/// <param name="On">The day it is carried.</param>
[StatementKind("channels.item-passed/1")]
public sealed record ItemPassed(string Item, string? Leave, string Roster, string? LeaveRoster, string? Note, string Language, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The author tells those who heard the item that it was carried, and to whom.</summary>
/// <param name="Of">The originator: author of the item.</param>
/// <param name="Leave">The leave or right it rested on, in this channel; null where there was none.</param>
/// <param name="Passage">The statement that carried it, which those here may not hold.</param>
[StatementKind("channels.passage-reported/1")]
public sealed record PassageReported(StatementId Item, MemberId Of, ChannelId To, StatementId? Leave, StatementId Passage, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The originator asks that whoever opens its item is registered.</summary>
[StatementKind("channels.reads-registered/1")]
public sealed record ReadsRegistered(StatementId Item) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

/// <summary>The author's office, which stands in the envelope, opened an item whose reads are registered.</summary>
/// <param name="Of">The originator: author of the item.</param>
/// <param name="How">1 to 4 ways, each once, in the order of the enumeration.</param>
/// <param name="On">The day; an office says it once a day for an item.</param>
[StatementKind("channels.item-read/1")]
public sealed record ItemRead(StatementId Item, MemberId Of, ValueList<ReadHow> How, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The author attaches evidence to an item: a scan, an e-mail, a document. The content lies outside the journal, under the ids in the envelope's <c>blobs</c>.</summary>
/// <param name="Item">A statement of this channel, of whomever.</param>
/// <param name="Title">What it is, in the author's words: 1 to 200 characters on one line. Never a file's name, which may say more than its author means.</param>
[StatementKind("channels.evidence-attached/1")]
public sealed record EvidenceAttached(StatementId Item, string Title, string Language) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary>The author's node has destroyed the key of a piece of evidence: it can no longer be opened there, nor after a restore.</summary>
/// <param name="Blob">Id of the blob.</param>
/// <param name="Reason">1 to 1,000 characters.</param>
[StatementKind("channels.blob-forgotten/1")]
public sealed record BlobForgotten(string Blob, string Reason, string Language, DateOnly On) : IBody
{
    public IEnumerable<Fault> Faults() => ChannelsFaults.Of(this);
}

/// <summary><c>None</c>: nobody carries it. <c>Ask</c>: with the originator's leave. <c>Yes</c>: whoever heard it may.</summary>
[JsonConverter(typeof(KebabCase<PassingRight>))]
public enum PassingRight { None, Ask, Yes }

/// <summary>How an item was opened.</summary>
[JsonConverter(typeof(KebabCase<ReadHow>))]
public enum ReadHow { Page, Api, Export, Search }
