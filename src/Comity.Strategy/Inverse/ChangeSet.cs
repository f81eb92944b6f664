namespace Comity.Strategy.Inverse;

/// <summary>Changes of mind that together make the wanted state an equilibrium, none of which can be left out.</summary>
/// <param name="Changes">None when it is one already.</param>
/// <param name="Ranking">A ranking with just these changes, best first, near the present one; solved again with it, the state is an equilibrium.</param>
public sealed record ChangeSet(IReadOnlyList<PreferenceChange> Changes, IReadOnlyList<IReadOnlyList<int>> Ranking);
