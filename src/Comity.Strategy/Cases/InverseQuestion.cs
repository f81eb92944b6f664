namespace Comity.Strategy.Cases;

/// <summary>How many rankings of one decision maker make a state an equilibrium?</summary>
/// <param name="DecisionMaker">Index into the model's decision makers.</param>
/// <param name="State">A feasible state's bits.</param>
public sealed record InverseQuestion(int DecisionMaker, ulong State);
