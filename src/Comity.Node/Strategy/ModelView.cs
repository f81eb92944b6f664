using Comity.Domain.Strategy;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.States;
using Comity.Strategy.StatusQuo;

namespace Comity.Node.Strategy;

/// <summary>A solved model as its page looks at it.</summary>
/// <param name="Today">The status quo's state; null when the author named none.</param>
/// <param name="Wanted">The outcome asked about; null when none is, or when it cannot be.</param>
public sealed record ModelView(ShelvedModel Shelved, ModelQuery Query, Solution Solution, int? Today, int? Wanted)
{
    public ConflictModel Said => Shelved.Model;

    public StrategyModel Model => Solution.Model;

    public StateSpace States => Solution.States;

    public StateSet Held => Solution.Equilibria(Query.Concept);

    public static ModelView Of(ShelvedModel shelved, ModelQuery query, Solution solution) =>
        new(shelved, query, solution, StateOf(solution, shelved.StatusQuo), StateOf(solution, query.Wanted));

    /// <summary>Concepts by which a state holds for everybody.</summary>
    public IEnumerable<Concept> HeldBy(int state) => Solution.Concepts.Where(c => Solution.Equilibria(c).Contains(state));

    /// <summary>Whether pictures and further questions are bounded enough for a page.</summary>
    public bool IsSmall => States.Count <= PageLimits.MostStates;

    /// <summary>
    /// A shortest way from today's state to each equilibrium that can be reached: by improvements alone where there is one, else by legal moves.
    /// Empty when no status quo is named, or when the model is too large to look.
    /// </summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Leg>> WaysToHeld()
    {
        var ways = new SortedDictionary<int, IReadOnlyList<Leg>>();
        if (Today is not { } today || !IsSmall)
        {
            return ways;
        }

        try
        {
            var analysis = StatusQuoAnalysis.Of(States, Solution.Ranks, today, PageLimits.Analyses);
            foreach (var held in analysis.Attainable(Solution, Query.Concept).Where(h => h.Moves > 0))
            {
                ways[held.State] = Leg.Of(today, held.Improvements is null ? analysis.PathTo(held.State) : analysis.ImprovingPathTo(held.State));
            }
        }
        catch (AnalysisLimitException)
        {
            // The page says that it did not look.
        }

        return ways;
    }

    public string UrlOf(int state) => (Query with { Wanted = States.TextOf(state) }).Url("wanted");

    private static int? StateOf(Solution solution, string? text) => text is not null && DraftModel.StateOf(solution.States, text) is >= 0 and var state ? state : null;
}
