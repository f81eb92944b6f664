namespace Comity.Tests;

/// <summary>The sources that the tests were built from, for tests that read them.</summary>
public static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Folder(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the source tree.");
    }
}
