using System.Text;
using Comity.Domain.Terms;
using Comity.Node.Import;
using Comity.Record;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Press;

/// <summary>A list of terms as rows of a form or of a CSV table (RFC 4180). Rows without anything in them are left out.</summary>
public static class TermsTable
{
    /// <summary>Characters of a table taken.</summary>
    public const int MostCharacters = 256 * 1024;

    private static readonly string[] Columns = ["phrase", "instead", "note"];

    /// <summary>Rows as typed, so that a fault's place is the row's.</summary>
    public static TermListSet Read(IFormCollection form)
    {
        var (phrases, instead, notes) = (form["phrase"], form["instead"], form["note"]);
        return new([.. Enumerable.Range(0, phrases.Count).Select(i => Row(phrases[i], instead.ElementAtOrDefault(i), notes.ElementAtOrDefault(i))).OfType<Term>()]);
    }

    /// <returns>The list, or every fault of the table.</returns>
    public static (TermListSet List, IReadOnlyList<Fault> Faults) Read(string csv)
    {
        if (csv.Length > MostCharacters)
        {
            return (new([]), [new("table", "terms.table.size", $"expected at most {MostCharacters} characters, found {csv.Length}")]);
        }

        var (table, faults) = CsvReading.Read(csv.TrimStart('\uFEFF'));
        var names = table.Columns.Select(c => c.Trim().ToLowerInvariant()).ToList();
        if (!names.Contains(Columns[0]) || names.Except(Columns).Any() || names.Distinct().Count() < names.Count)
        {
            return (new([]), [.. faults, new("table", "terms.table.columns", $"expected the columns phrase, instead and note, each once, found {string.Join(", ", table.Columns.Take(8))}")]);
        }

        string? Cell(ImportLine line, string column) => names.IndexOf(column) is var at and >= 0 ? line.Cells[at] : null;
        return (new([.. table.Lines.Select(l => Row(Cell(l, "phrase"), Cell(l, "instead"), Cell(l, "note"))).OfType<Term>()]), faults);
    }

    /// <summary>The list with a byte order mark, for spreadsheets; what a spreadsheet would run is held back by an apostrophe.</summary>
    public static byte[] Write(IEnumerable<Term> terms)
    {
        var text = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var term in terms)
        {
            text.AppendJoin(',', new[] { term.Phrase, term.Instead, term.Note }.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static Term? Row(string? phrase, string? instead, string? note) =>
        (phrase?.Trim() ?? "", Given(instead), Given(note)) is var (of, other, why) && (of.Length > 0 || other is not null || why is not null) ? new(of, other, why) : null;

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;

    private static string Cell(string? text) =>
        text is null ? "" : $"\"{(text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
