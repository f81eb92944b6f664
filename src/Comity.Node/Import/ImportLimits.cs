namespace Comity.Node.Import;

/// <summary>How much one import may hold. A longer table is handed in in parts: what was signed before is known again.</summary>
public static class ImportLimits
{
    /// <summary>Of the text in UTF-8.</summary>
    public const int Bytes = 2 * 1024 * 1024;

    public const int Rows = 5000;

    public const int Columns = 100;

    /// <summary>Characters of one cell; no field of an act is longer.</summary>
    public const int Cell = 10_000;

    /// <summary>Of the whole request: the text and what a form or JSON puts around it.</summary>
    public const int Request = 2 * Bytes;
}
