namespace Comity.Strategy.Inverse;

/// <summary>Two states in an order of preference.</summary>
/// <param name="Better">An index into the state space.</param>
/// <param name="Worse">An index into the state space.</param>
public readonly record struct StatePair(int Better, int Worse);
