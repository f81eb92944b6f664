using System.Net;
using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Setup;

/// <summary>One object of a configuration file, read field by field; what is wrong is gathered, and what nobody asked for is a fault too.</summary>
internal sealed class ConfigFields(JsonElement json, string place, string folder, List<Fault> faults)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public void Wrong(string field, string expected, string? found = null) =>
        faults.Add(new Fault(At(field), "config." + (place + field).Replace("[]", "", StringComparison.Ordinal), $"expected {expected}, found {found ?? Shown(field)}"));

    public string? Text(string field, string expected, bool required = true)
    {
        _known.Add(field);
        if (!json.TryGetProperty(field, out var value))
        {
            if (required)
            {
                Wrong(field, expected, "nothing");
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Wrong(field, expected);
        return null;
    }

    /// <summary>A path; relative ones start at the config file's folder.</summary>
    public string? File(string field, string expected, string? otherwise = null) => Text(field, expected, required: false) is { } text
        ? Path.GetFullPath(text, folder)
        : otherwise is null || json.TryGetProperty(field, out _) ? null : Path.GetFullPath(otherwise, folder);

    /// <summary>A file that is there.</summary>
    public string? ExistingFile(string field, string expected)
    {
        var path = File(field, expected);
        if (path is not null && !System.IO.File.Exists(path))
        {
            Wrong(field, expected, $"no file {path}");
        }

        return path;
    }

    public T? Parsed<T>(string field, string expected, Func<string, T?> parse, bool required = true)
        where T : class
    {
        if (Text(field, expected, required) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Wrong(field, expected);
        }

        return value;
    }

    /// <summary>A whole number within bounds, both inclusive; null when it is not there.</summary>
    public int? Seconds(string field, int least, int most)
    {
        _known.Add(field);
        if (!json.TryGetProperty(field, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong(field, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a whole number of seconds, {least} to {most}"));
        return null;
    }

    /// <summary>An object inside this one; null when it is not there.</summary>
    public ConfigFields? Object(string field)
    {
        _known.Add(field);
        if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new ConfigFields(value, At(field) + ".", folder, faults);
        }

        Wrong(field, "an object in braces");
        return null;
    }

    public IReadOnlyList<IPAddress> Addresses(string field)
    {
        const string Expected = "a list of one or more IP addresses, such as [\"10.0.0.5\"]";
        _known.Add(field);
        if (!json.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            Wrong(field, Expected);
            return [];
        }

        var addresses = value.EnumerateArray().Select(a => a.ValueKind == JsonValueKind.String && IPAddress.TryParse(a.GetString(), out var address) ? address : null).ToList();
        if (addresses.Contains(null))
        {
            Wrong(field, Expected);
        }

        return [.. addresses.OfType<IPAddress>()];
    }

    public IEnumerable<string> Names => json.EnumerateObject().Select(p => p.Name);

    /// <summary>Call it last: whatever was not asked for is a fault.</summary>
    public void End()
    {
        foreach (var unknown in Names.Where(n => !_known.Contains(n)))
        {
            faults.Add(new Fault(At(unknown), "config.unknown", $"expected one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}, found {At(unknown)}"));
        }
    }

    private string At(string field) => place + field;

    private string Shown(string field) => json.TryGetProperty(field, out var value) ? value.GetRawText() is { Length: <= 80 } raw ? raw : value.GetRawText()[..80] + "…" : "nothing";
}
