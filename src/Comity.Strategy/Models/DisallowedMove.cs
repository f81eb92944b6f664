namespace Comity.Strategy.Models;

/// <summary>Moves of one decision maker that do not exist, from any state of one pattern to any of another.</summary>
/// <param name="DecisionMaker">Index into the model's decision makers.</param>
public sealed record DisallowedMove(int DecisionMaker, Pattern From, Pattern To);
