using Comity.Store;

namespace Comity.Tests.Store;

/// <summary>Fails the write at one point, at its n-th arrival there, once.</summary>
internal sealed class FailingAt(WritePoint point, Exception failure, int arrival = 1) : IWriteFaults
{
    private int _arrivals;

    public void At(WritePoint reached)
    {
        if (reached == point && ++_arrivals == arrival)
        {
            throw failure;
        }
    }
}

/// <summary>Holds the writer up at its first arrival at one point, until let go.</summary>
internal sealed class HeldUpAt(WritePoint point, Exception? failure = null) : IWriteFaults, IDisposable
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _letGo = new();

    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void LetGo() => _letGo.Set();

    public void At(WritePoint reached)
    {
        if (reached == point && _arrived.TrySetResult())
        {
            _letGo.Wait();
            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    public void Dispose() => _letGo.Set();
}
