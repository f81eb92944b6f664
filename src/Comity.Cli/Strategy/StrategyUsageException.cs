namespace Comity.Cli.Strategy;

/// <summary>An option's value that means nothing for this case; the verb ends with <see cref="ExitCodes.Usage"/>.</summary>
internal sealed class StrategyUsageException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
