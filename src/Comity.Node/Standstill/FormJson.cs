using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Node.Disputes;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Comity.Node.Standstill;

/// <summary>Between a form's fields, named by their place in a body (<c>terms.covered[0].text</c>), and that body as JSON.</summary>
/// <remarks>Rows left blank are passed over; <see cref="FieldOf"/> leads a fault back to the row that was typed.</remarks>
internal sealed class FormJson(FormReading form, params IEnumerable<string> leftOut)
{
    private readonly HashSet<string> _leftOut = [.. leftOut];
    private readonly List<(string Json, string Form)> _moved = [];

    /// <summary>A record's members; those with nothing typed are absent, and what cannot be read stays as typed.</summary>
    public JsonObject Read(Type type, string path) => Read(type, path, path);

    /// <summary>The form's name for a field of the body.</summary>
    public string FieldOf(string field)
    {
        var row = _moved.Where(m => field.StartsWith(m.Json, StringComparison.Ordinal)).OrderByDescending(m => m.Json.Length).FirstOrDefault();
        return row.Json is null ? field : row.Form + field[row.Json.Length..];
    }

    /// <summary>A body's JSON as the fields that would give it.</summary>
    public static Dictionary<string, StringValues> Fields(JsonObject body)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        Fields(body, "", fields);
        return fields;
    }

    private static void Fields(JsonNode? node, string path, Dictionary<string, StringValues> fields)
    {
        switch (node)
        {
            case JsonObject many:
                foreach (var (name, value) in many)
                {
                    Fields(value, path.Length == 0 ? name : $"{path}.{name}", fields);
                }

                break;
            case JsonArray list when list.All(i => i is JsonValue):
                fields[path] = list.Select(i => (string?)i).ToArray();
                break;
            case JsonArray rows:
                foreach (var (row, value) in rows.Index())
                {
                    Fields(value, $"{path}[{row.ToString(CultureInfo.InvariantCulture)}]", fields);
                }

                break;
            case JsonValue value:
                fields[path] = value.ToJsonString() is ['"', ..] ? (string?)value : value.ToJsonString();
                break;
        }
    }

    private JsonObject Read(Type type, string json, string path)
    {
        var read = new JsonObject();
        foreach (var member in type.GetConstructors().Single().GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name!);
            if (!_leftOut.Contains($"{path}.{name}") && Value(Nullable.GetUnderlyingType(member.ParameterType) ?? member.ParameterType, $"{json}.{name}", $"{path}.{name}") is { } value)
            {
                read[name] = value;
            }
        }

        return read;
    }

    private JsonNode? Value(Type type, string json, string path)
    {
        if (type == typeof(bool))
        {
            return form.Text(path) == "true";
        }

        if (type == typeof(int))
        {
            return form.Text(path) is not { } typed ? null : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : typed;
        }

        if (!type.IsGenericType)
        {
            return IsLeaf(type) ? form.Text(path) : Read(type, json, path);
        }

        var item = type.GetGenericArguments()[0];
        return IsLeaf(item) ? new JsonArray([.. form.All(path).Select(v => (JsonNode)v)]) : Rows(item, json, path);
    }

    private JsonArray Rows(Type item, string json, string path)
    {
        var rows = new JsonArray();
        for (var n = 0; n < form.Rows(path); n++)
        {
            var (to, from) = ($"{json}[{FormValues.Number(rows.Count)}]", $"{path}[{FormValues.Number(n)}]");
            var row = Read(item, to, from);
            if (!IsBlank(item, row))
            {
                if (item.GetProperty("Id") is not null && !row.ContainsKey("id"))
                {
                    row["id"] = NameOf(from);
                }

                _moved.Add((to, from));
                rows.Add(row);
            }
        }

        return rows;
    }

    // A choice always has a value and an id may be filled in: what people type decides.
    private static bool IsBlank(Type item, JsonObject row) => row.All(m => m.Key == "id" || m.Value is JsonArray { Count: 0 }
        || item.GetProperties().First(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == m.Key).PropertyType is { } type && (type.IsEnum || type == typeof(MemberId)));

    // plan.pairs[0].steps[1] is step-1-2: a word, and unique in its body.
    private static string NameOf(string row)
    {
        var name = row[(row.LastIndexOf('.') + 1)..row.LastIndexOf('[')] switch { "covered" => "subject", "carveOuts" => "free", var list => list[..^1] };
        var places = row.Split('[').Skip(1).Select(p => int.Parse(p.AsSpan(0, p.IndexOf(']', StringComparison.Ordinal)), CultureInfo.InvariantCulture) + 1);
        return $"{name}-{string.Join('-', places.Select(FormValues.Number))}";
    }

    private static bool IsLeaf(Type type) => type == typeof(string) || type.IsEnum || type == typeof(DateOnly) || type == typeof(MemberId) || type == typeof(StatementId);
}
