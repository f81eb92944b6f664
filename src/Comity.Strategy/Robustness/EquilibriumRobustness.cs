using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;

namespace Comity.Strategy.Robustness;

/// <summary>How far one decision maker's ranking can shift before an equilibrium is none any more, the others fixed.</summary>
/// <remarks>
/// A swap exchanges two neighbours in a strict ranking. Where the present ranking has ties, they are first broken in whichever way does most
/// harm, at no cost: an equilibrium that rests on two states being exactly equal breaks after 0 swaps.
/// </remarks>
/// <param name="BreaksAfter">The least number of swaps after which the state is no equilibrium, 0 or more; null when no ranking of the decision maker ends it.</param>
/// <param name="Swaps">So many swaps, one after another; up to the last but one the state stays an equilibrium. <see cref="StatePair.Better"/> is the state that moves up.</param>
/// <param name="Ranking">The strict ranking that they end in, best first; empty when there is none.</param>
public sealed record EquilibriumRobustness(int DecisionMaker, int State, Concept Concept, int? BreaksAfter, IReadOnlyList<StatePair> Swaps, IReadOnlyList<int> Ranking);
