using System.Reflection;
using Comity.Record;

namespace Comity.Domain;

/// <summary>The wire name and version a body's type carries.</summary>
/// <remarks>Holds nothing, so that capabilities can ask while the registry of them is being made.</remarks>
internal static class BodyKind
{
    /// <exception cref="ArgumentException">The type has no <see cref="StatementKindAttribute"/>.</exception>
    public static string Of(Type type) => type.GetCustomAttribute<StatementKindAttribute>()?.Kind
        ?? throw new ArgumentException($"expected a type with [StatementKind], found {type.Name}", nameof(type));
}
