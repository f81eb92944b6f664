using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.Robustness;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy.Robustness;

/// <summary>How many swaps an equilibrium survives: compared with a search over all rankings, breadth first, on small models.</summary>
public sealed class RobustnessTests
{
    private const int Models = 120;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Fact]
    public void The_least_number_of_swaps_is_that_of_a_search_over_all_rankings_of_generated_models()
    {
        var seeds = Enumerable.Range(Seed, 2000).Where(seed => StateSpace.Of(GeneratedModel.Of(seed, plain: seed % 2 == 0)).Count is >= 3 and <= 6).Take(Models).ToList();
        Assert.Equal(Models, seeds.Count);
        var swaps = 0;
        Parallel.ForEach(seeds, seed => Interlocked.Add(ref swaps, Check(seed, GeneratedModel.Of(seed, plain: seed % 2 == 0))));
        Assert.True(swaps > Models, $"seed {Seed}: {swaps} swaps in all");
    }

    [Fact]
    public void The_last_swap_is_the_one_that_breaks_it()
    {
        var solution = StrategySolver.Solve(StrategyCases.Read("elmira").Model);
        var state = CaseTests.StateOf(solution.States, "NYNNY");

        var found = RobustnessAnalysis.Of(solution.States, solution.Ranks, 1, state, Concept.Nash);

        Assert.Equal(1, found.BreaksAfter);
        Assert.Equal("NNNYN", solution.States.TextOf(Assert.Single(found.Swaps).Better));
        Assert.Null(RobustnessAnalysis.Of(solution.States, solution.Ranks, 0, CaseTests.StateOf(solution.States, "NNNYN"), Concept.Nash).BreaksAfter);
        Assert.Throws<ArgumentException>(() => RobustnessAnalysis.Of(solution.States, solution.Ranks, 1, CaseTests.StateOf(solution.States, "YYNNY"), Concept.Nash));
    }

    private static int Check(int seed, StrategyModel model)
    {
        var mover = new Random(seed).Next(model.DecisionMakers.Count);
        var solution = StrategySolver.Solve(model);
        var ranks = solution.Ranks.Of(mover).ToArray();
        var solved = new Dictionary<string, Solution>();
        var swaps = 0;
        foreach (var concept in ConceptNames.All)
        {
            foreach (var state in solution.Equilibria(concept).States())
            {
                var found = RobustnessAnalysis.Of(solution.States, solution.Ranks, mover, state, concept);
                var expected = Distance(solution, mover, ranks, ranking => !Solved(ranking).Equilibria(concept).Contains(state));
                var cell = $"seed {seed}: {concept} of {model.DecisionMakers[mover].Id} at {solution.States.TextOf(state)}";
                Assert.True(found.BreaksAfter == expected, $"{cell}: expected {expected}, found {found.BreaksAfter}");
                swaps += expected ?? 0;
                if (expected is not null)
                {
                    Assert.True(found.Swaps.Count == expected && !Solved([.. found.Ranking]).Equilibria(concept).Contains(state), $"{cell}: the ranking given does not break it");
                }
            }
        }

        return swaps;

        Solution Solved(int[] ranking)
        {
            var key = string.Join(',', ranking);
            return solved.TryGetValue(key, out var known) ? known
                : solved[key] = StrategySolver.Solve(RankedModel.With(model, mover, [.. ranking.Select(s => (ulong[])[solution.States[s]])]));
        }
    }

    // From every strict ranking that the present one allows, swap by swap.
    private static int? Distance(Solution solution, int mover, int[] ranks, Func<int[], bool> isBroken)
    {
        var round = Rankings([.. Enumerable.Range(0, ranks.Length)]).Where(r => r.Zip(r.Skip(1)).All(p => ranks[p.First] >= ranks[p.Second])).ToList();
        var seen = round.Select(r => string.Join(',', r)).ToHashSet();
        for (var swaps = 0; round.Count > 0; swaps++)
        {
            if (round.Exists(r => isBroken(r)))
            {
                return swaps;
            }

            round = [.. round.SelectMany(Neighbours).Where(r => seen.Add(string.Join(',', r)))];
        }

        return null;
    }

    private static IEnumerable<int[]> Neighbours(int[] ranking) => Enumerable.Range(0, ranking.Length - 1).Select(at =>
    {
        int[] swapped = [.. ranking];
        (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
        return swapped;
    });

    private static IEnumerable<int[]> Rankings(int[] states) => states.Length == 0 ? [[]]
        : states.SelectMany(best => Rankings([.. states.Where(s => s != best)]).Select(rest => (int[])[best, .. rest]));
}
