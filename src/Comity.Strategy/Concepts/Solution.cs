using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts;

/// <summary>Which states are stable, for whom, and by which concept.</summary>
public sealed class Solution
{
    private readonly Dictionary<Concept, StateSet[]> _stable;
    private readonly Dictionary<Concept, StateSet> _equilibria;

    internal Solution(StateSpace states, PreferenceRanks ranks, IReadOnlyList<Concept> concepts, Dictionary<Concept, StateSet[]> stable)
    {
        States = states;
        Ranks = ranks;
        Concepts = concepts;
        _stable = stable;
        _equilibria = concepts.ToDictionary(c => c, c => StateSet.InAll(stable[c]));
    }

    public StrategyModel Model => States.Model;

    public StateSpace States { get; }

    public PreferenceRanks Ranks { get; }

    /// <summary>The concepts solved, in the order of <see cref="ConceptNames.All"/>.</summary>
    public IReadOnlyList<Concept> Concepts { get; }

    /// <summary>States stable for one decision maker.</summary>
    /// <exception cref="KeyNotFoundException">The concept was not asked for.</exception>
    public StateSet Stable(Concept concept, int decisionMaker) => _stable[concept][decisionMaker];

    /// <summary>States stable for every decision maker.</summary>
    /// <exception cref="KeyNotFoundException">The concept was not asked for.</exception>
    public StateSet Equilibria(Concept concept) => _equilibria[concept];
}
