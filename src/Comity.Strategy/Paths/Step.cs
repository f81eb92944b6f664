namespace Comity.Strategy.Paths;

/// <summary>One move in a path.</summary>
/// <param name="Mover">Index into the model's decision makers.</param>
/// <param name="State">Where it ends: an index into the state space.</param>
public readonly record struct Step(int Mover, int State);
