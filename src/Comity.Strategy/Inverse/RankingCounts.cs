using System.Numerics;
using Comity.Strategy.Concepts;

namespace Comity.Strategy.Inverse;

/// <summary>In how many strict rankings of one decision maker a state is an equilibrium.</summary>
/// <param name="DecisionMaker">Index; the others stay as they are.</param>
/// <param name="State">Index of the wanted state.</param>
/// <param name="Total">All strict rankings of all states: S!.</param>
/// <param name="Counts">Those that make it an equilibrium, by concept.</param>
public sealed record RankingCounts(int DecisionMaker, int State, BigInteger Total, IReadOnlyDictionary<Concept, BigInteger> Counts);
