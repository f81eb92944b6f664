using System.Text.Json;
using Comity.Domain.Strategy;
using Comity.Node.Strategy;
using Comity.Record;
using Comity.Strategy.Concepts;

namespace Comity.Tests.Node.Strategy;

public sealed class SolveDeskTests
{
    [Fact]
    public async Task The_illustrative_case_gives_what_is_expected_of_it()
    {
        using var desk = new SolveDesk(SolveLimits.Default);
        var job = Start(desk, Illustration.Model)!;
        await job.Ended;

        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "strategy", "japan-korea-us-illustrative.json")));
        var equilibria = expected.RootElement.GetProperty("expected").GetProperty("equilibria");
        Assert.All(ConceptNames.All, c => Assert.Equal(
            equilibria.GetProperty(c.Name()).EnumerateArray().Select(s => s.GetString()), job.Solution!.Equilibria(c).States().Select(job.Solution.States.TextOf)));
    }

    [Fact]
    public async Task Patterns_said_in_words_mean_the_same()
    {
        var words = Illustration.Model with
        {
            DecisionMakers = Illustration.Model.DecisionMakers.Select(d => d with
            {
                Preference = d.Preference with
                {
                    Statements = d.Preference.Statements!.Select(s => ConditionWords.Read(ConditionWords.Of(s, Illustration.Model.Options), null, Illustration.Model.Options.Count)).ToValueList(),
                },
            }).ToValueList(),
        };
        using var desk = new SolveDesk(SolveLimits.Default);
        var (one, other) = (Start(desk, Illustration.Model)!, Start(desk, words)!);
        await Task.WhenAll(one.Ended, other.Ended);

        Assert.NotEqual(one.Content, other.Content);
        Assert.All(words.DecisionMakers.SelectMany(d => d.Preference.Statements!), s => Assert.NotNull(s.Condition));
        Assert.All(Enumerable.Range(0, 3), d => Assert.Equal(one.Solution!.Ranks.Of(d).ToArray(), other.Solution!.Ranks.Of(d).ToArray()));
    }

    [Fact]
    public async Task The_same_model_is_solved_once_and_a_cancelled_one_again_when_asked()
    {
        using var desk = new SolveDesk(SolveLimits.Default);
        var large = Start(desk, Large(20, 1))!;
        Assert.Same(large, Start(desk, Large(20, 1)));
        Assert.True(desk.Cancel(large.Content));
        await large.Ended;
        Assert.Equal(SolveStage.Cancelled, large.Stage);
        Assert.False(desk.Cancel(large.Content));

        var small = Start(desk, Large(4, 1))!;
        await small.Ended;
        Assert.Equal(SolveStage.Solved, small.Stage);
        Assert.Same(small, Start(desk, Large(4, 1)));
        Assert.NotSame(large, Start(desk, Large(20, 1)));
    }

    [Fact]
    public async Task Only_so_many_models_wait_and_each_has_its_turn()
    {
        using var desk = new SolveDesk(new SolveLimits(Waiting: 2));
        var jobs = Enumerable.Range(1, 3).Select(n => Start(desk, Large(18, n))).ToList();
        Assert.All(jobs, Assert.NotNull);
        Assert.Null(Start(desk, Large(18, 4)));

        jobs.ForEach(j => desk.Cancel(j!.Content));
        await Task.WhenAll(jobs.Select(j => j!.Ended));
        Assert.NotNull(Start(desk, Large(4, 5)));
    }

    [Fact]
    public async Task A_model_that_needs_more_memory_than_a_node_gives_is_refused_with_the_need()
    {
        using var desk = new SolveDesk(new SolveLimits(Memory: 1 << 20));
        var job = Start(desk, Large(20, 1))!;
        await job.Ended;

        Assert.Equal(SolveStage.Failed, job.Stage);
        Assert.Contains("1 MiB", job.Fault);
        Assert.Contains("1048576 states", job.Fault);
    }

    [Fact]
    public async Task Results_are_let_go_when_together_they_need_too_much()
    {
        using var desk = new SolveDesk(new SolveLimits(Memory: 8 << 20));
        var first = Start(desk, Large(16, 1))!;
        await first.Ended;
        foreach (var n in Enumerable.Range(2, 8))
        {
            await Start(desk, Large(16, n))!.Ended;
        }

        await Task.Delay(50);
        Assert.Null(desk.Find(first.Content));
        Assert.NotNull(desk.Find(SolveDesk.ContentOf(Large(16, 9))));
    }

    internal static ConflictModel Large(int options, int seed)
    {
        var all = Enumerable.Range(0, options).Select(n => new ModelOption($"o{n}", $"Option {n}", null)).ToValueList();
        return new(
            ConflictModel.CaseSchema, $"large-{seed}", "Large", null, null, all,
            [.. Enumerable.Range(0, 4).Select(d => new DecisionMaker($"d{d}", $"Maker {d}", all.Where((_, n) => n % 4 == d).Select(o => o.Id).ToValueList(), new(
                PreferenceKind.Statements, null, Enumerable.Range(0, options).Select(n => new PreferenceStatement(null, $"o{(n * 7 + d + seed) % options} IFF o{(n + d * 3) % options}", null)).ToValueList())))],
            [], null, null);
    }

    private static SolveJob? Start(SolveDesk desk, ConflictModel model) => desk.Start(SolveDesk.ContentOf(model), ModelReading.Read(model).Model!);
}
