using System.Runtime.InteropServices;
using Comity.Record;

namespace Comity.Domain.Disputes.Board;

public sealed partial class DisputesIndex
{
    /// <summary>Names the form in which an index is written; another form is not read.</summary>
    public const string Form = "disputes-index/2";

    /// <summary>Writes all that was gathered, in this machine's byte order: for the same node's next start and nobody else.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(Form);
        to.Write(_charter);
        WriteAll(to, _members, m => m.ToString());
        WriteAll(to, _tracks, t => t);
        WriteSpan(to, _ids.All);
        WriteSpan<IndexEntry>(to, CollectionsMarshal.AsSpan(_entries));
        WriteSpan<IndexEdge>(to, CollectionsMarshal.AsSpan(_edges));
        WriteSpan<ActEntry>(to, CollectionsMarshal.AsSpan(_acts));
        Chains.Write(to);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; whether it is what the journals say is for the caller to know.</summary>
    /// <exception cref="InvalidDataException">It was written in another form.</exception>
    /// <exception cref="IOException">It ends too early.</exception>
    public static DisputesIndex Read(BinaryReader from)
    {
        if (from.ReadString() != Form)
        {
            throw new InvalidDataException($"expected an index of the form {Form}");
        }

        var charter = from.ReadInt32();
        var members = ReadAll(from);
        var index = new DisputesIndex(members.Take(charter).Select(MemberId.Parse));
        index._members.AddRange(members.Skip(charter).Select(MemberId.Parse));
        index._tracks.AddRange(ReadAll(from));
        index._ids.AddAll(ReadSpan<StatementId>(from));
        index._entries.AddRange(ReadSpan<IndexEntry>(from));
        index._edges.AddRange(ReadSpan<IndexEdge>(from));
        index._acts.AddRange(ReadSpan<ActEntry>(from));
        index.TakeAgain();
        index.Chains.Restore(from);
        return index;
    }

    private void TakeAgain()
    {
        for (var number = 0; number < _entries.Count; number++)
        {
            var entry = _entries[number];
            if (entry.Kind == SaidKind.Measure)
            {
                // Their places are given in the order of their numbers now.
                _entries[number] = entry with { RefB = Measures.Count };
            }

            if (entry.Kind is SaidKind.Measure or SaidKind.Stage)
            {
                Measures.Taken(number, _entries[number]);
            }
        }

        Version = _entries.Count;
    }

    private static void WriteAll<T>(BinaryWriter to, List<T> items, Func<T, string> text)
    {
        to.Write(items.Count);
        items.ForEach(item => to.Write(text(item)));
    }

    private static string[] ReadAll(BinaryReader from)
    {
        var items = new string[from.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = from.ReadString();
        }

        return items;
    }

    private static void WriteSpan<T>(BinaryWriter to, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        to.Write(items.Length);
        to.Write(MemoryMarshal.AsBytes(items));
    }

    private static T[] ReadSpan<T>(BinaryReader from)
        where T : unmanaged
    {
        var items = new T[from.ReadInt32()];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(items.AsSpan()));
        return items;
    }
}
