namespace Comity.Strategy.Concepts;

/// <summary>How far the work is.</summary>
/// <param name="Done">Steps done, of <paramref name="Of"/>; a step is one concept family for one decision maker.</param>
public readonly record struct SolveProgress(int Done, int Of);
