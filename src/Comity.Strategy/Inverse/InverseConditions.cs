namespace Comity.Strategy.Inverse;

/// <summary>What must hold of one decision maker's ranking for a state to be an equilibrium, the other decision makers fixed.</summary>
/// <param name="State">The wanted state.</param>
/// <param name="Blocking">Other decision makers who would leave the state whatever the focal one prefers; none when it can be an equilibrium.</param>
/// <param name="Requirements">For the focal decision maker to stay; all of them. They look only at which states it prefers to the wanted one.</param>
/// <param name="Paths">For the others to stay; all of them. SEQ and SSEQ only.</param>
internal sealed record InverseConditions(int State, IReadOnlyList<int> Blocking, IReadOnlyList<Requirement> Requirements, IReadOnlyList<PathCondition> Paths)
{
    /// <summary>The comparisons that paths look at.</summary>
    public IEnumerable<StatePair> Pairs() => Paths.SelectMany(p => p.Steps).Select(s => s.Preferred).Distinct();
}
