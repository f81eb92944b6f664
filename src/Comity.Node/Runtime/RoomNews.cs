namespace Comity.Node.Runtime;

/// <summary>Counts changes that readers may want to look at, and wakes those who wait for one.</summary>
internal sealed class RoomNews
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    public void Changed()
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _version);
            var news = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            news.SetResult();
        }
    }

    /// <summary>Completes when the version is above the one given.</summary>
    public async Task<long> AfterAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_version > version)
                {
                    return _version;
                }

                news = _next.Task;
            }

            await news.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }
}
