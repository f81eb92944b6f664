using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>The one writer: a thread that takes what waits, commits it together, then tells the callers (group commit).</summary>
/// <remarks>The more callers wait while one commit reaches the disk, the more the next one carries; no timer is involved.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    private const int BatchesWaiting = 1024;
    private const int BatchesPerCommit = 256;
    private const int StatementsPerCommit = 4096;

    private readonly Channel<SqliteWork> _queue = Channel.CreateBounded<SqliteWork>(new BoundedChannelOptions(BatchesWaiting) { SingleReader = true });
    private readonly string _path;
    private readonly IWriteFaults? _faults;
    private readonly SqliteAppending _target;
    private readonly SqliteCommand _begin, _commit, _rollback;
    private readonly Task _running;

    private volatile StoreFailedException? _failure;   // set once, before the queue closes; then nothing is written any more

    public SqliteWriter(SqliteConnection connection, string path, IWriteFaults? faults)
    {
        _path = path;
        _faults = faults;
        _target = new SqliteAppending(connection, faults);
        _begin = connection.Prepared("BEGIN IMMEDIATE");
        _commit = connection.Prepared("COMMIT");
        _rollback = connection.Prepared("ROLLBACK");
        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async Task<AppendResult> AppendAsync(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation)
    {
        var work = new SqliteWork.Append(batch, cancellation);
        await EnqueueAsync(work, cancellation).ConfigureAwait(false);
        return await work.Done.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async Task SetAsync(string name, string value, CancellationToken cancellation)
    {
        var work = new SqliteWork.Set(name, value, cancellation);
        await EnqueueAsync(work, cancellation).ConfigureAwait(false);
        await work.Done.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A write about forks, of which there are few: evidence, or another branch.</summary>
    public async Task<bool> DoAsync(Func<SqliteForks, bool> write, CancellationToken cancellation)
    {
        var work = new SqliteWork.OfFork(write, cancellation);
        await EnqueueAsync(work, cancellation).ConfigureAwait(false);
        return await work.Done.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes nothing more, for this reason. The first reason stays.</summary>
    public void Refuse(StoreFailedException reason)
    {
        Interlocked.CompareExchange(ref _failure, reason, null);
        _queue.Writer.TryComplete();
    }

    /// <summary>Writes what waits, then ends. No work is taken after the call.</summary>
    public Task FinishAsync()
    {
        _queue.Writer.TryComplete();
        return _running;
    }

    /// <summary>Requires that <see cref="FinishAsync"/> has completed.</summary>
    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _target.Dispose();
    }

    private async Task EnqueueAsync(SqliteWork work, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw Refusal() ?? (Exception)new ObjectDisposedException(nameof(SqliteStatementStore));
        }
    }

    private void Run()
    {
        var taken = new List<SqliteWork>(BatchesPerCommit);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Take(taken);
            Write(taken);
            taken.Clear();
        }
    }

    private void Take(List<SqliteWork> taken)
    {
        var statements = 0;
        while (taken.Count < BatchesPerCommit && statements < StatementsPerCommit && _queue.Reader.TryRead(out var work))
        {
            if (!work.IsCancelled)   // nobody waits for it any more
            {
                taken.Add(work);
                statements += work.Weight;
            }
        }
    }

    private void Write(List<SqliteWork> taken)
    {
        if (_failure is null && taken.Count > 0)
        {
            Commit(taken);
        }

        foreach (var work in taken)
        {
            if (Refusal() is { } refusal)
            {
                work.Fail(refusal);
            }
            else
            {
                work.Acknowledge();
            }
        }
    }

    private void Commit(List<SqliteWork> taken)
    {
        try
        {
            _faults?.At(WritePoint.BeforeTransaction);
            _begin.ExecuteNonQuery();
            foreach (var work in taken)
            {
                work.Perform(_target);
            }

            _faults?.At(WritePoint.BeforeCommit);
            _commit.ExecuteNonQuery();
            _faults?.At(WritePoint.BeforeAcknowledgement);
        }
        catch (Exception cause)   // of any kind: after it nobody knows what the transaction holds, so nobody writes on
        {
            Abandon();
            Refuse(SqliteFailures.Writing(_path, cause));
        }
    }

    private void Abandon()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // SQLite rolled back by itself, or the commit had gone through: both leave nothing to roll back.
        }
    }

    // One exception per caller: a shared one would collect all their stack traces.
    private StoreFailedException? Refusal() => _failure is { } first ? new StoreFailedException(first.Advice, first.Message, first.InnerException) : null;
}
