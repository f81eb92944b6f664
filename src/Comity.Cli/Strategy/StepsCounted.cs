using Comity.Strategy.Concepts;

namespace Comity.Cli.Strategy;

/// <summary>Tells a person who waits at a terminal how far a long analysis is; scripts are told nothing.</summary>
internal sealed class StepsCounted : IProgress<SolveProgress>
{
    private readonly Action<long> _count;

    private StepsCounted(Action<long> count) => _count = count;

    /// <returns>Null when nobody watches.</returns>
    public static StepsCounted? Of(string what) => Counting.Of(what) is { } count ? new(count) : null;

    /// <summary>Does one thing after another, told as it goes.</summary>
    public static List<T> Each<TOne, T>(string what, IEnumerable<TOne> each, Func<TOne, T> work)
    {
        var count = Counting.Of(what);
        var done = new List<T>();
        Counting.Done();
        count?.Invoke(0);
        foreach (var one in each)
        {
            done.Add(work(one));
            count?.Invoke(done.Count);
        }

        Counting.Done();
        return done;
    }

    public void Report(SolveProgress value) => _count(value.Done);
}
