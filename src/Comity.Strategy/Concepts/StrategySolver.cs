using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts;

/// <summary>Finds the stable states of a model, exactly.</summary>
public static class StrategySolver
{
    /// <exception cref="MemoryBudgetException">It would need more than the budget; nothing was begun.</exception>
    /// <exception cref="ArgumentException">The model has no feasible state, or a ranking does not name every state once.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is returned.</exception>
    public static Solution Solve(StrategyModel model, SolveOptions? options = null, IProgress<SolveProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= SolveOptions.Default;
        Need(model, options, cancellation).Check(options.MemoryBudget);
        var states = StateSpace.Of(model, options.MemoryBudget, cancellation);
        var ranks = PreferenceRanks.Of(states, cancellation);
        Concept[] concepts = [.. ConceptNames.All.Where(options.Concepts.Contains)];
        return new(states, ranks, concepts, new ListedSolver(states, ranks, cancellation).Solve(concepts, progress));
    }

    /// <summary>What solving would hold in memory.</summary>
    public static MemoryNeed Need(StrategyModel model, SolveOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= SolveOptions.Default;
        var (count, exact) = FeasibleStates.Count(model, Pattern.Any, cancellation);
        var space = MemoryNeed.OfStates(model, count, exact);
        return space with { BytesPerState = space.BytesPerState + ListedSolver.BytesPerState(model) };
    }
}
