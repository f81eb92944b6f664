using System.Globalization;
using Comity.Domain.Strategy;
using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>Patterns as conditions over the options' short names, which people read and write more easily. The meaning stays the same.</summary>
public static class ConditionWords
{
    /// <summary>The statement as a person would type it: its condition, or its patterns in words.</summary>
    public static string Of(PreferenceStatement statement, ValueList<ModelOption> options) =>
        statement.Condition ?? Of(statement.AnyOf ?? [], options);

    /// <summary><c>--N-, -YY-</c> as <c>NOT c OR (b AND c)</c>. A pattern that every state matches has no words: the patterns stand.</summary>
    public static string Of(ValueList<string> patterns, ValueList<ModelOption> options)
    {
        var parts = patterns.Select(p => Terms(p, options)).ToList();
        return parts.Exists(p => p.Count == 0) ? string.Join(", ", patterns)
            : parts.Count == 1 ? string.Join(" AND ", parts[0])
            : string.Join(" OR ", parts.Select(p => p.Count == 1 ? p[0] : $"({string.Join(" AND ", p)})"));
    }

    /// <summary>A statement as it was typed: patterns, separated by commas or blanks, or a condition.</summary>
    public static PreferenceStatement Read(string typed, string? text, int options)
    {
        var parts = typed.Split([',', ' ', '\t', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && parts.All(p => p.Length == options && p.All(c => c is 'Y' or 'N' or '-'))
            ? new(parts.ToValueList(), null, text)
            : new(null, typed, text);
    }

    private static List<string> Terms(string pattern, ValueList<ModelOption> options) =>
        [.. pattern.Index().Where(c => c.Item != '-').Select(c => (c.Item == 'Y' ? "" : "NOT ") + Name(options[c.Index].Id))];

    // A short name that is a word of the language, or a number, is quoted.
    private static string Name(string id) =>
        id.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IF" or "IFF" || id.StartsWith('-') || int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"\"{id}\"" : id;
}
