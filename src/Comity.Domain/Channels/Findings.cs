using Comity.Record;

namespace Comity.Domain.Channels;

/// <summary>What is found in a channel of what may be carried, what was, what is registered and what is forgotten.</summary>
/// <param name="Rights">The last word of each member on each item; it counts for the items that member authored.</param>
/// <param name="Requests">By author in the charter's order, then index.</param>
/// <param name="Passages">Carried into this channel, those without leave too; by author, then index.</param>
/// <param name="Reports">Carried out of this channel, as their carriers say.</param>
/// <param name="Reads">As the reading members say, of their own offices.</param>
/// <param name="Ineffective">By id.</param>
public sealed record ChannelsFindings(
    ValueList<RightFinding> Rights, ValueList<RequestFinding> Requests, ValueList<PassageFinding> Passages, ValueList<ReportFinding> Reports,
    ValueList<RegisterFinding> Registers, ValueList<ReadFinding> Reads, ValueList<EvidenceFinding> Evidence, ValueList<ForgottenFinding> Forgotten, ValueList<IneffectiveSaying> Ineffective)
{
    public static ChannelsFindings None { get; } = new([], [], [], [], [], [], [], [], []);

    /// <summary>The passing right of an item, where its originator set one.</summary>
    public RightFinding? RightOf(StatementId item, MemberId originator) => Rights.FirstOrDefault(r => r.Item == item && r.By == originator);

    /// <summary>Whether the originator asked that whoever opens the item is registered.</summary>
    public bool AsksForReads(StatementId item, MemberId originator) => Registers.Any(r => r.Item == item && r.By == originator);
}

/// <param name="Rule">Code of the reason here and below, wording in ChannelsText.resx.</param>
public sealed record RightFinding(StatementId Id, StatementId Item, MemberId By, PassingRight Right, string Rule);

/// <param name="Answer">The originator's last word on it; null while it waits.</param>
/// <param name="Until">Last day of the leave, inclusive; null where none is given or no end recorded.</param>
public sealed record RequestFinding(
    StatementId Id, StatementId Item, MemberId By, MemberId Of, ChannelId To, string Purpose, string Language, DateOnly On,
    RequestStanding Standing, StatementId? Answer, DateOnly? Until, string? Reason, string Rule);

public enum RequestStanding { Waiting, Granted, Refused, Ended }

/// <param name="By">The carrier.</param>
/// <param name="Item">What was carried; said by <paramref name="Of"/> in <paramref name="From"/>.</param>
/// <param name="Leave">What it rests on; null where nothing was needed or nothing stands.</param>
/// <param name="Effective">False when it carries without leave, or what it carries is not authentic.</param>
public sealed record PassageFinding(
    StatementId Id, MemberId By, StatementId Item, MemberId Of, ChannelId From, string Kind, DateOnly On, StatementId? Leave, bool Effective, string Rule);

/// <param name="Effective">False when the leave it names does not stand: the note that an item was carried without leave.</param>
public sealed record ReportFinding(StatementId Id, MemberId By, StatementId Item, MemberId Of, ChannelId To, StatementId? Leave, StatementId Passage, DateOnly On, bool Effective, string Rule);

public sealed record RegisterFinding(StatementId Id, StatementId Item, MemberId By, string Rule);

/// <param name="Office">As the envelope names it; never a person.</param>
public sealed record ReadFinding(StatementId Id, StatementId Item, MemberId Of, MemberId By, string Office, ValueList<ReadHow> How, DateOnly On);

/// <param name="Blobs">As the envelope names them, in its order; none makes it empty.</param>
public sealed record EvidenceFinding(StatementId Id, StatementId Item, MemberId By, string Title, string Language, ValueList<EvidenceBlob> Blobs, string Rule);

/// <param name="Size">Bytes of the content.</param>
/// <param name="Type">As its author's node found it by its content; each node looks again.</param>
public sealed record EvidenceBlob(string Id, long Size, string Type);

/// <param name="By">Whose node says that it has destroyed the key.</param>
public sealed record ForgottenFinding(StatementId Id, string Blob, MemberId By, string Reason, string Language, DateOnly On, string Rule);

public sealed record IneffectiveSaying(StatementId Id, MemberId Author, string Kind, string Rule);
