using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.Paths;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>What would have to change for a wanted outcome to hold by one concept.</summary>
/// <param name="Leaving">Those for whom the outcome is not stable now.</param>
/// <param name="Alone">Per decision maker: minimal sets of changes of its own that make the outcome hold, the others as they are; or who would leave whatever it prefers.</param>
/// <param name="Together">
/// Where nobody's change alone would do: changes that together leave nobody an improvement. They suffice by every concept, since what
/// holds by Nash holds by all; fewer may do.
/// </param>
/// <param name="IsCut">True when the page stopped looking: nothing is said of what was not looked at.</param>
public sealed record WantedAnswer(IReadOnlyList<int> Leaving, IReadOnlyList<NeededChanges> Alone, IReadOnlyList<(int Maker, PreferenceChange Change)> Together, bool IsCut)
{
    public bool SomebodyAlone => Alone.Any(a => a.Sets.Count > 0);

    /// <summary>Looks within <see cref="PageLimits"/>.</summary>
    public static WantedAnswer Of(Solution solution, int wanted, Concept concept, CancellationToken cancellation = default)
    {
        var makers = Enumerable.Range(0, solution.Model.DecisionMakers.Count).ToList();
        List<int> leaving = [.. makers.Where(d => !solution.Stable(concept, d).Contains(wanted))];
        if (leaving.Count == 0)
        {
            return new([], [], [], IsCut: false);
        }

        var alone = new List<NeededChanges>();
        var cut = PageLimits.Cut(cancellation, patience => makers.ForEach(d =>
            alone.Add(ChangeSearch.Find(solution.States, solution.Ranks, d, wanted, concept, PageLimits.MostSets, PageLimits.Analyses, patience))));
        return new(leaving, alone, cut || alone.Exists(a => a.Sets.Count > 0) ? [] : [.. leaving.SelectMany(d => NoImprovement(solution, d, wanted))], cut);
    }

    private static IEnumerable<(int Maker, PreferenceChange Change)> NoImprovement(Solution solution, int maker, int wanted) =>
        new Moves(solution.States).ImprovementsFrom(maker, wanted, solution.Ranks.Of(maker)).Select(s => (maker, new PreferenceChange(wanted, s, OrEqual: true)));
}
