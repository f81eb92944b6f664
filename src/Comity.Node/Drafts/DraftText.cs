using System.Text.Encodings.Web;
using System.Text.Json;
using Comity.Domain;
using Comity.Record;

namespace Comity.Node.Drafts;

/// <summary>Between a body and the JSON text in which a draft keeps it.</summary>
public static class DraftText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Readable) { WriteIndented = true };

    /// <summary>The body exactly as it will go on the wire.</summary>
    public static string Of(IBody body) => BodyCodec.Write(body).ToJsonString(Readable);

    /// <summary>A draft's title from words of its text: one line, cut to 120 characters.</summary>
    public static string Title(string words)
    {
        var line = string.Concat(words.EnumerateRunes().Select(r => System.Text.Rune.IsControl(r) ? " " : r.ToString()).Take(120)).Trim();
        return line.Length > 0 ? line : "…";
    }

    /// <summary>The text in lines, for people who read JSON.</summary>
    public static string InLines(string text) => JsonSerializer.Serialize(Json(text), Indented);

    public static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>The text as it will be said, when it could be; otherwise every fault of it, each at its field under <c>body</c>.</summary>
    public static (string? Text, IReadOnlyList<Fault> Faults) Read(string kind, string json)
    {
        if (!TryParse(json, out var body))
        {
            return (null, [new("body", "drafts.text.shape", "expected one JSON object")]);
        }

        var faults = BodyCodec.Check(kind, body);
        return faults.Count > 0
            ? (null, [.. faults.Select(f => f with { Field = f.Code == BodyFaultCodes.KindUnknown ? "kind" : f.Field.Length == 0 ? "body" : "body." + f.Field })])
            : (Of(BodyCodec.ReadBody(kind, body)), []);
    }

    private static bool TryParse(string text, out JsonElement body)
    {
        try
        {
            body = Json(text);
            return body.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            body = default;
            return false;
        }
    }
}
