using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.StatusQuo;

/// <summary>Where a conflict can go from where it stands.</summary>
/// <remarks>Li, Kilgour and Hipel, Status quo analysis in the graph model for conflict resolution, 2005; equilibria by the concepts of the solution.</remarks>
public sealed class StatusQuoAnalysis
{
    private readonly LegalReach _legal;
    private readonly LegalReach _improving;

    private StatusQuoAnalysis(int start, LegalReach legal, LegalReach improving)
    {
        (Start, _legal, _improving) = (start, legal, improving);
        Reachable = Paths(legal);
        ByImprovements = Paths(improving);
    }

    public int Start { get; }

    /// <summary>Every other state that a legal sequence of moves of all decision makers reaches, nearest first, with a shortest one.</summary>
    public IReadOnlyList<ReachedState> Reachable { get; }

    /// <summary>The same when each step is an improvement for who makes it.</summary>
    public IReadOnlyList<ReachedState> ByImprovements { get; }

    /// <exception cref="MemoryBudgetException">The paths would need more than the budget; nothing was begun.</exception>
    /// <exception cref="AnalysisLimitException">There are more moves to look at than the limits allow.</exception>
    public static StatusQuoAnalysis Of(
        StateSpace states, PreferenceRanks ranks, int start, AnalysisLimits? limits = null, long memoryBudget = MemoryNeed.DefaultBudget, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)start, (uint)states.Count, nameof(start));
        var all = Enumerable.Range(0, states.Model.DecisionMakers.Count).ToArray();
        new MemoryNeed((UInt128)states.Count, true, 2 * (LegalReach.BytesPerState(all.Length) + ReachedState.Bytes)).Check(memoryBudget);
        var moves = new MoveLists(states, limits ?? AnalysisLimits.Default, cancellation);
        var (legal, improving) = (new LegalReach(moves, all), new LegalReach(moves, all, ranks));
        legal.Search(start);
        improving.Search(start);
        return new(start, legal, improving);
    }

    /// <summary>A shortest sequence of any moves to a state of <see cref="Reachable"/>.</summary>
    public IReadOnlyList<Step> PathTo(int state) => _legal.PathTo(state);

    /// <summary>A shortest sequence of improvements to a state of <see cref="ByImprovements"/>.</summary>
    public IReadOnlyList<Step> ImprovingPathTo(int state) => _improving.PathTo(state);

    /// <summary>Which equilibria of a concept can be had, and how.</summary>
    /// <param name="solution">Of the same model, with the concept solved.</param>
    public IReadOnlyList<AttainableEquilibrium> Attainable(Solution solution, Concept concept)
    {
        var (moves, improvements) = (Lengths(Reachable), Lengths(ByImprovements));
        return [.. solution.Equilibria(concept).States().Select(s => s == Start
            ? new AttainableEquilibrium(s, 0, 0)
            : new(s, moves.TryGetValue(s, out var any) ? any : null, improvements.TryGetValue(s, out var better) ? better : null))];
    }

    private IReadOnlyList<ReachedState> Paths(LegalReach reach) => [.. reach.Nearest().Where(r => r.State != Start)];

    private static Dictionary<int, int> Lengths(IReadOnlyList<ReachedState> reached) => reached.ToDictionary(r => r.State, r => r.Moves);
}
