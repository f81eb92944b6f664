using System.Collections.Concurrent;
using Comity.Domain;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>Statements read lately, with their bodies. A statement never changes, so nothing here goes stale.</summary>
/// <remarks>Two generations: when the younger is full the older is forgotten.</remarks>
internal sealed class SaidCache
{
    /// <summary>Statements a generation holds: some 3 kB each.</summary>
    private const int Generation = 8192;

    private ConcurrentDictionary<StatementId, Said> _young = [], _old = [];

    public Said? Find(StatementId id)
    {
        if (_young.TryGetValue(id, out var said))
        {
            return said;
        }

        if (_old.TryGetValue(id, out said))
        {
            Keep(said);
        }

        return said;
    }

    public void Keep(Said said)
    {
        if (_young.Count >= Generation)
        {
            _old = Interlocked.Exchange(ref _young, []);
        }

        _young[said.Id] = said;
    }
}
