namespace Comity.Tests.Domain;

/// <summary>Files of the repository that tests read beside their own.</summary>
internal static class TestFiles
{
    public static string Text(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
            {
                return File.ReadAllText(Path.Combine(folder.FullName, path));
            }
        }

        throw new FileNotFoundException($"no Comity.slnx above {AppContext.BaseDirectory}");
    }
}
