using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Evidence;

/// <summary>A piece of evidence that comes within a request, beside what it shows.</summary>
public sealed record EnclosedJson(string Title, string Language, byte[] Content)
{
    public const string Name = "evidence";

    /// <summary>The request without it, and the piece with every fault of it; null when there is none.</summary>
    public static (JsonElement Act, EnclosedJson? Piece, IReadOnlyList<Fault> Faults) Take(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty(Name, out var given))
        {
            return (request, null, []);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in request.EnumerateObject().Where(f => f.Name != Name))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var rest = JsonDocument.Parse(buffer.ToArray()).RootElement;
        if (given.ValueKind != JsonValueKind.Object)
        {
            return (rest, null, [new(Name, "evidence.form", $"expected an object with title, language and content, found {given.ValueKind}")]);
        }

        var piece = new EnclosedJson(Text(given, "title") ?? "", Text(given, "language") ?? "en", given.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out var bytes) ? bytes : []);
        return (rest, piece, [.. EvidenceDesk.Faults(piece.Title, piece.Language, piece.Content).Select(f => f with { Field = $"{Name}.{f.Field}" })]);
    }

    private static string? Text(JsonElement given, string name) => given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
