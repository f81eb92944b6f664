using Comity.Domain;
using Comity.Domain.Disputes.Board;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>A channel's index and the statements behind it, read from the store when asked for.</summary>
internal sealed class IndexedChannel(NodeRecord record, ReleasedRecord released, SaidCache cache, ChannelId channel) : IIndexedStatements
{
    public T Read<T>(Func<DisputesIndex, T> reader) => released.Read(channel, reader);

    public IReadOnlyList<Said> Load(IReadOnlyCollection<IndexedPlace> places)
    {
        var wanted = places.ToArray();
        var said = Array.ConvertAll(wanted, p => cache.Find(p.Id));
        Parallel.For(0, wanted.Length, i => said[i] ??= Read(wanted[i]));
        return [.. said.OfType<Said>()];
    }

    // Another branch of the journal may have taken the place since it was looked up.
    private Said? Read(IndexedPlace place)
    {
        if (record.Store.HeldAt(channel, place.Member, place.Index) is not { } statement || record.Said(statement) is not { } said || said.Id != place.Id)
        {
            return null;
        }

        cache.Keep(said);
        return said;
    }
}
