using System.Text;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Rows of a table with separated values (RFC 4180), the separator being what the first line uses most: comma, semicolon or tab.</summary>
internal static class CsvReading
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <returns>Every fault at once; the rows that could be read stand beside them.</returns>
    public static (ImportTable Table, IReadOnlyList<Fault> Faults) Read(string text)
    {
        var faults = new List<Fault>();
        var rows = Rows(text, SeparatorOf(text), faults).Where(r => r.Cells.Any(c => c.Length > 0)).ToList();
        if (rows.Count == 0)
        {
            return (new([], []), [.. faults, new("", "import.empty", "expected a first line with the names of the columns and a line for each act, found nothing")]);
        }

        var columns = rows[0].Cells;
        foreach (var row in rows.Skip(1).Where(r => r.Cells.Count > columns.Count))
        {
            faults.Add(new(Invariant($"line {row.Number}"), "import.cells", Invariant($"expected {columns.Count} cells as in the first line, found {row.Cells.Count}")));
        }

        return (new(columns, [.. rows.Skip(1).Select(r => r with { Cells = Padded(r.Cells, columns.Count) })]), faults);
    }

    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        return Separators.MaxBy(s => first.Count(c => c == s));
    }

    private static IEnumerable<ImportLine> Rows(string text, char separator, List<Fault> faults)
    {
        var (cells, cell, line, began, at) = (new List<string>(), new StringBuilder(), 1, 1, 0);
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '"' && cell.Length == 0)
            {
                at = Quoted(text, at, cell, ref line, began, faults);
            }
            else if (c == separator)
            {
                cells.Add(Released(cell));
            }
            else if (c is '\r' or '\n')
            {
                at += c == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
                cells.Add(Released(cell));
                yield return new(began, cells);
                (cells, began) = ([], ++line);
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(Released(cell));
        yield return new(began, cells);
    }

    // From behind the opening quote to behind the closing one.
    private static int Quoted(string text, int at, StringBuilder cell, ref int line, int began, List<Fault> faults)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[++at] != '"'))
            {
                return at;
            }

            line += text[at] == '\n' ? 1 : 0;
            cell.Append(text[at]);
        }

        faults.Add(new(Invariant($"line {began}"), "import.quote", "expected a closing quotation mark, found the end of the text"));
        return at;
    }

    // An apostrophe before what a spreadsheet would run as a formula is not part of the text: our own files put it there.
    private static string Released(StringBuilder cell)
    {
        var text = cell.ToString().ReplaceLineEndings("\n").Trim();
        cell.Clear();
        return text is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? text[1..] : text;
    }

    private static List<string> Padded(IReadOnlyList<string> cells, int count) => [.. Enumerable.Range(0, count).Select(i => i < cells.Count ? cells[i] : "")];

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
