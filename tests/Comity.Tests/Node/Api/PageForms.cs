using System.Text.RegularExpressions;

namespace Comity.Tests.Node.Api;

/// <summary>The forms that the sources of the pages hold, by component: what is posted to the page itself, and what to an address of its own.</summary>
internal static partial class PageForms
{
    private static readonly Dictionary<string, string> Sources = Directory.EnumerateFiles(SourceTree.Folder("src/Comity.Node"), "*.razor", SearchOption.AllDirectories)
        .Where(f => !f.Contains("node_modules", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(f) != "_Imports.razor")
        .GroupBy(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal).ToDictionary(f => f.Key, f => string.Join('\n', f.Order(StringComparer.Ordinal).Select(File.ReadAllText)), StringComparer.Ordinal);

    /// <summary>Every form, as <c>MandatesPage give</c>; the name alone where a component has one form named by its code.</summary>
    public static IReadOnlyList<PageForm> All { get; } = [.. Sources.SelectMany(s => In(s.Key, s.Value))];

    /// <summary>A component and all it shows, whatever the way.</summary>
    public static IReadOnlySet<string> Shown(string component)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([component]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next) && Sources.TryGetValue(next, out var source))
            {
                foreach (var tag in Tags().Matches(source).Select(m => m.Groups[1].Value).Concat(Layouts().Matches(source).Select(m => m.Groups[1].Value)).Where(Sources.ContainsKey))
                {
                    open.Push(tag);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<PageForm> In(string component, string source) => Forms().Matches(source).Select(form =>
    {
        var head = form.Groups[1].Value;
        var action = Action().Match(head) is { Success: true } to ? to.Groups[1].Value : null;
        var name = Named().Match(head) is { Success: true } named ? named.Groups[1].Value
            : Handled().Match(form.Groups[2].Value) is { Success: true } handled ? handled.Groups[1].Value : "";
        return new PageForm(component, $"{component} {(name.StartsWith('@') && !name.StartsWith("@($\"", StringComparison.Ordinal) ? "" : Start().Match(name).Groups[1].Value)}".Trim(), action);
    });

    // An opening tag stands on one line.
    [GeneratedRegex("<form( [^\n]*?method=\"post\"[^\n]*?)>(?=[<\n])(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<([A-Z][A-Za-z]+)")]
    private static partial Regex Tags();

    [GeneratedRegex(@"@layout\s+([A-Za-z]+)")]
    private static partial Regex Layouts();

    [GeneratedRegex(" action=\"(?:@\\(\\$\")?(/[^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("@formname=\"(@\\(\\$\"[^\"]*|[^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]*)\"")]
    private static partial Regex Handled();

    [GeneratedRegex("^(?:@\\(\\$\")?([a-z-]*[a-z]|)")]
    private static partial Regex Start();
}

/// <param name="Key">Component and name.</param>
/// <param name="Action">The address it is posted to; null for the page it stands on.</param>
internal sealed record PageForm(string Component, string Key, string? Action);
