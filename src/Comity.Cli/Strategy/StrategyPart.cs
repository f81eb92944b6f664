using System.Text.Json.Nodes;

namespace Comity.Cli.Strategy;

/// <summary>What a section found.</summary>
/// <param name="Members">Members of the one object that <c>--json</c> prints, named and laid out as in a case file.</param>
/// <param name="Print">Writes it for people.</param>
internal sealed record StrategyPart(IReadOnlyList<(string Name, JsonNode Json)> Members, Action<TextWriter> Print)
{
    /// <summary>The answer is "no" to what was asked; the verb ends with <see cref="ExitCodes.Finding"/>.</summary>
    public bool IsNegative { get; init; }
}
