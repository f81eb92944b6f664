using System.Collections.Concurrent;
using System.Reflection;
using Comity.Record;

namespace Comity.Domain.Forks;

/// <summary>The statements that a statement names: what it cites, its matter, and what its body refers to.</summary>
internal static class References
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> InBodies = [];

    /// <summary>Sorted, each once.</summary>
    public static IEnumerable<StatementId> Of(Said said)
    {
        var named = new SortedSet<StatementId>(said.Statement.Cites);
        if (said.Statement.Subject is { } subject)
        {
            named.Add(subject);
        }

        foreach (var property in InBodies.GetOrAdd(said.Body.GetType(), Referring))
        {
            named.UnionWith(property.GetValue(said.Body) switch
            {
                StatementId one => [one],
                IEnumerable<StatementId> several => several,
                _ => [],
            });
        }

        return named;
    }

    private static PropertyInfo[] Referring(Type body) =>
        [.. body.GetProperties().Where(p => p.PropertyType == typeof(StatementId) || p.PropertyType == typeof(StatementId?) || typeof(IEnumerable<StatementId>).IsAssignableFrom(p.PropertyType))];
}
