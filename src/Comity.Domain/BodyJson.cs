using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Comity.Record;

namespace Comity.Domain;

/// <summary>How bodies are read and written: strict, camelCase, absent rather than null.</summary>
internal static class BodyJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>What the serialiser knows of a type's members, in the order of its constructor.</summary>
    public static JsonTypeInfo TypeInfo(Type type) => Options.GetTypeInfo(type);

    /// <summary>Sorts faults by the member they start with; those of no member first, those of unknown members last.</summary>
    public static IReadOnlyList<Fault> InFieldOrder(Type type, IEnumerable<Fault> faults)
    {
        var place = TypeInfo(type).Properties.Index().ToDictionary(p => p.Item.Name, p => p.Index, StringComparer.Ordinal);
        return faults.OrderBy(f => f.Field.Length == 0 ? -1 : place.GetValueOrDefault(f.Field.Split('.', '[')[0], place.Count)).ToArray();
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullsBeAbsent } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void LetNullsBeAbsent(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            member.IsRequired = member.AssociatedParameter is { IsNullable: false };
        }
    }
}
