namespace Comity.Strategy.StatusQuo;

/// <summary>An equilibrium as seen from the status quo.</summary>
/// <param name="State">An index into the state space.</param>
/// <param name="Moves">The fewest moves that lead there; 0 when it is the status quo; null when no legal sequence does.</param>
/// <param name="Improvements">The same when each step is an improvement for who makes it.</param>
public sealed record AttainableEquilibrium(int State, int? Moves, int? Improvements);
