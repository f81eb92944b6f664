using Comity.Strategy.Concepts;

namespace Comity.Strategy.Inverse;

/// <summary>What one decision maker would have to prefer for a wanted state to be an equilibrium, the others fixed.</summary>
/// <param name="Blocking">Other decision makers who leave the state whatever this one prefers; then there are no sets.</param>
/// <param name="Sets">Minimal by inclusion, the smallest first.</param>
/// <param name="IsComplete">False when the search stopped at a limit: there may be further sets, none smaller than the last one given.</param>
public sealed record NeededChanges(int DecisionMaker, int State, Concept Concept, IReadOnlyList<int> Blocking, IReadOnlyList<ChangeSet> Sets, bool IsComplete);
