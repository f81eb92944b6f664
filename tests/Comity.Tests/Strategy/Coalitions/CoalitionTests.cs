using System.Text.Json;
using Comity.Strategy.Coalitions;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy.Coalitions;

/// <summary>Coalitions: the known verdicts of cases, and the definitions taken literally on generated models.</summary>
public sealed class CoalitionTests
{
    private const int Models = 300;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    public static TheoryData<string> Cases => [.. StrategyCases.Names.Where(n => StrategyCases.Json(n).TryGetProperty("coalitions", out _))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_gives_its_coalitions(string name)
    {
        var read = StrategyCases.Read(name);
        var states = StateSpace.Of(read.Model);
        var ranks = PreferenceRanks.Of(states);
        var expected = StrategyCases.Json(name).GetProperty("coalitions").EnumerateArray().ToList();
        Assert.Equal(expected.Count, read.Coalitions.Count);
        foreach (var (members, known) in read.Coalitions.Zip(expected))
        {
            var found = CoalitionSolver.Solve(states, ranks, members);
            Assert.Equal(Texts(known.GetProperty("cnash")), found.CNash.States().Select(states.TextOf));
            Assert.Equal(Texts(known.GetProperty("cgmr")), found.CGmr.States().Select(states.TextOf));
            Assert.Equal(Texts(known.GetProperty("csmr")), found.CSmr.States().Select(states.TextOf));
        }
    }

    [Fact]
    public void Every_coalition_of_every_generated_model_is_as_the_definitions_say() =>
        Parallel.For(0, Models, i => Check(Seed + i, GeneratedModel.Of(Seed + i, plain: i % 2 == 0)));

    [Fact]
    public void More_work_than_allowed_is_refused()
    {
        var states = StateSpace.Of(Comity.Strategy.Cases.ScaleInstance.Of(12, 4));
        var refused = Assert.Throws<AnalysisLimitException>(() => CoalitionSolver.Solve(states, PreferenceRanks.Of(states), [0, 1], new() { Moves = 10_000 }));
        Assert.Contains("10000 moves", refused.Message, StringComparison.Ordinal);
    }

    private static void Check(int seed, StrategyModel model)
    {
        var plain = new PlainModel(model);
        var reference = new PlainCoalitions(plain);
        var states = StateSpace.Of(model);
        var ranks = PreferenceRanks.Of(states);
        var random = new Random(seed);
        foreach (var members in CoalitionSolver.Pairs(model).Append([.. Enumerable.Range(0, plain.DecisionMakers)]).OrderBy(_ => random.Next()).Take(2))
        {
            var found = CoalitionSolver.Solve(states, ranks, members);
            for (var s = 0; s < states.Count; s++)
            {
                var cell = (found.CNash.Contains(s), found.CGmr.Contains(s), found.CSmr.Contains(s));
                int[] group = [.. members];
                var expected = (reference.IsStable(group, s, answered: false, symmetric: false), reference.IsStable(group, s, answered: true, symmetric: false), reference.IsStable(group, s, answered: true, symmetric: true));
                Assert.True(cell == expected, $"seed {seed}: coalition {string.Join('+', members)} at {states.TextOf(s)}: expected {expected}, found {cell}");
            }
        }
    }

    private static IEnumerable<string?> Texts(JsonElement states) => states.EnumerateArray().Select(s => s.GetString());
}
