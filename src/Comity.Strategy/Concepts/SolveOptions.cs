using Comity.Strategy.States;

namespace Comity.Strategy.Concepts;

/// <summary>What to solve and with what.</summary>
public sealed record SolveOptions
{
    public static SolveOptions Default { get; } = new();

    public IReadOnlyList<Concept> Concepts { get; init; } = ConceptNames.All;

    /// <summary>Bytes that the work may hold; a larger need is refused before it begins.</summary>
    public long MemoryBudget { get; init; } = MemoryNeed.DefaultBudget;

    public SolveMethod Method { get; init; } = SolveMethod.Automatic;
}
