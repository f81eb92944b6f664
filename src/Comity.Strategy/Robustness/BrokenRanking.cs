namespace Comity.Strategy.Robustness;

/// <summary>A strict ranking under which a condition fails.</summary>
/// <param name="Cost">Pairs that it puts the other way round than the present ranking, which orders them strictly.</param>
/// <param name="Ranking">Best first.</param>
internal sealed record BrokenRanking(int Cost, IReadOnlyList<int> Ranking);
