namespace Comity.Cli.Strategy;

/// <summary>A further file that an option names.</summary>
internal static class InputFile
{
    /// <exception cref="StrategyUsageException">It cannot be read.</exception>
    public static byte[] Read(string option, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new StrategyUsageException($"{option}: expected a file that can be read, found {path}: {unusable.Message}", "docs/strategy.md describes the file");
        }
    }
}
