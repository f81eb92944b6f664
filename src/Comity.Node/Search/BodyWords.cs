using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Search;

/// <summary>The words of a statement: every text in its body, of whatever capability. Dates, ids, enumerations and language tags are no words.</summary>
public static class BodyWords
{
    private static readonly string[] Titles = ["Title", "Name"];
    private static readonly string[] NoWords = ["Language", "Field", "EqualityContract"];
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Parts = [];

    /// <returns>The body's own title, where it has one, and all its other texts, in order.</returns>
    public static (string Title, IReadOnlyList<string> Texts) Of(Said said) => said.Body switch
    {
        UnknownBody or UnreadableBody => ("", [.. Strings(said.Statement.Body)]),
        ItemPassed passed => Carried(passed),
        var body => (Title(body), [.. Strings(body, Titles)]),
    };

    // Not the signed text it travels in, but what it says to those here.
    private static (string Title, IReadOnlyList<string> Texts) Carried(ItemPassed passed)
    {
        var (title, texts) = StatementGate.TryRead(passed.Item, out var item, out _) ? Of(BodyCodec.Read(item)) : ("", []);
        return (title, passed.Note is { } note ? [.. texts, note] : texts);
    }

    private static string Title(IBody body) =>
        PartsOf(body.GetType()).FirstOrDefault(p => Titles.Contains(p.Name) && p.PropertyType == typeof(string))?.GetValue(body) as string ?? "";

    private static IEnumerable<string> Strings(object value, string[] without) => PartsOf(value.GetType())
        .Where(p => !NoWords.Contains(p.Name) && !(without.Contains(p.Name) && p.PropertyType == typeof(string)))
        .SelectMany(p => Within(p.GetValue(value)));

    private static IEnumerable<string> Within(object? value) => value switch
    {
        string text => [text],
        null or Enum => [],
        IDictionary map => map.Values.Cast<object?>().SelectMany(Within),
        IEnumerable list => list.Cast<object?>().SelectMany(Within),
        _ when IsOurs(value.GetType()) => Strings(value, []),
        _ => [],
    };

    // Records of ours are walked; ids and hashes are values without words.
    private static bool IsOurs(Type type) => !type.IsValueType && type.Namespace?.StartsWith("Comity.", StringComparison.Ordinal) == true;

    private static PropertyInfo[] PartsOf(Type type) => Parts.GetOrAdd(type, static t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)]);

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };
}
