using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>What was gathered up to some heads, written beside the store so that a start need not read every statement.</summary>
/// <remarks>
/// Never a source of truth: it is read only when it is whole and the journals held end with the statements it names, whose signed roots its ids come to;
/// missing or refused, everything is gathered from the statements again. It leaves no machine and enters no backup.
/// </remarks>
internal sealed class IndexFile(string path)
{
    public const string Name = "index.cache";

    private const string Form = "comity-index/3 ";

    // What may have been added since the file was written, so that it is not copied while readers wait.
    private const int Room = 16 * 1024 * 1024;

    /// <summary>Writes what is released now. A failure leaves what was there: the next start takes longer.</summary>
    public void Write(ReleasedRecord released)
    {
        string? temporary = null;
        try
        {
            using var content = new MemoryStream(File.Exists(path) ? checked((int)Math.Min(new FileInfo(path).Length + Room, int.MaxValue)) : 0);
            using var writer = new BinaryWriter(content);
            writer.Write(Form + Domain.Pictures.PictureJson.Edition);
            released.Write(writer);
            writer.Flush();
            var bytes = content.GetBuffer().AsSpan(0, checked((int)content.Length));
            temporary = DurableFile.Begin(path);
            using (var file = new FileStream(temporary, FileMode.Open, FileAccess.Write))
            {
                file.Write(SHA256.HashData(bytes));
                file.Write(bytes);
            }

            DurableFile.Place(temporary, path, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
        }
    }

    /// <returns>Null when there is none of this edition, or it is not whole.</returns>
    public Dictionary<ChannelId, IndexedJournals>? TryRead()
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            return bytes.Length > Hash256.Size && SHA256.HashData(bytes.AsSpan(Hash256.Size)).AsSpan().SequenceEqual(bytes.AsSpan(0, Hash256.Size)) ? Read(bytes) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            return null;
        }
    }

    private static Dictionary<ChannelId, IndexedJournals>? Read(byte[] bytes)
    {
        using var content = new BinaryReader(new MemoryStream(bytes, Hash256.Size, bytes.Length - Hash256.Size));
        if (content.ReadString() != Form + Domain.Pictures.PictureJson.Edition)
        {
            return null;
        }

        var channels = new Dictionary<ChannelId, IndexedJournals>();
        for (var left = content.ReadInt32(); left > 0; left--)
        {
            var channel = ChannelId.Parse(content.ReadString());
            var heads = new List<KeyValuePair<MemberId, TreeHead>>();
            var ids = new Dictionary<MemberId, StatementId[]>();
            for (var members = content.ReadInt32(); members > 0; members--)
            {
                var member = MemberId.Parse(content.ReadString());
                var head = new TreeHead(content.ReadInt64(), new Hash256(content.ReadBytes(Hash256.Size)));
                heads.Add(KeyValuePair.Create(member, head));
                ids[member] = new StatementId[head.Size];
                content.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ids[member].AsSpan()));
            }

            channels.Add(channel, new IndexedJournals(new Seen(heads), ids, ChannelGathering.Read(content)));
        }

        return channels;
    }

    private static void Remove(string? temporary)
    {
        try
        {
            File.Delete(temporary ?? "");
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // An unfinished file is in nobody's way.
        }
    }
}

/// <summary>A channel as the index file has it.</summary>
/// <param name="Heads">What was released when it was written.</param>
/// <param name="Ids">Per member, of all statements up to its head.</param>
internal sealed record IndexedJournals(Seen Heads, Dictionary<MemberId, StatementId[]> Ids, ChannelGathering Gathered);
