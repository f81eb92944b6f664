using Comity.Strategy.States;

namespace Comity.Strategy.Coalitions;

/// <summary>Where a coalition finds no reason to leave together.</summary>
/// <param name="Members">Indexes of two or more decision makers, as they were asked for.</param>
/// <param name="CNash">The members together reach no state that each of them prefers.</param>
/// <param name="CGmr">After each such state the others can bring about one that some member does not prefer to the first.</param>
/// <param name="CSmr">As <paramref name="CGmr"/>, and from there the members reach no state that each of them prefers to the first.</param>
public sealed record CoalitionStability(IReadOnlyList<int> Members, StateSet CNash, StateSet CGmr, StateSet CSmr);
