using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy.Inverse;

/// <summary>What would have to be preferred for a wanted outcome to hold: compared with every ranking, ties included, of small models.</summary>
public sealed class ChangeSearchTests
{
    private const int Models = 60;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Fact]
    public void The_sets_are_the_minimal_ones_of_all_rankings_of_generated_models()
    {
        var seeds = Enumerable.Range(Seed, 2000).Where(seed => StateSpace.Of(GeneratedModel.Of(seed, plain: seed % 2 == 0)).Count is >= 3 and <= 5).Take(Models).ToList();
        Assert.Equal(Models, seeds.Count);
        var sets = 0;
        Parallel.ForEach(seeds, seed => Interlocked.Add(ref sets, Check(seed, GeneratedModel.Of(seed, plain: seed % 2 == 0))));
        Assert.True(sets > Models, $"seed {Seed}: only {sets} sets of changes");
    }

    [Fact]
    public void A_ranking_with_the_changes_makes_the_outcome_hold_and_the_sentence_names_options()
    {
        var solution = StrategySolver.Solve(StrategyCases.Read("japan-korea-us-illustrative").Model);
        var wanted = CaseTests.StateOf(solution.States, "YNNNYN");
        var needed = ChangeSearch.Find(solution.States, solution.Ranks, 2, wanted, Concept.Nash);
        Assert.Equal([0], needed.Blocking);
        Assert.Empty(needed.Sets);

        wanted = CaseTests.StateOf(solution.States, "YNYNYN");
        needed = ChangeSearch.Find(solution.States, solution.Ranks, 0, wanted, Concept.Seq);
        Assert.NotEmpty(needed.Sets);
        foreach (var set in needed.Sets)
        {
            var changed = RankedModel.With(solution.Model, 0, [.. set.Ranking.Select(t => (ulong[])[.. t.Select(s => solution.States[s])])]);
            Assert.True(StrategySolver.Solve(changed).Equilibria(Concept.Seq).Contains(wanted));
        }

        Assert.Equal(
            "South Korea would have to prefer YNYNYN (with “Korea: end the GSOMIA intelligence pact”) over YNNNYN (without “Korea: end the GSOMIA intelligence pact”), or find them equally good",
            ChangeWords.Of(solution.States, 0, new(wanted, CaseTests.StateOf(solution.States, "YNNNYN"), true)));
    }

    [Fact]
    public void An_outcome_that_holds_needs_no_change_and_the_search_is_bounded()
    {
        var solution = StrategySolver.Solve(StrategyCases.Read("elmira").Model);
        var holds = CaseTests.StateOf(solution.States, "NYNNY");
        Assert.Empty(Assert.Single(ChangeSearch.Find(solution.States, solution.Ranks, 1, holds, Concept.Nash).Sets).Changes);
        var large = StrategySolver.Solve(ScaleInstance.Of(10, 3));
        var wanted = Enumerable.Range(0, large.States.Count).First(s => !large.Stable(Concept.Gmr, 0).Contains(s) && large.Stable(Concept.Gmr, 1).Contains(s) && large.Stable(Concept.Gmr, 2).Contains(s));
        Assert.NotEmpty(ChangeSearch.Find(large.States, large.Ranks, 0, wanted, Concept.Gmr).Sets);
        Assert.Throws<AnalysisLimitException>(() => ChangeSearch.Find(large.States, large.Ranks, 0, wanted, Concept.Gmr, limits: new() { Branches = 1 }));
    }

    private static int Check(int seed, StrategyModel model)
    {
        var random = new Random(seed);
        var states = StateSpace.Of(model);
        var ranks = PreferenceRanks.Of(states);
        var (mover, wanted) = (random.Next(model.DecisionMakers.Count), random.Next(states.Count));
        var solutions = WeakOrders(states.Count).ToDictionary(positions => positions, positions => StrategySolver.Solve(
            RankedModel.With(model, mover, [.. positions.Select((p, s) => (p, s)).GroupBy(x => x.p).OrderBy(t => t.Key).Select(t => (ulong[])[.. t.Select(x => states[x.s])])])));
        var sets = 0;
        foreach (var concept in ConceptNames.All)
        {
            var pairs = ChangeSearch.Comparisons(states, ranks, mover, wanted, concept);
            var differing = solutions.Where(s => s.Value.Equilibria(concept).Contains(wanted))
                .Select(s => pairs.Where(p => s.Key[p.Better] < s.Key[p.Worse] != ranks.Of(mover)[p.Better] > ranks.Of(mover)[p.Worse]).ToHashSet()).ToList();
            var expected = differing.Where(d => !differing.Exists(smaller => smaller.IsProperSubsetOf(d)))
                .Select(d => Text(d.Select(p => ranks.Of(mover)[p.Better] > ranks.Of(mover)[p.Worse] ? new PreferenceChange(p.Worse, p.Better, true) : new(p.Better, p.Worse, false)))).Distinct().Order(StringComparer.Ordinal);
            var found = ChangeSearch.Find(states, ranks, mover, wanted, concept, maxSets: 10_000);
            Assert.True(found.IsComplete, $"seed {seed}: incomplete");
            var texts = found.Sets.Select(s => Text(s.Changes)).Order(StringComparer.Ordinal).ToList();
            Assert.True(expected.SequenceEqual(texts), $"seed {seed}: {concept} of {model.DecisionMakers[mover].Id} at {states.TextOf(wanted)}: expected {string.Join(" | ", expected)}, found {string.Join(" | ", texts)}");
            Assert.Equal(found.Sets.Select(s => s.Changes.Count).Order(), found.Sets.Select(s => s.Changes.Count));
            sets += texts.Count;
        }

        return sets;
    }

    private static string Text(IEnumerable<PreferenceChange> changes)
    {
        var all = changes.ToList();
        return string.Join(' ', all.Where(c => !c.OrEqual || !all.Contains(c with { OrEqual = false })).Select(c => $"{c.Better}>{(c.OrEqual ? "=" : "")}{c.Worse}").Order(StringComparer.Ordinal));
    }

    // Positions by state, 0 the best, without gaps.
    private static IEnumerable<int[]> WeakOrders(int states)
    {
        var all = (int)Math.Pow(states, states);
        for (var code = 0; code < all; code++)
        {
            var positions = Enumerable.Range(0, states).Select(s => code / (int)Math.Pow(states, s) % states).ToArray();
            if (positions.Distinct().Count() == positions.Max() + 1)
            {
                yield return positions;
            }
        }
    }
}
