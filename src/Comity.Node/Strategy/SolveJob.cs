using Comity.Strategy.Concepts;
using Comity.Strategy.Models;

namespace Comity.Node.Strategy;

/// <summary>One model being solved, or solved. Whoever asks for the same model again gets the same job.</summary>
public sealed class SolveJob
{
    private readonly CancellationTokenSource _cancelling = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SolveStage _stage = SolveStage.Waiting;
    private long _progress;

    internal SolveJob(string content, StrategyModel model) => (Content, Model) = (content, model);

    /// <summary>SHA-256 of the model's canonical JSON: what is solved, whoever asks.</summary>
    public string Content { get; }

    public StrategyModel Model { get; }

    public SolveStage Stage => _stage;

    /// <summary>Steps done and in all; 0 of 0 before the first is known.</summary>
    public (int Done, int Of) Progress
    {
        get
        {
            var both = Interlocked.Read(ref _progress);
            return ((int)(both >> 32), (int)(both & 0xffffffff));
        }
    }

    /// <summary>Null until solved.</summary>
    public Solution? Solution { get; private set; }

    /// <summary>Why it failed, in plain English; null unless it did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Completes when the job has ended one way or another; never fails.</summary>
    public Task Ended => _ended.Task;

    public bool HasEnded => _stage is SolveStage.Solved or SolveStage.Failed or SolveStage.Cancelled;

    internal CancellationToken Cancelling => _cancelling.Token;

    internal void Cancel() => _cancelling.Cancel();

    internal void Begin() => _stage = SolveStage.Running;

    internal void Report(SolveProgress progress) => Interlocked.Exchange(ref _progress, ((long)progress.Done << 32) | (uint)progress.Of);

    internal void End(SolveStage stage, Solution? solution = null, string? fault = null)
    {
        (Solution, Fault) = (solution, fault);
        _stage = stage;
        _ended.TrySetResult();
    }
}

public enum SolveStage { Waiting, Running, Solved, Failed, Cancelled }
