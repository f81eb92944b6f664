using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Comity.Domain;

/// <summary>Findings as they enter a picture: camelCase, members in the order declared, enumerations in kebab-case, no nulls.</summary>
public static class FindingsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new KebabCaseFactory() },
    };

    public static JsonNode Of(object findings) => JsonSerializer.SerializeToNode(findings, findings.GetType(), Options)!;

    private sealed class KebabCaseFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(KebabCase<>).MakeGenericType(typeToConvert))!;
    }
}
