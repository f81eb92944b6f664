namespace Comity.Tests.Record;

/// <summary>Runs only when COMITY_WRITE_VECTORS names a folder; a file that exists is never written again: what changes gets a new version and a new file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WriteVectorsFactAttribute : FactAttribute
{
    public WriteVectorsFactAttribute() => Skip = Folder is null ? "writes vectors only when COMITY_WRITE_VECTORS names the folder tests/vectors/record" : null;

    public static string? Folder => Environment.GetEnvironmentVariable("COMITY_WRITE_VECTORS");
}
