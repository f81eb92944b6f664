using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Comity.Record;

/// <summary>JSON as statements carry it (RFC 8259, narrowed as RFC 7493): what every parser reads alike.</summary>
/// <remarks>An object at the top, no duplicate names, depth ≤ 32, no lone surrogates, integers only, within ±(2^53 − 1) and without a leading minus on zero.</remarks>
public static class StrictJson
{
    public const int MaxDepth = 32;
    public const long MaxInteger = (1L << 53) - 1;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <param name="utf8">Valid UTF-8 or not: what is not is refused.</param>
    /// <param name="json">Stands by itself; nothing to dispose.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement json, [NotNullWhen(false)] out Fault? fault)
    {
        json = default;
        try
        {
            if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
            {
                fault = new Fault("", "record.json.utf8", "expected valid UTF-8");
                return false;
            }

            // The document is left to the collector: its buffer is the caller's, and elements stay readable.
            json = JsonDocument.Parse(utf8, Options).RootElement;
        }
        catch (JsonException wrong)
        {
            fault = new Fault(wrong.Path ?? "", "record.json.syntax", $"expected JSON without duplicate names, at most {MaxDepth} deep; {wrong.Message}");
            return false;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            fault = new Fault("", "record.json.object", $"expected an object, found {json.ValueKind}");
            return false;
        }

        fault = FaultIn(json, "");
        return fault is null;
    }

    private static Fault? FaultIn(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (!IsReadable(property))
                    {
                        return new Fault(path, "record.json.surrogate", "expected names without lone surrogates");
                    }

                    if (FaultIn(property.Value, path.Length == 0 ? property.Name : path + "." + property.Name) is { } inner)
                    {
                        return inner;
                    }
                }

                return null;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (FaultIn(item, $"{path}[{at++}]") is { } inner)
                    {
                        return inner;
                    }
                }

                return null;
            case JsonValueKind.String:
                return IsReadable(element) ? null : new Fault(path, "record.json.surrogate", "expected text without lone surrogates");
            case JsonValueKind.Number:
                return IsInteger(element) ? null : new Fault(path, "record.json.integer", $"expected an integer within ±(2^53 − 1), found {element.GetRawText()}");
            default:
                return null;
        }
    }

    private static bool IsInteger(JsonElement number)
    {
        var raw = number.GetRawText();
        return raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && raw != "-0"
            && number.TryGetInt64(out var value) && value is >= -MaxInteger and <= MaxInteger;
    }

    // The parser lets escaped lone surrogates pass and throws only when the text is read: read it here, inside the gate.
    private static bool IsReadable(JsonElement text)
    {
        try
        {
            text.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsReadable(JsonProperty property)
    {
        try
        {
            return property.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
