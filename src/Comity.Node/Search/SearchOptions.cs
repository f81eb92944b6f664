namespace Comity.Node.Search;

/// <param name="Path">Where the index lies, beside the record and never in a backup; null keeps it in a temporary file.</param>
public sealed record SearchOptions(string? Path)
{
    /// <summary>The index's name in a node's folder.</summary>
    public const string FileName = "search.db";
}
