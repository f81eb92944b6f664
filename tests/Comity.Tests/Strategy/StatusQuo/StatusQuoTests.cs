using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;
using Comity.Strategy.StatusQuo;

namespace Comity.Tests.Strategy.StatusQuo;

/// <summary>From where a conflict stands: what can be reached, by whom, in how many moves.</summary>
public sealed class StatusQuoTests
{
    private const int Models = 300;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Fact]
    public void What_is_reached_and_how_far_it_is_agrees_with_the_definition_on_generated_models() =>
        Parallel.For(0, Models, i => Check(Seed + i, GeneratedModel.Of(Seed + i, plain: i % 2 == 0)));

    [Fact]
    public void Of_the_equilibria_only_those_in_reach_are_attainable()
    {
        var read = StrategyCases.Read("elmira");
        var solution = StrategySolver.Solve(read.Model);
        var start = CaseTests.StateOf(solution.States, "NYNNN");
        var analysis = StatusQuoAnalysis.Of(solution.States, solution.Ranks, start);

        var attainable = analysis.Attainable(solution, Concept.Nash).ToDictionary(a => read.StateLabels[solution.States[a.State]]);

        Assert.Equal((1, (int?)1), (attainable["s5"].Moves, attainable["s5"].Improvements));
        Assert.Equal((3, (int?)null), (attainable["s8"].Moves, attainable["s8"].Improvements));
        Assert.Equal([new Step(2, attainable["s5"].State)], analysis.ImprovingPathTo(attainable["s5"].State));
        Assert.Equal(["s9"], StatusQuoAnalysis.Of(solution.States, solution.Ranks, attainable["s9"].State).Attainable(solution, Concept.Nash).Where(a => a.Moves is not null).Select(a => read.StateLabels[solution.States[a.State]]));
    }

    [Fact]
    public void More_memory_or_work_than_allowed_is_refused()
    {
        var states = StateSpace.Of(Comity.Strategy.Cases.ScaleInstance.Of(12, 4));
        var ranks = PreferenceRanks.Of(states);
        Assert.Throws<MemoryBudgetException>(() => StatusQuoAnalysis.Of(states, ranks, 0, memoryBudget: 100_000));
        Assert.Throws<AnalysisLimitException>(() => StatusQuoAnalysis.Of(states, ranks, 0, new() { Moves = 5000 }));
    }

    private static void Check(int seed, StrategyModel model)
    {
        var plain = new PlainModel(model);
        var states = StateSpace.Of(model);
        var ranks = PreferenceRanks.Of(states);
        var start = new Random(seed).Next(states.Count);
        var analysis = StatusQuoAnalysis.Of(states, ranks, start);
        Check(seed, plain, start, improving: false, analysis.Reachable, analysis.PathTo);
        Check(seed, plain, start, improving: true, analysis.ByImprovements, analysis.ImprovingPathTo);
    }

    private static void Check(int seed, PlainModel plain, int start, bool improving, IReadOnlyList<ReachedState> found, Func<int, IReadOnlyList<Step>> pathTo)
    {
        var expected = Distances(plain, start, improving);
        Assert.True(found.Count == expected.Count && found.All(r => expected[r.State] == r.Moves), $"seed {seed}: other states or distances, improving {improving}");
        foreach (var reached in found)
        {
            var (at, last) = (start, -1);
            var path = pathTo(reached.State);
            foreach (var step in path)
            {
                var legal = step.Mover != last && plain.MovesOf(step.Mover, at).Contains(step.State) && (!improving || plain.Prefers(step.Mover, step.State, at));
                Assert.True(legal, $"seed {seed}: an illegal step to {plain.States[step.State]}, improving {improving}");
                (at, last) = (step.State, step.Mover);
            }

            Assert.True(at == reached.State && path.Count == reached.Moves, $"seed {seed}: the path to {plain.States[reached.State]} ends elsewhere");
        }
    }

    // Round by round: the pairs of state and last mover that so many moves reach.
    private static Dictionary<int, int> Distances(PlainModel plain, int start, bool improving)
    {
        var distances = new Dictionary<int, int>();
        HashSet<(int State, int Last)> round = [(start, -1)], seen = [];
        for (var moves = 1; round.Count > 0; moves++)
        {
            round = [.. round.SelectMany(at => Enumerable.Range(0, plain.DecisionMakers).Where(j => j != at.Last)
                .SelectMany(j => plain.MovesOf(j, at.State).Where(t => !improving || plain.Prefers(j, t, at.State)).Select(t => (t, j)))).Where(seen.Add)];
            foreach (var (state, _) in round.Where(r => r.State != start))
            {
                distances.TryAdd(state, moves);
            }
        }

        return distances;
    }
}
