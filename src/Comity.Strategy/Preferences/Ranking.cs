namespace Comity.Strategy.Preferences;

/// <summary>States in order, best first; those of one tier are equally preferred.</summary>
/// <param name="Tiers">Every feasible state exactly once, a merged state by its representative; no tier is empty.</param>
public sealed record Ranking(IReadOnlyList<IReadOnlyList<ulong>> Tiers) : PreferenceOrder;
