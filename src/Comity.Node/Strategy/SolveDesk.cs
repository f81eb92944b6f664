using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record.Canonical;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>Solves models, one at a time and below the priority of pages, and keeps the latest results within a bound of memory.</summary>
/// <remarks>Jobs are known by what is solved, never by who asked or where: who may see a model is decided before it comes here.</remarks>
public sealed class SolveDesk(SolveLimits limits) : IDisposable
{
    private readonly Lock _state = new();
    private readonly Dictionary<string, SolveJob> _jobs = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _kept = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _stopping;

    public SolveLimits Limits => limits;

    /// <summary>What a model is known by here.</summary>
    public static string ContentOf(ConflictModel model) => CanonicalJson.Digest(BodyCodec.Write(new ModelSaved(null, model, null, false, "und"))["model"]!).ToString();

    /// <summary>The job of a model; null when nobody asked for it, or its result has been let go.</summary>
    public SolveJob? Find(string content)
    {
        lock (_state)
        {
            return _jobs.GetValueOrDefault(content);
        }
    }

    /// <summary>Begins to solve a model, unless it is being solved or is solved already.</summary>
    /// <returns>The job; null when too many wait already: ask again later.</returns>
    public SolveJob? Start(string content, StrategyModel model)
    {
        SolveJob job;
        lock (_state)
        {
            if (_jobs.TryGetValue(content, out var known) && known.Stage is not (SolveStage.Cancelled or SolveStage.Failed))
            {
                Touch(content);
                return known;
            }

            if (_stopping || _jobs.Values.Count(j => !j.HasEnded) > limits.Waiting)
            {
                return null;
            }

            _jobs[content] = job = new SolveJob(content, model);
            Touch(content);
        }

        _ = RunAsync(job);
        return job;
    }

    /// <returns>False when there was nothing to cancel.</returns>
    public bool Cancel(string content)
    {
        var job = Find(content);
        if (job is null || job.HasEnded)
        {
            return false;
        }

        job.Cancel();
        return true;
    }

    /// <summary>Cancels everything; a node that stops waits for no model.</summary>
    public void Dispose()
    {
        lock (_state)
        {
            _stopping = true;
            foreach (var job in _jobs.Values)
            {
                job.Cancel();
            }
        }
    }

    private async Task RunAsync(SolveJob job)
    {
        try
        {
            await _turn.WaitAsync(job.Cancelling).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            job.End(SolveStage.Cancelled);
            return;
        }

        // A thread of its own, so that it can stand back behind the threads that answer people.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Work(job, done)) { IsBackground = true, Name = "strategy", Priority = ThreadPriority.BelowNormal }.Start();
        await done.Task.ConfigureAwait(false);
        _turn.Release();
        LetGo();
    }

    private void Work(SolveJob job, TaskCompletionSource done)
    {
        try
        {
            job.Begin();
            var solution = StrategySolver.Solve(job.Model, new SolveOptions { MemoryBudget = limits.Memory }, new Progress(job), job.Cancelling);
            job.End(SolveStage.Solved, solution);
        }
        catch (OperationCanceledException)
        {
            job.End(SolveStage.Cancelled);
        }
        catch (Exception refused) when (refused is MemoryBudgetException or ArgumentException or OutOfMemoryException)
        {
            job.End(SolveStage.Failed, fault: refused.Message);
        }
        finally
        {
            done.SetResult();
        }
    }

    private void Touch(string content)
    {
        _kept.Remove(content);
        _kept.AddFirst(content);
    }

    private const int MostKept = 64;

    // The latest results stay as long as all together keep within the bound; the very latest always does.
    private void LetGo()
    {
        lock (_state)
        {
            var room = limits.Memory;
            foreach (var (place, content) in _kept.ToList().Index())
            {
                var job = _jobs[content];
                room -= job.Solution is { } solution ? BytesOf(solution) : 0;
                if (job.HasEnded && place > 0 && (room < 0 || place >= MostKept))
                {
                    _jobs.Remove(content);
                    _kept.Remove(content);
                }
            }
        }
    }

    private static long BytesOf(Solution solution)
    {
        var makers = solution.Model.DecisionMakers.Count;
        return (long)solution.States.Count * ((4 * makers) + 16 + (solution.Concepts.Count * (makers + 1) / 8) + 1);
    }

    private sealed class Progress(SolveJob job) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => job.Report(value);
    }
}
