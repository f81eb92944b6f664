using System.Text.Json;
using System.Xml.Linq;

namespace Comity.Tests.Cli;

/// <summary>The list of what Comity is built from, against the lock files it has to come from, read a second time.</summary>
public sealed class SbomTests
{
    [ToolFact("node", "nodejs")]
    public void Every_package_of_every_lock_file_is_listed_with_its_version_and_nothing_else_is()
    {
        var list = Made();
        var listed = list.GetProperty("components").EnumerateArray().ToDictionary(c => Text(c, "purl"), c => (Version: Text(c, "version"), Scope: Text(c, "scope")));

        var (nuget, npm) = (Locks("packages.lock.json").SelectMany(NuGet).ToList(), Locks("package-lock.json").SelectMany(Npm).ToList());
        Assert.NotEmpty(nuget);
        Assert.NotEmpty(npm);
        var locked = nuget.Concat(npm).ToLookup(p => p.Url);
        Assert.Equal(locked.Select(p => p.Key).Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(locked, p => Assert.Equal((p.First().Version, p.Any(l => l.Ships) ? "required" : "excluded"), listed[p.Key]));
    }

    [ToolFact("node", "nodejs")]
    public void It_is_CycloneDX_that_names_this_version_and_whose_references_all_lead_somewhere()
    {
        var list = Made();
        Assert.Equal(("CycloneDX", "1.6"), (Text(list, "bomFormat"), Text(list, "specVersion")));
        var own = list.GetProperty("metadata").GetProperty("component");
        Assert.Equal(XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.props")).Descendants("Version").Single().Value, Text(own, "version"));

        var refs = list.GetProperty("components").EnumerateArray().Append(own).Select(c => Text(c, "bom-ref")).ToList();
        Assert.Equal(refs.Count, refs.Distinct(StringComparer.Ordinal).Count());
        var relied = list.GetProperty("dependencies").EnumerateArray().ToList();
        Assert.Equal(refs.Order(StringComparer.Ordinal), relied.Select(d => Text(d, "ref")).Order(StringComparer.Ordinal));
        Assert.All(relied.SelectMany(d => d.GetProperty("dependsOn").EnumerateArray()), on => Assert.Contains(on.GetString(), refs));
        Assert.NotEmpty(relied.Single(d => Text(d, "ref") == Text(own, "bom-ref")).GetProperty("dependsOn").EnumerateArray());
    }

    private static JsonElement Made()
    {
        var (code, output, errors) = Tool.Run("node", [], Path.Combine(SourceTree.Root, "build", "sbom.mjs"));
        Assert.True(code == 0, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private static IEnumerable<(string Path, JsonElement Lock)> Locks(string name) => new[] { "src", "tests", "bench" }
        .SelectMany(part => Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, part)))
        .Select(project => Path.Combine(project, name)).Where(File.Exists)
        .Select(path => (Path.GetRelativePath(SourceTree.Root, path), JsonDocument.Parse(File.ReadAllText(path)).RootElement));

    private static IEnumerable<Package> NuGet((string Path, JsonElement Lock) file) => file.Lock.GetProperty("dependencies").EnumerateObject().SelectMany(f => f.Value.EnumerateObject())
        .Where(p => Text(p.Value, "type") != "Project")
        .Select(p => new Package($"pkg:nuget/{p.Name}@{Text(p.Value, "resolved")}", Text(p.Value, "resolved"), file.Path.StartsWith("src", StringComparison.Ordinal)));

    private static IEnumerable<Package> Npm((string Path, JsonElement Lock) file) => file.Lock.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0)
        .Select(p => (Name: p.Name[(p.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..], Version: Text(p.Value, "version")))
        .Select(p => new Package($"pkg:npm/{p.Name.Replace("@", "%40", StringComparison.Ordinal)}@{p.Version}", p.Version, file.Path.StartsWith("src", StringComparison.Ordinal)));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private sealed record Package(string Url, string Version, bool Ships);
}
