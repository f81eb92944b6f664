using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Comity.Record;

namespace Comity.Domain;

/// <summary>Says in plain English what form a field asks for and what was found there.</summary>
internal static class FormFound
{
    private const int LongestQuote = 40;

    public static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(DateOnly) => "a date as yyyy-MM-dd",
        _ when type == typeof(MemberId) => "a member's short name",
        _ when type == typeof(StatementId) => $"a statement id of {Hash256.TextLength} base64url characters",
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) => "a list",
        _ when BodyJson.TypeInfo(type).Kind == JsonTypeInfoKind.Object => "an object",
        _ => string.Create(CultureInfo.InvariantCulture, $"a value of the form {type.Name}"),
    };

    public static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => TextOf(json) is { } text ? Quote(text) : "text that is not valid Unicode",
        JsonValueKind.Number => $"the number {Cut(json.GetRawText())}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => "nothing",
    };

    public static string Quote(string text) => $"\"{Cut(text)}\"";

    /// <summary>The member's name; <c>?</c> when it is not valid Unicode.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Cut(string text)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestQuote))
        {
            cut.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return cut.Length < text.Length ? cut.Append('…').ToString() : cut.ToString();
    }
}
