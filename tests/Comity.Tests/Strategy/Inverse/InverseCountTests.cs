using System.Globalization;
using System.Numerics;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy.Inverse;

/// <summary>In how many rankings a wanted state is an equilibrium: known counts, and all rankings one by one on small models.</summary>
public sealed class InverseCountTests
{
    private const int Models = 40;
    private const int MaxStates = 7;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    public static TheoryData<string> Cases => [.. StrategyCases.Names.Where(n => StrategyCases.Json(n).TryGetProperty("inverse", out _))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_gives_its_counts(string name)
    {
        var read = StrategyCases.Read(name);
        var states = StateSpace.Of(read.Model);
        foreach (var (question, known) in read.Inverse.Zip(StrategyCases.Json(name).GetProperty("inverse").EnumerateArray()))
        {
            var found = InverseCounter.Count(states, PreferenceRanks.Of(states), question.DecisionMaker, states.IndexOf(question.State));
            foreach (var count in known.GetProperty("counts").EnumerateObject())
            {
                var number = count.Name == "total" ? found.Total : found.Counts[ConceptNames.All.Single(c => c.Name() == count.Name)];
                Assert.Equal(count.Value.ToString(), number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Counting_agrees_with_trying_every_ranking_of_generated_models()
    {
        var seeds = Enumerable.Range(Seed, 1000).Where(seed => StateSpace.Of(GeneratedModel.Of(seed, plain: seed % 2 == 0)).Count is >= 3 and <= MaxStates).Take(Models).ToList();
        Assert.Equal(Models, seeds.Count);
        var ofInterest = 0;
        Parallel.ForEach(seeds, seed => Interlocked.Add(ref ofInterest, Check(seed, GeneratedModel.Of(seed, plain: seed % 2 == 0))));
        Assert.True(ofInterest > Models / 2, $"seed {Seed}: only {ofInterest} counts between none and all");
    }

    [Fact]
    public void Forty_states_are_counted_under_every_concept()
    {
        var states = StateSpace.Of(StrategyCases.Read("japan-korea-us-illustrative").Model);
        var ranks = PreferenceRanks.Of(states);
        foreach (var decisionMaker in Enumerable.Range(0, 3))
        {
            var found = InverseCounter.Count(states, ranks, decisionMaker, states.IndexOf(0b000001));
            Assert.Equal(Factorial(40), found.Total);
            Assert.True(found.Counts[Concept.Nash] <= found.Counts[Concept.Smr] && found.Counts[Concept.Smr] <= found.Counts[Concept.Gmr]);
            Assert.True(found.Counts[Concept.Sseq] <= found.Counts[Concept.Seq] && found.Counts[Concept.Seq] <= found.Counts[Concept.Gmr]);
        }
    }

    [Fact]
    public void More_than_the_limits_allow_is_refused()
    {
        var states = StateSpace.Of(ScaleInstance.Of(9, 3));
        Assert.Throws<AnalysisLimitException>(() => InverseCounter.Count(states, PreferenceRanks.Of(states), 0, 0, [Concept.Seq], new() { Branches = 10 }));
    }

    private static int Check(int seed, StrategyModel model)
    {
        var states = StateSpace.Of(model);
        var random = new Random(seed);
        var (decisionMaker, wanted) = (random.Next(model.DecisionMakers.Count), random.Next(states.Count));
        var found = InverseCounter.Count(states, PreferenceRanks.Of(states), decisionMaker, wanted);
        var expected = ConceptNames.All.ToDictionary(c => c, _ => BigInteger.Zero);
        var total = BigInteger.Zero;
        foreach (var ranking in Rankings([.. Enumerable.Range(0, states.Count).Select(s => states[s])]))
        {
            total++;
            var solution = StrategySolver.Solve(RankedModel.With(model, decisionMaker, [.. ranking.Select(s => (ulong[])[s])]));
            foreach (var concept in ConceptNames.All.Where(c => solution.Equilibria(c).Contains(wanted)))
            {
                expected[concept]++;
            }
        }

        Assert.Equal(total, found.Total);
        foreach (var concept in ConceptNames.All)
        {
            Assert.True(expected[concept] == found.Counts[concept], $"seed {seed}: {concept} of {model.DecisionMakers[decisionMaker].Id} at {states.TextOf(wanted)}: expected {expected[concept]} of {total}, found {found.Counts[concept]}");
        }

        return expected.Values.Count(e => !e.IsZero && e != total);
    }

    private static IEnumerable<ulong[]> Rankings(ulong[] states) => states.Length == 0 ? [[]]
        : states.SelectMany(best => Rankings([.. states.Where(s => s != best)]).Select(rest => (ulong[])[best, .. rest]));

    private static BigInteger Factorial(int number) => number <= 1 ? 1 : number * Factorial(number - 1);
}
