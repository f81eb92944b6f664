using Comity.Strategy.Concepts.Cube;
using Comity.Strategy.Concepts.Listed;
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
        var sequential = concepts.Contains(Concept.Seq) || concepts.Contains(Concept.Sseq);
        return new(states, ranks, concepts, IsCube(model, options.Method, (UInt128)states.Count)
            ? new CubeSolver(states, ranks, sequential, cancellation).Solve(concepts, progress)
            : new ListedSolver(states, ranks, cancellation).Solve(concepts, progress));
    }

    /// <summary>What solving would hold in memory.</summary>
    /// <exception cref="ArgumentException">The method asked for cannot solve the model.</exception>
    public static MemoryNeed Need(StrategyModel model, SolveOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= SolveOptions.Default;
        var (count, exact) = FeasibleStates.Count(model, Pattern.Any, cancellation);
        var space = MemoryNeed.OfStates(model, count, exact);
        var solving = IsCube(model, options.Method, count) ? CubeSolver.BytesPerState(model, count) : ListedSolver.BytesPerState(model);
        return space with { BytesPerState = space.BytesPerState + solving };
    }

    private static bool IsCube(StrategyModel model, SolveMethod method, UInt128 states) => method switch
    {
        SolveMethod.Cube when !CubeSolver.CanSolve(model) => throw new ArgumentException("expected a model without merged states and disallowed moves for the cube"),
        SolveMethod.Cube => true,
        SolveMethod.Listed => false,
        _ => CubeSolver.Suits(model, states),
    };
}
