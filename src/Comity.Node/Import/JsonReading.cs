using System.Text;
using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Rows of a JSON list of objects; of an object with the lists <c>acts</c> and <c>measures</c>, as the API answers, the rows of both.</summary>
internal static class JsonReading
{
    public static (ImportTable Table, IReadOnlyList<Fault> Faults) Read(string text)
    {
        if (!TryParse(text, out var document, out var fault))
        {
            return (new([], []), [fault]);
        }

        using (document)
        {
            var rows = Rows(document.RootElement).ToList();
            var objects = rows.Where(r => r.Item.ValueKind == JsonValueKind.Object).ToList();
            var faults = rows.Where(r => r.Item.ValueKind != JsonValueKind.Object)
                .Select(r => new Fault(Invariant($"row {r.Number}"), "import.object", $"expected an object with the fields of an act, found {r.Item.ValueKind}")).ToList();
            if (rows.Count == 0)
            {
                faults.Add(new("", "import.empty", "expected a list of objects, or an object with the list acts or measures, found no row"));
            }

            var columns = objects.SelectMany(r => r.Item.EnumerateObject().Select(p => Column(r.IsMeasure, p.Name))).Distinct(StringComparer.Ordinal).ToList();
            return (new(columns, [.. objects.Select(r => Line(r.Item, r.Number, r.IsMeasure, columns))]), faults);
        }
    }

    private static bool TryParse(string text, out JsonDocument document, out Fault fault)
    {
        try
        {
            document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            fault = new("", "", "");
            return true;
        }
        catch (JsonException broken)
        {
            (document, fault) = (null!, new(Invariant($"line {broken.LineNumber + 1}"), "import.json", $"expected JSON, found what is none: {broken.Message}"));
            return false;
        }
    }

    private static IEnumerable<(JsonElement Item, int Number, bool IsMeasure)> Rows(JsonElement root)
    {
        var lists = root.ValueKind == JsonValueKind.Array ? [(root, false)]
            : root.ValueKind == JsonValueKind.Object ? new[] { ("acts", false), ("measures", true) }.Select(n => (root.TryGetProperty(n.Item1, out var list) ? list : default, n.Item2))
            : [];
        var number = 0;
        foreach (var (list, isMeasure) in lists.Where(l => l.Item1.ValueKind == JsonValueKind.Array))
        {
            foreach (var item in list.EnumerateArray())
            {
                yield return (item, ++number, isMeasure);
            }
        }
    }

    // A measure's own headline and name; an act's column of that name is another.
    private static string Column(bool isMeasure, string name) => (isMeasure, name) switch
    {
        (true, "title") => "measure",
        (true, "reference") => "measure_reference",
        _ => name,
    };

    private static ImportLine Line(JsonElement item, int number, bool isMeasure, List<string> columns)
    {
        var cells = item.EnumerateObject().ToDictionary(p => Column(isMeasure, p.Name), p => Cell(p.Value), StringComparer.Ordinal);
        return new(number, [.. columns.Select(c => cells.GetValueOrDefault(c, ""))]);
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!.ReplaceLineEndings("\n").Trim(),
        _ => value.GetRawText(),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
