using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;

namespace Comity.Tests.Strategy;

/// <summary>Long work tells how far it is, stops when asked, and is refused when it would not fit.</summary>
public sealed class LongWorkTests
{
    public static TheoryData<SolveMethod> Methods => [SolveMethod.Cube, SolveMethod.Listed];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Progress_rises_to_its_end(SolveMethod method)
    {
        var reports = new Reports(_ => { });
        StrategySolver.Solve(ScaleInstance.Of(10, 4), new SolveOptions { Method = method }, reports);
        Assert.Equal(reports.Seen.Select(r => r.Done).Order(), reports.Seen.Select(r => r.Done));
        Assert.Equal(reports.Seen[^1].Of, reports.Seen[^1].Done);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Work_stops_where_it_is_cancelled(SolveMethod method)
    {
        using var cancelling = new CancellationTokenSource();
        var reports = new Reports(_ => cancelling.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => StrategySolver.Solve(ScaleInstance.Of(13, 4), new SolveOptions { Method = method }, reports, cancelling.Token));
        Assert.Single(reports.Seen);
    }

    [Fact]
    public void Parts_shared_out_to_all_cores_stop_too()
    {
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => StrategySolver.Solve(ScaleInstance.Of(18, 2), new SolveOptions { Method = SolveMethod.Listed }, cancellation: cancelling.Token));
    }

    [Fact]
    public void What_needs_more_than_the_budget_is_refused_before_it_begins()
    {
        var need = StrategySolver.Need(ScaleInstance.Of(16, 4));
        StrategySolver.Solve(ScaleInstance.Of(16, 4), new SolveOptions { MemoryBudget = (long)need.Bytes });
        var refused = Assert.Throws<Comity.Strategy.States.MemoryBudgetException>(() => StrategySolver.Solve(ScaleInstance.Of(16, 4), new SolveOptions { MemoryBudget = (long)need.Bytes - 1 }));
        Assert.Equal(need, refused.Need);
    }

    [Fact]
    public void A_few_states_among_very_many_combinations_are_found_by_branching()
    {
        var wide = ScaleInstance.Of(60, 3);
        Pattern[] infeasible = [.. Enumerable.Range(0, 54).Select(k => new Pattern(1UL << k, 1UL << k))];
        var solution = StrategySolver.Solve(new(wide.Options, wide.DecisionMakers, infeasible));
        Assert.Equal(64, solution.States.Count);
        Assert.Equal(new string('N', 54) + "YNYNNN", solution.States.TextOf(5));
    }

    private sealed class Reports(Action<SolveProgress> then) : IProgress<SolveProgress>
    {
        public List<SolveProgress> Seen { get; } = [];

        public void Report(SolveProgress value)
        {
            Seen.Add(value);
            then(value);
        }
    }
}
