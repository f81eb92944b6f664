using System.Globalization;
using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Drafts;

/// <summary>What changed between two versions of a draft, field by field, in the order of the first and then of the second.</summary>
public static class DraftChanges
{
    public static IReadOnlyList<DraftChange> Between(string from, string to)
    {
        var (before, after) = (Leaves(from), Leaves(to));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Select(f => new DraftChange(f, before.GetValueOrDefault(f), after.GetValueOrDefault(f))).Where(c => c.Before != c.After)];
    }

    /// <summary>Every value of a text by its place: <c>terms[0].phrase</c>.</summary>
    public static Dictionary<string, string> Leaves(string text)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(DraftText.Json(text), "", leaves);
        return leaves;
    }

    private static void Collect(JsonElement json, string path, Dictionary<string, string> leaves)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", leaves);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (item, i) in json.EnumerateArray().Select((item, i) => (item, i)))
                {
                    Collect(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), leaves);
                }

                break;
            case JsonValueKind.String:
                leaves[path] = json.GetString()!;
                break;
            default:
                leaves[path] = json.GetRawText();
                break;
        }
    }
}

/// <param name="Before">Null where the field is new.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record DraftChange(string Field, string? Before, string? After);
