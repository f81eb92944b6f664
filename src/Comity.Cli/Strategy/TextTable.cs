namespace Comity.Cli.Strategy;

/// <summary>Columns of text, each as wide as its widest cell.</summary>
internal sealed class TextTable(IReadOnlyList<string> head)
{
    private readonly List<IReadOnlyList<string>> _rows = [head];

    public void Add(IReadOnlyList<string> row) => _rows.Add(row);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, head.Count).Select(column => _rows.Max(r => r[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
