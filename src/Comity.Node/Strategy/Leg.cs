using Comity.Strategy.Concepts;

namespace Comity.Node.Strategy;

/// <summary>One move between two states.</summary>
/// <param name="Mover">Index of the decision maker.</param>
public sealed record Leg(int From, int To, int Mover)
{
    /// <summary>Whether the mover prefers where it leads.</summary>
    public bool Improves(Solution solution) => solution.Ranks.Of(Mover)[To] > solution.Ranks.Of(Mover)[From];

    /// <summary>A path as legs, each beginning where the one before it ended.</summary>
    public static IReadOnlyList<Leg> Of(int start, IReadOnlyList<Comity.Strategy.Paths.Step> path) =>
        [.. path.Select((step, n) => new Leg(n == 0 ? start : path[n - 1].State, step.State, step.Mover))];
}
