using Comity.Record;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Runtime;

/// <summary>Writes the index file now and then while much is coming in, so that a start after a crash has little to read.</summary>
public sealed class IndexKeeper : BackgroundService
{
    /// <summary>Statements after which the file is written again.</summary>
    public const int Between = 50_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ReleasedRecord _released;
    private readonly IndexFile _file;
    private readonly TimeProvider _time;
    private long _written;

    internal IndexKeeper(ReleasedRecord released, IndexFile file, long written, TimeProvider time)
    {
        _released = released;
        _file = file;
        _time = time;
        _written = written;
    }

    /// <summary>Writes what has been released since the file was last written; does nothing when that is little.</summary>
    internal void Keep(long atLeast)
    {
        var released = _released.Released;
        if (Math.Abs(released - _written) >= atLeast)
        {
            _file.Write(_released);
            _written = released;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                Keep(Between);
            }
        }
    }
}
