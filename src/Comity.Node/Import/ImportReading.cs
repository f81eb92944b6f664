using System.Text;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Reads what was handed in: CSV or JSON, whatever the file is called.</summary>
public static class ImportReading
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>A table, or every fault why there is none.</returns>
    public static (ImportTable? Table, IReadOnlyList<Fault> Faults) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ImportLimits.Bytes)
        {
            return (null, [new("", "import.bytes", FormattableString.Invariant($"expected at most {ImportLimits.Bytes} bytes, found {bytes.Length}; hand it in in parts"))]);
        }

        try
        {
            return Read(Utf8.GetString(bytes));
        }
        catch (DecoderFallbackException broken)
        {
            return (null, [new("", "import.utf8", FormattableString.Invariant($"expected text in UTF-8, found another encoding at byte {broken.Index}; save the file as CSV UTF-8"))]);
        }
    }

    private static (ImportTable? Table, IReadOnlyList<Fault> Faults) Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var (table, faults) = text.TrimStart() is ['[' or '{', ..] ? JsonReading.Read(text) : CsvReading.Read(text);
        IReadOnlyList<Fault> all = [.. faults, .. Beyond(table)];
        return all.Count > 0 ? (null, all) : (table, all);
    }

    private static IEnumerable<Fault> Beyond(ImportTable table)
    {
        if (table.Lines.Count > ImportLimits.Rows)
        {
            yield return new("", "import.rows", FormattableString.Invariant($"expected at most {ImportLimits.Rows} rows, found {table.Lines.Count}; hand it in in parts"));
        }

        if (table.Columns.Count > ImportLimits.Columns)
        {
            yield return new("", "import.columns", FormattableString.Invariant($"expected at most {ImportLimits.Columns} columns, found {table.Columns.Count}"));
        }

        foreach (var line in table.Lines.Where(l => l.Cells.Any(c => c.Length > ImportLimits.Cell)).Take(100))
        {
            yield return new(FormattableString.Invariant($"line {line.Number}"), "import.cell", FormattableString.Invariant($"expected at most {ImportLimits.Cell} characters in a cell, found {line.Cells.Max(c => c.Length)}"));
        }
    }
}
