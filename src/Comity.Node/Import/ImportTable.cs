namespace Comity.Node.Import;

/// <summary>What was handed in, as rows of text. Nothing is understood yet.</summary>
/// <param name="Columns">Names of the columns as written: 1 to <see cref="ImportLimits.Columns"/>.</param>
public sealed record ImportTable(IReadOnlyList<string> Columns, IReadOnlyList<ImportLine> Lines);

/// <param name="Number">As the writer of the file counts: the line it begins on in CSV, the place in its list, from 1, in JSON.</param>
/// <param name="Cells">One for each column; empty where nothing stands. A list or an object of JSON is its JSON text.</param>
public sealed record ImportLine(int Number, IReadOnlyList<string> Cells);
