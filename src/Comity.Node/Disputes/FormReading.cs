using System.Globalization;
using Comity.Domain;
using Comity.Record;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Disputes;

/// <summary>A form as it was typed, and everything wrong with it. Reads text into values without losing the text.</summary>
/// <param name="key">Sets the ids of this form's fields apart from those of others on the page.</param>
public sealed class FormReading(string key, IFormCollection? posted = null)
{
    private const int MostRows = 32;
    private readonly List<Fault> _faults = [];

    public string Key => key;

    /// <summary>False before anything was handed in.</summary>
    public bool Posted => posted is not null;

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The text as typed; null when the field was not part of the form.</summary>
    public string? Typed(string field) => posted is null ? null : (string?)posted[field];

    /// <summary>Every value given to a field that takes several.</summary>
    public IReadOnlyList<string> All(string field) => posted is null ? [] : [.. posted[field].OfType<string>().Where(v => v.Length > 0)];

    public bool Checked(string field) => Typed(field) is not null;

    /// <summary>The button pressed, when it was not the one that says something: <c>sources+</c> asks for one more row.</summary>
    public string? Asked => Typed("do") is { Length: > 0 } asked ? asked : null;

    public IEnumerable<Fault> At(string field) => _faults.Where(f => f.Field == field);

    public void Add(Fault fault)
    {
        if (!_faults.Any(f => f.Field == fault.Field && f.Code == fault.Code))
        {
            _faults.Add(fault);
        }
    }

    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <summary>Line ends as the record wants them, no blanks around; null when nothing was typed.</summary>
    public string? Text(string field) => Typed(field)?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null;

    public string Required(string field)
    {
        if (Text(field) is { } text)
        {
            return text;
        }

        Add(new(field, "form.required", "expected a text, found none"));
        return "";
    }

    public DateOnly? Day(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Add(new(field, "form.date", $"expected a date as yyyy-MM-dd, found \"{text}\""));
        return null;
    }

    public DateOnly RequiredDay(string field)
    {
        if (Text(field) is null)
        {
            Add(new(field, "form.required", "expected a date, found none"));
        }

        // Any day inside the allowed range: the fault above already stands at the field.
        return Day(field) ?? new DateOnly(2000, 1, 1);
    }

    /// <summary>A value by its wire name; the first one of the enumeration stands in for what is not chosen.</summary>
    public T Choice<T>(string field)
        where T : struct, Enum
    {
        var typed = Text(field);
        foreach (var value in Enum.GetValues<T>().Where(v => v.Wire() == typed))
        {
            return value;
        }

        Add(new(field, "form.choice", $"expected one of {string.Join(", ", Enum.GetValues<T>().Select(v => v.Wire()))}, found \"{typed}\""));
        return default;
    }

    public StatementId? Id(string field)
    {
        if (StatementId.TryParse(Text(field), out var id))
        {
            return id;
        }

        Add(new(field, Text(field) is null ? "form.required" : "form.act", "expected an act of this channel"));
        return null;
    }

    /// <summary>Rows of a repeated group to show: those that came, one more when asked for, one at least.</summary>
    public int Rows(string group)
    {
        var came = posted?.Keys.Where(k => k.StartsWith(group + "[", StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(group.Length + 1, k.IndexOf(']', group.Length) - group.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n + 1 : 0)
            .DefaultIfEmpty(0).Max() ?? 0;
        return Math.Clamp(came + (Asked == group + "+" ? 1 : 0), 1, MostRows);
    }

    public static string Row(string group, int n, string field) => string.Create(CultureInfo.InvariantCulture, $"{group}[{n}].{field}");
}
