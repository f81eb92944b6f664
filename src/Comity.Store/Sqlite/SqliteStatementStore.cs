using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>The store of a node on one machine: one SQLite file in WAL mode, synchronous=FULL, one writer, any number of readers.</summary>
public sealed class SqliteStatementStore : IStatementStore
{
    private readonly string _path;
    private readonly Func<SqliteConnection> _open;
    private readonly SqliteReadings _readings;
    private readonly SqliteWriter? _writer;      // null for an audit
    private readonly FileStream? _lock;          // held as long as the writer lives

    private SqliteStatementStore(string path, Func<SqliteConnection> open, SqliteWriter? writer, FileStream? @lock)
    {
        _path = path;
        _open = open;
        _readings = new SqliteReadings(open);
        _writer = writer;
        _lock = @lock;
    }

    /// <summary>Opens for reading and writing; creates the file, but not its folder, where there is none.</summary>
    /// <param name="path">The database file. Keep it on a local disk: network shares lock and synchronise unreliably.</param>
    /// <param name="faults">For tests.</param>
    /// <exception cref="StoreOpenException">With the kind of fault and a hint for the administrator.</exception>
    public static SqliteStatementStore Open(string path, IWriteFaults? faults = null)
    {
        var full = Path.GetFullPath(path);
        var held = SqliteFolder.Lock(full);
        try
        {
            var writer = SqliteFolder.OpenWriting(full, connection => new SqliteWriter(connection, full, faults));
            return new SqliteStatementStore(full, () => SqliteFolder.OpenBeside(full), writer, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens for an audit, which changes no byte of the store and stops no node. The file may be damaged or no store at all:
    /// <see cref="IntegrityFaults"/> says so, other reads throw <see cref="StoreFailedException"/>, writes <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <remarks>
    /// A node may run meanwhile. One that is started meanwhile on a store cleanly closed is not noticed: audit again then.
    /// SQLite writes one file only, an index, where a log lies without one (a copy of two files out of three).
    /// </remarks>
    /// <exception cref="StoreOpenException">There is no such file.</exception>
    public static SqliteStatementStore OpenReadOnly(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full)
            ? new SqliteStatementStore(full, () => SqliteFolder.OpenReading(full), writer: null, @lock: null)
            : throw new StoreOpenException(StoreOpenFault.Missing, $"{full}: expected a statement store, found no file; nothing was created.",
                "check the path of the node's data folder");
    }

    public Task<AppendResult> AppendAsync(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation)
    {
        StoredStatement[] copy = [.. batch];
        foreach (var offered in copy)
        {
            RequireStorable(offered);
        }

        return Writer.AppendAsync(copy, cancellation);
    }

    public Task SetSettingAsync(string name, string value, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return Writer.SetAsync(name, value, cancellation);
    }

    public Task<bool> KeepEvidenceAsync(StoredEvidence evidence, CancellationToken cancellation) =>
        Writer.DoAsync(forks => forks.Keep(evidence), cancellation);

    public Task TakeBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation)
    {
        StoredStatement[] copy = [.. branch];
        for (var i = 0; i < copy.Length; i++)
        {
            RequireStorable(copy[i]);
            if (copy[i].Channel != copy[0].Channel || copy[i].Member != copy[0].Member || copy[i].Index != copy[0].Index + i)
            {
                throw new ArgumentException($"expected one journal's statements in order, found {copy[i]} after {copy[0]}", nameof(branch));
            }
        }

        ArgumentOutOfRangeException.ThrowIfZero(copy.Length, nameof(branch));
        return Writer.DoAsync(forks => forks.Take(copy), cancellation);
    }

    public Task KeepBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation)
    {
        StoredStatement[] copy = [.. branch];
        Array.ForEach(copy, RequireStorable);
        return Writer.DoAsync(forks => forks.KeepBranch(copy), cancellation);
    }

