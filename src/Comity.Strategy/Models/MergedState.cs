namespace Comity.Strategy.Models;

/// <summary>Feasible states that count as one: a move of any of them is a move of the merged state, moves inside it vanish.</summary>
/// <param name="Label">For people.</param>
/// <param name="Pattern">Its members; the patterns of a model's merged states have no feasible state in common.</param>
/// <param name="Representative">How the merged state is written; one of its feasible members. Preferences are read there.</param>
public sealed record MergedState(string Label, Pattern Pattern, ulong Representative);
