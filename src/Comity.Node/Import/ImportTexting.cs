using Comity.Domain.Disputes;
using Comity.Node.Disputes;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Import;

/// <summary>The import in words of the reader's language.</summary>
public sealed class ImportTexting(IStringLocalizer<ImportTexts> texts, DisputesWords words, Formats formats, RoomView view)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    public string Count(string key, int number) => texts[number == 1 ? $"{key}.one" : $"{key}.many", number];

    public string Field(ImportField field) => texts[$"field.{ImportMapping.Wire(field)}"];

    /// <summary>What is wrong in the reader's language; the fault's own plain English for a code without wording.</summary>
    public string Fault(string code, string message) => texts[$"fault.{code}"] is { ResourceNotFound: false } own ? own : words.Fault(new Fault("", code, message));

    /// <summary>What may hold for every row, for fields that are a choice.</summary>
    public IReadOnlyList<(string Value, string Words)> Choices(ImportField field) => field switch
    {
        ImportField.Type => words.All<ActType>(),
        ImportField.Basis => words.All<Basis>(),
        ImportField.Confidence => words.All<Confidence>(),
        ImportField.Language => words.Languages,
        ImportField.Track => [.. view.Forum.Tracks.Select(t => (t, formats.Track(t)))],
        ImportField.Actors => [.. view.Members.Select(m => (m.Id.ToString(), formats.Name(m.Id)))],
        _ => [],
    };

    /// <summary>The same fault of the same text once, with all its rows.</summary>
    public static IReadOnlyList<(ImportFault Fault, string Found, IReadOnlyList<int> Rows)> Together(ImportDraft draft)
    {
        var lines = draft.Table.Lines.ToDictionary(l => l.Number);
        return
        [
            .. draft.Plan!.Faults.GroupBy(f => (f.Column, f.Code, f.Message, Found: f.Field is { } field ? draft.Mapping.Cell(lines[f.Row], field) : ""))
                .Select(g => (g.First(), g.Key.Found, (IReadOnlyList<int>)[.. g.Select(f => f.Row).Distinct()])),
        ];
    }

    /// <summary><c>2, 5–9, 12</c>.</summary>
    public static string Ranges(IReadOnlyList<int> rows)
    {
        var runs = new List<(int From, int To)>();
        foreach (var row in rows)
        {
            if (runs.Count > 0 && runs[^1].To == row - 1)
            {
                runs[^1] = (runs[^1].From, row);
            }
            else
            {
                runs.Add((row, row));
            }
        }

        return string.Join(", ", runs.Select(r => r.From == r.To ? FormattableString.Invariant($"{r.From}") : FormattableString.Invariant($"{r.From}–{r.To}")));
    }
}
