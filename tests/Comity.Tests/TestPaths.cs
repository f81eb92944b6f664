namespace Comity.Tests;

/// <summary>Where tests find their files.</summary>
internal static class TestPaths
{
    /// <summary>The repository's root: the folder with Comity.slnx.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Vectors shared between repositories: COMITY_SHARED, or <c>shared</c> beside the repository; null when absent.</summary>
    public static string? SharedVectors { get; } = FindShared();

    /// <summary>Our own vectors, copied to the output.</summary>
    public static string Vector(string path) => Path.Combine(AppContext.BaseDirectory, "vectors", path);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("expected Comity.slnx above " + AppContext.BaseDirectory);
    }

    private static string? FindShared()
    {
        var shared = Environment.GetEnvironmentVariable("COMITY_SHARED") ?? Path.Combine(Repository, "..", "shared");
        var vectors = Path.Combine(shared, "vectors");
        return Directory.Exists(vectors) ? Path.GetFullPath(vectors) : null;
    }
}
