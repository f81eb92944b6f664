using System.Runtime.InteropServices;
using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>Numbers statement ids 0, 1, 2 … in the order they are first named; 36 to 44 bytes an id.</summary>
/// <remarks>Open addressing with linear probing, at most half full. Ids are digests, so their own bits are the hash.</remarks>
internal sealed class IdTable
{
    private readonly List<StatementId> _ids = [];
    private int[] _places = Empty(1024);    // number + 1; 0 is free

    public int Count => _ids.Count;

    public StatementId this[int number] => _ids[number];

    public ReadOnlySpan<StatementId> All => CollectionsMarshal.AsSpan(_ids);

    /// <returns>-1 when the id was never named.</returns>
    public int Find(StatementId id) => _places[Probe(id)] - 1;

    public int Add(StatementId id)
    {
        var place = Probe(id);
        if (_places[place] == 0)
        {
            _ids.Add(id);
            _places[place] = _ids.Count;
            if (_ids.Count * 2 > _places.Length)
            {
                Grow(_places.Length * 2);
            }

            return _ids.Count - 1;
        }

        return _places[place] - 1;
    }

    /// <summary>Takes many at once, all new.</summary>
    public void AddAll(ReadOnlySpan<StatementId> ids)
    {
        _ids.EnsureCapacity(_ids.Count + ids.Length);
        _ids.AddRange(ids);
        Grow((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, _ids.Count * 2)));
    }

    private void Grow(int size)
    {
        _places = Empty(size);
        for (var i = 0; i < _ids.Count; i++)
        {
            _places[Probe(_ids[i])] = i + 1;
        }
    }

    private int Probe(StatementId id)
    {
        var place = id.GetHashCode() & (_places.Length - 1);
        while (_places[place] is var held && held != 0 && _ids[held - 1] != id)
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }

    private static int[] Empty(int size) => new int[size];
}
