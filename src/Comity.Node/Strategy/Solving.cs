using Comity.Record;
using Comity.Strategy.Concepts;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>Solving as a page or a program asks for it.</summary>
public static class Solving
{
    /// <summary>Nobody is shown "being solved" for less than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The job of a model; a small model is solved by looking at it.</summary>
    /// <param name="mayBegin">False for visitors: they see what officers had solved.</param>
    /// <returns>Null when nobody asked yet; with faults when the model cannot be solved as it stands.</returns>
    public static async Task<(SolveJob? Job, IReadOnlyList<Fault> Faults)> LookAsync(SolveDesk desk, ShelvedModel model, bool mayBegin)
    {
        var job = desk.Find(model.Content);
        if (job is null)
        {
            var (read, faults) = ModelReading.Read(model.Model);
            if (read is null)
            {
                return (null, faults);
            }

            job = mayBegin && StrategySolver.Need(read) is { IsExact: true } need && need.States <= (UInt128)desk.Limits.AtOnce ? desk.Start(model.Content, read) : null;
        }

        await WaitAsync(job).ConfigureAwait(false);
        return (job, []);
    }

    /// <summary>Begins, whatever the size; waits a moment, so that a quick one is done when the page comes back.</summary>
    /// <returns>No job and no fault when too many models wait already.</returns>
    public static async Task<(SolveJob? Job, IReadOnlyList<Fault> Faults)> BeginAsync(SolveDesk desk, ShelvedModel model)
    {
        var (read, faults) = ModelReading.Read(model.Model);
        var job = read is null ? null : desk.Start(model.Content, read);
        await WaitAsync(job).ConfigureAwait(false);
        return (job, faults);
    }

    private static async Task WaitAsync(SolveJob? job)
    {
        if (job is { HasEnded: false })
        {
            await Task.WhenAny(job.Ended, Task.Delay(Patience)).ConfigureAwait(false);
        }
    }
}
