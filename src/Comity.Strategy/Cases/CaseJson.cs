using System.Text.Json;

namespace Comity.Strategy.Cases;

/// <summary>Takes JSON apart and notes every fault with its path instead of stopping at the first.</summary>
internal sealed class CaseJson
{
    private const int MaxExcerpt = 60;

    public List<CaseFault> Faults { get; } = [];

    public void Fault(string path, string expected, string found) => Faults.Add(new(path, expected, found));

    /// <returns>The members, or null when it is no object. Of a name said twice the first counts, and a fault is noted.</returns>
    public Dictionary<string, JsonElement>? Members(JsonElement json, string path, string[] required, string[] optional)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault(path, "an object", Found(json));
            return null;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (NameOf(member) is not { } name)
            {
                Fault(path, "names without lone surrogates", "one");
            }
            else if (!members.TryAdd(name, member.Value))
            {
                Fault($"{path}.{name}", "each member once", "it twice");
            }
            else if (!required.Contains(name) && !optional.Contains(name))
            {
                Fault($"{path}.{Excerpt(name)}", "only " + string.Join(", ", required.Concat(optional)), "a member of another name");
            }
        }

        foreach (var missing in required.Where(name => !members.ContainsKey(name)))
        {
            Fault($"{path}.{missing}", "a value", "nothing");
        }

        return members;
    }

    /// <returns>The items with their paths; none when the member is absent or no array.</returns>
    public IReadOnlyList<(JsonElement Json, string Path)> Items(Dictionary<string, JsonElement> members, string name, string path) =>
        members.TryGetValue(name, out var json) ? Items(json, $"{path}.{name}") : [];

    public IReadOnlyList<(JsonElement Json, string Path)> Items(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Fault(path, "an array", Found(json));
            return [];
        }

        return [.. json.EnumerateArray().Select((item, at) => (item, $"{path}[{at}]"))];
    }

    /// <returns>The text, or null when absent or no text; absence itself is no fault here.</returns>
    public string? Text(Dictionary<string, JsonElement> members, string name, string path) =>
        members.TryGetValue(name, out var json) ? Text(json, $"{path}.{name}") : null;

    public string? Text(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String && Readable(json) is { } text)
        {
            return text;
        }

        Fault(path, "text", Found(json));
        return null;
    }

    public static string Found(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => Readable(json) is { } text ? Quote(text) : "text with a lone surrogate",
        JsonValueKind.Null => "null",
        _ => Excerpt(json.GetRawText()),
    };

    public static string Quote(string text) => $"\"{Excerpt(text)}\"";

    /// <returns>Null for a name with a lone surrogate.</returns>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Excerpt(string text) => text.Length <= MaxExcerpt ? text : text[..MaxExcerpt] + "…";

    // Escaped lone surrogates pass the parser and throw only when the text is read.
    private static string? Readable(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
