namespace Comity.Node.Import;

/// <summary>Which column holds which field, and what holds for every row where no column says it.</summary>
/// <param name="Columns">By field, the place of its column from 0.</param>
/// <param name="Fixed">By field, in the words of a cell.</param>
/// <param name="WithSimilar">Whether rows that look like an act already recorded are signed all the same.</param>
public sealed record ImportMapping(IReadOnlyDictionary<ImportField, int> Columns, IReadOnlyDictionary<ImportField, string> Fixed, bool WithSimilar = false)
{
    public static ImportMapping Guessed(ImportTable table, string language) =>
        new(ImportHeaders.Guess(table.Columns), new Dictionary<ImportField, string> { [ImportField.Language] = language });

    /// <summary>What a row says of a field; empty where it says nothing.</summary>
    public string Cell(ImportLine line, ImportField field) =>
        Columns.TryGetValue(field, out var at) && line.Cells[at].Length > 0 ? line.Cells[at] : Fixed.GetValueOrDefault(field, "");

    /// <summary>How the field is called in the table: its column's name, or the field's own where none holds it.</summary>
    public string Name(ImportTable table, ImportField field) => Columns.TryGetValue(field, out var at) ? table.Columns[at] : Wire(field);

    /// <summary>The name by which programs and our own files know a field: <c>measure_reference</c>.</summary>
    public static string Wire(ImportField field) => field == ImportField.MeasureReference ? "measure_reference" : field.ToString().ToLowerInvariant();
}
