using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Import;

/// <summary>The mapping as chosen on the page.</summary>
internal static class ImportForm
{
    public static ImportMapping Read(IFormCollection form, ImportTable table)
    {
        var columns = new Dictionary<ImportField, int>();
        var given = new Dictionary<ImportField, string>();
        foreach (var field in Enum.GetValues<ImportField>())
        {
            var name = ImportMapping.Wire(field);
            if (int.TryParse(form[$"column.{name}"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < table.Columns.Count)
            {
                columns[field] = at;
            }

            if (form[$"fixed.{name}"].ToString() is { Length: > 0 } value)
            {
                given[field] = value;
            }
        }

        return new(columns, given, form["similar"].Count > 0);
    }
}
