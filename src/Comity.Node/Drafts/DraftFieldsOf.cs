using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Node.Disputes;

namespace Comity.Node.Drafts;

/// <summary>A draft's text with what was typed in the place of each of its values.</summary>
internal static class DraftFieldsOf
{
    /// <summary>Values whose field was emptied are left out where the kind can do without, and empty where it cannot.</summary>
    public static string Rebuilt(string kind, string text, FormReading form)
    {
        var left = Rebuilt(text, form, keep: []);
        var missing = BodyCodec.Check(kind, DraftText.Json(left)).Where(f => f.Code == BodyFaultCodes.MemberMissing).Select(f => f.Field).ToHashSet(StringComparer.Ordinal);
        return missing.Count == 0 ? left : Rebuilt(text, form, missing);
    }

    private static string Rebuilt(string text, FormReading form, HashSet<string> keep)
    {
        var body = JsonNode.Parse(text)!;
        Fill(body, "", form, keep);
        return body.ToJsonString();
    }

    private static void Fill(JsonNode node, string path, FormReading form, HashSet<string> keep)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    Replace(value, path.Length == 0 ? name : $"{path}.{name}", form, keep, typed => members[name] = typed, () => members.Remove(name));
                }

                break;
            case JsonArray items:
                foreach (var (i, value) in items.Index().ToList())
                {
                    Replace(value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{i}]"), form, keep, typed => items[i] = typed, () => items[i] = "");
                }

                break;
        }
    }

    private static void Replace(JsonNode? value, string field, FormReading form, HashSet<string> keep, Action<JsonNode> put, Action leaveOut)
    {
        if (value is JsonObject or JsonArray)
        {
            Fill(value, field, form, keep);
        }
        else if (form.Typed($"body.{field}") is not null)
        {
            var typed = form.Text($"body.{field}");
            if (typed is null && value is JsonValue empty && !(empty.TryGetValue<string>(out var was) && was.Length == 0) && !keep.Contains(field))
            {
                leaveOut();
            }
            else
            {
                put(Typed(value, typed ?? ""));
            }
        }
    }

    // What was text stays text; a number or a truth value stays one where what was typed is one.
    private static JsonNode Typed(JsonNode? value, string typed) =>
        value?.GetValueKind() is JsonValueKind.Number && long.TryParse(typed, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False && typed is "true" or "false" ? JsonValue.Create(typed == "true")
        : JsonValue.Create(typed);
}
