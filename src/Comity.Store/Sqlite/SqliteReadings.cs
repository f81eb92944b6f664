using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>Readers kept for the next caller, so that a read costs neither opening a file nor compiling a query.</summary>
internal sealed class SqliteReadings(Func<SqliteConnection> open) : IDisposable
{
    private const int Kept = 16;

    private readonly ConcurrentBag<SqliteReading> _idle = [];
    private volatile bool _closed;

    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public SqliteReading Take()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStatementStore));
        return _idle.TryTake(out var reading) ? reading : new SqliteReading(open());
    }

    /// <summary>Only after a read that went well; a reader that failed is disposed instead.</summary>
    public void Return(SqliteReading reading)
    {
        if (_closed || _idle.Count >= Kept)
        {
            reading.Dispose();
            return;
        }

        _idle.Add(reading);
        if (_closed)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reading))
        {
            reading.Dispose();
        }
    }
}