    public Task KeepSightingAsync(StoredStatement disputed, CancellationToken cancellation)
    {
        RequireStorable(disputed);
        return Writer.DoAsync(forks => forks.KeepSighting(disputed), cancellation);
    }

    public Task DropSightingAsync(ChannelId channel, MemberId author, CancellationToken cancellation) =>
        Writer.DoAsync(forks => forks.DropSighting(channel, author), cancellation);

    public IReadOnlyList<StoredStatement> Sightings() => Read(reading => reading.Sightings());

    public IReadOnlyList<StoredEvidence> Evidence() => Read(reading => reading.Evidence());

    public IReadOnlyList<StoredStatement> LeftBehind() => Read(reading => reading.LeftBehind());

    public IReadOnlyList<StoredStatement> ReadJournal(ChannelId channel, MemberId member, long from, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Read(reading => reading.Journal(channel, member, from, limit));
    }

    public StoredStatement? Find(StatementId id) => Read(reading => reading.Find(id));

    public IReadOnlyList<JournalSize> Journals() => Read(reading => reading.Journals());

    public string? GetSetting(string name) => Read(reading => reading.Setting(name));

    public IEnumerable<StoredStatement> ReadAll() => Enumerate(static reading => reading.All(), SqliteReading.Row);

    public IEnumerable<StoredPlace> Places()
    {
        var places = new SqlitePlaces();
        return Enumerate(static reading => reading.Places(), rows => places.Row(rows));
    }

    private IEnumerable<T> Enumerate<T>(Func<SqliteReading, SqliteDataReader> ask, Func<SqliteDataReader, T> row)
    {
        var reading = Guarded(_readings.Take, static take => take());
        var whole = false;
        try
        {
            using var rows = Guarded(reading, ask);
            while (Guarded(rows, r => r.Read() ? (Found: true, Row: row(r)) : default) is { Found: true } next)
            {
                yield return next.Row;
            }

            whole = true;
        }
        finally
        {
            GiveBack(reading, whole);
        }
    }

    /// <summary>Every fault that SQLite and the shape of the journals show, in plain English; empty when sound. Reads the whole file.</summary>
    /// <returns>At most about a hundred. Damage is reported here, never thrown.</returns>
    public IReadOnlyList<string> IntegrityFaults() => SqliteIntegrity.Faults(_path, _open);

    /// <summary>Writes what waits, then closes and lets go of the folder. Enumerations still open keep their snapshot and only that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.FinishAsync().ConfigureAwait(false);
        }

        _readings.Dispose();
        _writer?.Dispose();   // last of the connections, so that SQLite folds its log into the file and removes it
        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private SqliteWriter Writer => _writer ?? throw new InvalidOperationException("opened for an audit: it does not write");

    private static void RequireStorable(StoredStatement offered)
    {
        if (offered.Channel == default || offered.Member == default || offered.Index < 0 || offered.Compact.Length == 0
            || offered.Compact.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"expected channel, member, index 0 or more and printable ASCII, found {offered} with {offered.Compact.Length} characters", nameof(offered));
        }
    }

    private T Read<T>(Func<SqliteReading, T> read)
    {
        var reading = Guarded(_readings.Take, static take => take());
        var whole = false;
        try
        {
            var found = Guarded(reading, read);
            whole = true;
            return found;
        }
        finally
        {
            GiveBack(reading, whole);
        }
    }

    private void GiveBack(SqliteReading reading, bool whole)
    {
        if (whole)
        {
            _readings.Return(reading);
        }
        else
        {
            reading.Dispose();
        }
    }

    private TResult Guarded<TState, TResult>(TState state, Func<TState, TResult> read)
    {
        try
        {
            return read(state);
        }
        catch (Exception cause) when (SqliteFailures.IsOfTheFile(cause))
        {
            var failure = SqliteFailures.Reading(_path, cause);
            if (SqliteFailures.IsLostIntegrity(cause))
            {
                _writer?.Refuse(failure);   // lost integrity stops the journal, whoever finds it
            }

            throw failure;
        }
    }
}
