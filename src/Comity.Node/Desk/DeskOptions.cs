namespace Comity.Node.Desk;

/// <param name="Path">Where the officers' desks lie, beside the record; null keeps them in a temporary file.</param>
public sealed record DeskOptions(string? Path)
{
    /// <summary>The desks' name in a node's folder.</summary>
    public const string FileName = "desks.db";
}
