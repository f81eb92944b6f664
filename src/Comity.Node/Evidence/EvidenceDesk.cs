using System.Security.Cryptography;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Evidence;

/// <summary>Evidence for its readers: attaching it to an item, opening it, forgetting it.</summary>
public sealed class EvidenceDesk(IRoom room, NodeRecord record, SightAccessor sights, BlobVault vault, BlobShelf shelf)
{
    /// <summary>What is attached to an item, as its reader may see it; what names no content is not shown.</summary>
    public IReadOnlyList<EvidenceFinding> Of(Statement item) => [.. Found(item.Channel).Evidence.Where(e => e.Item == item.Id && e.Blobs.Count > 0)];

    /// <summary>Who says that it has forgotten a piece.</summary>
    public IReadOnlyList<ForgottenFinding> Forgotten(ChannelId channel, string blob) => [.. Found(channel).Forgotten.Where(f => f.Blob == blob)];

    public bool IsHeld(ChannelId channel, string blob) => Hash256.TryParse(blob, out var id) && shelf.IsServed(channel, id);

    /// <summary>What keeps a piece from being attached to whatever it shows; every fault at once.</summary>
    public static IEnumerable<Fault> Faults(string? title, string language, byte[]? content) =>
        new EvidenceAttached(default, title ?? "", language).Faults().Concat(ContentFaults(content, TypeOf(content)));

    /// <summary>Attaches a piece of evidence; every fault at once, and then nothing is kept.</summary>
    /// <param name="content">Null where nothing was handed in.</param>
    public async Task<SayResult> AttachAsync(Statement item, string? title, string language, byte[]? content, CancellationToken cancellation)
    {
        var body = new EvidenceAttached(item.Id, title ?? "", language);
        var type = TypeOf(content);
        var faults = Faults(title, language, content).ToValueList();
        if (faults.Count > 0)
        {
            return new SayResult.Faulty(faults);
        }

        if (item.Channel.IsPublic || item.Track is null || sights.Sight.SpeaksAs(item.Channel, item.Track) is not { } officer)
        {
            return new SayResult.Faulty([new Fault("item", "access.no-mandate", $"expected an item on a track, of a channel that is not public and in which your mandate speaks, found {item.Channel}")]);
        }

        if (room.WantsTwoPersons(item.Channel) && item.Channel != ChannelId.Of(room.Me))
        {
            return new SayResult.Faulty([new Fault("item", "access.two-persons", $"the charter wants two persons to release what is said in channel {item.Channel}, and evidence passes by no second person yet: name it as a source within a draft. Nothing was kept")]);
        }

        byte[] salted = [.. RandomNumberGenerator.GetBytes(BlobVault.SaltSize), .. content!];
        var id = vault.Put(item.Channel, salted);
        try
        {
            var draft = new StatementDraft(BodyCodec.KindOf(typeof(EvidenceAttached)), item.Track, null, [item.Id], BodyCodec.Write(body), officer.Office, officer.Level, room.Now)
            {
                Blobs = [new BlobRef(id, content!.Length, type!)],
            };
            var said = await record.SayAsync(item.Channel, draft, cancellation);
            return new SayResult.Said(said.Id, said.Index);
        }
        catch (NodeStoppedException stopped)
        {
            vault.Forget(item.Channel, id);
            return new SayResult.Stopped(stopped.Code, stopped.Message);
        }
        catch (OperationCanceledException)
        {
            vault.Forget(item.Channel, id);
            throw;
        }
    }

    /// <summary>A piece for its reader: only what a statement they may see attaches, and never what this member has forgotten.</summary>
    /// <returns>Null when there is none here for them.</returns>
    /// <exception cref="InvalidDataException">What lies on the disk is damaged.</exception>
    public (byte[] Content, string Type)? Open(ChannelId channel, string blob)
    {
        if (!Hash256.TryParse(blob, out var id) || Attached(channel, blob) is null || shelf.Open(channel, id) is not { } salted)
        {
            return null;
        }

        var content = salted[BlobVault.SaltSize..];
        // Whatever its sender's node called it.
        return (content, BlobTypes.Of(content) ?? "application/octet-stream");
    }

    /// <summary>Attests that this member forgets a piece, then destroys its key. A node that stops between the two destroys it at its next start.</summary>
    public async Task<SayResult> ForgetAsync(ChannelId channel, BlobForgotten body, Officer officer, CancellationToken cancellation)
    {
        if (Attached(channel, body.Blob) is not { } evidence || room.Find(evidence.Id)?.Statement is not { Track: { } track })
        {
            return new SayResult.Faulty([new Fault("blob", "evidence.unknown", $"expected a piece of evidence of channel {channel}, found {body.Blob}")]);
        }

        var result = await room.SayAsync(channel, body, track, null, [evidence.Id], officer, cancellation);
        if (result is SayResult.Said)
        {
            vault.Forget(channel, Hash256.Parse(body.Blob));
        }

        return result;
    }

    private static string? TypeOf(byte[]? content) => content is { Length: > 0 and <= BlobVault.MostBytes } ? BlobTypes.Of(content) : null;

    private static IEnumerable<Fault> ContentFaults(byte[]? content, string? type)
    {
        if (content is not { Length: > 0 and <= BlobVault.MostBytes })
        {
            yield return new("content", "evidence.size", $"expected 1 to {BlobVault.MostBytes} bytes, found {(content is null ? "nothing" : content.Length)}");
        }
        else if (type is null)
        {
            yield return new("content", "evidence.type", $"expected content that is one of {string.Join(", ", BlobTypes.Endings.Keys)}, found another");
        }
    }

    private EvidenceFinding? Attached(ChannelId channel, string blob) =>
        room.Channels.Contains(channel) ? Found(channel).Evidence.FirstOrDefault(e => e.Blobs.Any(b => b.Id == blob)) : null;

    private ChannelsFindings Found(ChannelId channel) => room.Findings<ChannelsFindings>(channel) ?? ChannelsFindings.None;
}
