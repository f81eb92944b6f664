using System.Text.Json;
using System.Text.Json.Serialization;

namespace Comity.Domain;

/// <summary>Writes an enumeration as kebab-case text and reads only the exact names.</summary>
public sealed class KebabCase<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByName = Enum.GetValues<T>().ToDictionary(Name, StringComparer.Ordinal);

    public static string Name(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ByName.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"expected one of {string.Join(", ", ByName.Keys)}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Name(value));
}

public static class KebabCase
{
    /// <summary>The wire name of an enumeration's value.</summary>
    public static string Wire<T>(this T value)
        where T : struct, Enum => KebabCase<T>.Name(value);
}
