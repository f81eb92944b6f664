using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Comity.Record;

/// <summary>JSON as statements carry it (RFC 8259, narrowed as RFC 7493): what every parser reads alike.</summary>
/// <remarks>An object at the top, no duplicate names, depth ≤ 32, no lone surrogates, integers only, within ±(2^53 − 1) and without a leading minus on zero.</remarks>
public static class StrictJson
{
    public const int MaxDepth = 32;
    public const long MaxInteger = (1L << 53) - 1;

    private const int MaxExcerpt = 60;
    private const string Surrogate = "record.json.surrogate";

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
            fault = new Fault("", "record.json.syntax", $"expected JSON without duplicate names, at most {MaxDepth} deep; found other at byte {wrong.BytePositionInLine} of line {wrong.LineNumber + 1}");
            return false;
        }
        catch (InvalidOperationException)
        {
            // Looking for duplicates reads the escaped names, and reading a lone surrogate throws.
            fault = new Fault("", Surrogate, "expected names without lone surrogates");
            return false;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            fault = new Fault("", "record.json.object", $"expected an object, found {json.ValueKind}");
            return false;
        }

        fault = FaultIn(json);
        return fault is null;
    }

    /// <summary>The beginning of what another party sent, short enough for a message.</summary>
    internal static string Excerpt(string found) => found.Length <= MaxExcerpt ? found : found[..MaxExcerpt] + "…";

    /// <summary>A digest in its one spelling; null when the value is anything else.</summary>
    internal static Hash256? Hash(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? null
        : JsonMarshal.GetRawUtf8Value(value) is { Length: Hash256.TextLength + 2 } raw && Hash256.TryParse(raw[1..^1], out var hash) ? hash
        : Hash256.TryParse(value.GetString(), out hash) ? hash : null;   // some of it may be escaped

    // The path is put together only on the way back from a fault: spelled for every value, a long name over many items would cost gigabytes.
    private static Fault? FaultIn(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (FaultIn(property.Value) is { } inner)
                    {
                        return Within(Excerpt(property.Name), inner);
                    }
                }

                return null;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (FaultIn(item) is { } inner)
                    {
                        return Within($"[{at}]", inner);
                    }

                    at++;
                }

                return null;
            case JsonValueKind.String:
                return IsReadable(element) ? null : new Fault("", Surrogate, "expected text without lone surrogates");
            case JsonValueKind.Number:
                return IsInteger(element) ? null : new Fault("", "record.json.integer", $"expected an integer within ±(2^53 − 1), found {Excerpt(element.GetRawText())}");
            default:
                return null;
        }
    }

    private static Fault Within(string place, Fault inner) => inner with
    {
        Field = inner.Field.Length == 0 || inner.Field[0] == '[' ? place + inner.Field : place + "." + inner.Field,
    };

    private static bool IsInteger(JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        return !raw.ContainsAny(".eE"u8) && !raw.SequenceEqual("-0"u8)
            && number.TryGetInt64(out var value) && value is >= -MaxInteger and <= MaxInteger;
    }

    // The parser lets escaped lone surrogates pass and throws only when the text is read: read it here, inside the gate.
    // Without an escape the text is the bytes, and those are valid UTF-8.
    private static bool IsReadable(JsonElement text)
    {
        if (!JsonMarshal.GetRawUtf8Value(text).Contains((byte)'\\'))
        {
            return true;
        }

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
}
