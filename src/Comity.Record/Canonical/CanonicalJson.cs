// RFC 8785 (JCS), for the JSON that pictures are made of: objects, arrays, strings, booleans, null and integers within ±(2^53 − 1).
// Numbers with fractions never enter facts, so ECMAScript number formatting is not needed and such a number is refused.

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Comity.Record.Canonical;

/// <summary>One byte string per JSON value: names sorted by UTF-16 code units, no blanks, shortest escapes.</summary>
public static class CanonicalJson
{
    // Two texts must never share their bytes: what is no Unicode text is refused, not replaced.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A number is not an integer within ±(2^53 − 1), or a text or name holds a lone surrogate.</exception>
    public static byte[] Utf8(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return Strict.GetBytes(text.ToString());
    }

    public static Hash256 Digest(JsonNode? node) => Hash256.Of(Utf8(node));

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members);
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, items[i]);
                }

                text.Append(']');
                break;
            default:
                WriteValue(text, node.AsValue());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(first ? "" : ",");
            first = false;
            WriteText(text, name);
            text.Append(':');
            Write(text, value);
        }

        text.Append('}');
    }

    private static void WriteValue(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Number:
                text.Append(Integer(value).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                WriteText(text, Text(value));
                break;
        }
    }

    private static long Integer(JsonValue value) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
        && integer is >= -StrictJson.MaxInteger and <= StrictJson.MaxInteger
            ? integer
            : throw new ArgumentException($"expected an integer within ±(2^53 − 1), found {value.ToJsonString()}");

    private static string Text(JsonValue value)
    {
        try
        {
            // Values made from other types (dates, ids) serialise to their text.
            return value.TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(value.ToJsonString()) ?? "";
        }
        catch (InvalidOperationException unreadable)
        {
            throw new ArgumentException("expected text without lone surrogates", unreadable);
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
