using Comity.Node;

namespace Comity.Cli;

/// <summary>What a person may mean by a path: a node's folder, its database, or a demo's folder with several nodes.</summary>
internal static class NodePath
{
    /// <returns>Empty when there is no database there.</returns>
    public static IReadOnlyList<string> DatabasesIn(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            return [];
        }

        var own = Path.Combine(path, NodeHost.DatabaseName);
        return File.Exists(own) ? [own] : [.. Directory.EnumerateDirectories(path).Select(d => Path.Combine(d, NodeHost.DatabaseName)).Where(File.Exists).Order(StringComparer.Ordinal)];
    }

    /// <summary>The one node meant; what is wrong has been said where it is null.</summary>
    public static string? TheOne(string path)
    {
        switch (DatabasesIn(path))
        {
            case [var database]:
                return database;
            case []:
                Complaint.Of(ExitCodes.Usage, $"{path}: expected a node's folder with {NodeHost.DatabaseName}, found {(Path.Exists(path) ? "none" : "nothing there")}", "demo.json names each node's folder under \"data\"");
                return null;
            case var several:
                Complaint.Of(ExitCodes.Usage, $"{path}: expected one node, found {several.Count}", "name one of them: " + string.Join(", ", several.Select(Path.GetDirectoryName)));
                return null;
        }
    }
}
