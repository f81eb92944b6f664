using System.Collections.Concurrent;
using Comity.Domain;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>What one capability without an index finds in a channel, judged by itself and remembered until its own facts or the day change: the charter, the rest of the context, stays as it is while a channel is held.</summary>
/// <remarks>Folds hand on the very same facts when a statement is of another matter, so most of what is said ends nothing here. Safe for any number of threads.</remarks>
internal sealed class JudgedAlone
{
    private static readonly ConcurrentDictionary<Type, int> Places = [];

    private readonly ConcurrentDictionary<(ChannelId Channel, Type Findings), (IFacts Facts, DateOnly AsOf, object Found)> _judged = [];

    /// <returns>Null where no capability without an index finds such.</returns>
    public T? Judge<T>(ChannelId channel, ChannelFacts facts, JudgeContext context)
        where T : class
    {
        var place = Places.GetOrAdd(typeof(T), PlaceOf, context);
        if (place < 0)
        {
            return null;
        }

        var own = facts.ByCapability[place];
        if (_judged.TryGetValue((channel, typeof(T)), out var kept) && ReferenceEquals(kept.Facts, own) && kept.AsOf == context.AsOf)
        {
            return (T)kept.Found;
        }

        var found = CapabilityRegistry.All[place].Judge(own, context);
        _judged[(channel, typeof(T))] = (own, context.AsOf, found);
        return (T)found;
    }

    private static int PlaceOf(Type findings, JudgeContext context) => CapabilityRegistry.All.ToList().FindIndex(c => !c.IsIndexed && findings.IsInstanceOfType(c.Judge(c.NoFacts, context)));
}
