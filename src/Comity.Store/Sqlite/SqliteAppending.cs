using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>What the writer does inside its transaction: compare places, then insert. Owned by the writer's thread.</summary>
internal sealed class SqliteAppending : IDisposable
{
    private const int Constraint = 19;   // an id is held already: the index over ids is unique

    private readonly SqliteReading _reading;
    private readonly IWriteFaults? _faults;
    private readonly SqliteCommand _held, _insert, _set, _mark, _back, _keep;
    private readonly SqliteForks _forks;

    // Sizes of journals within and after this writer's transactions: nobody else writes, and after a failure it writes nothing more.
    private readonly Dictionary<(ChannelId, MemberId), long> _sizes = [];

    public SqliteAppending(SqliteConnection connection, IWriteFaults? faults)
    {
        _reading = new SqliteReading(connection);
        _faults = faults;
        _held = connection.Prepared("SELECT id FROM statement WHERE channel = $c AND member = $m AND idx = $x",
            ("$c", SqliteType.Text), ("$m", SqliteType.Text), ("$x", SqliteType.Integer));
        _insert = connection.Prepared("INSERT INTO statement (channel, member, idx, id, compact) VALUES ($c, $m, $x, $i, $t)",
            ("$c", SqliteType.Text), ("$m", SqliteType.Text), ("$x", SqliteType.Integer), ("$i", SqliteType.Blob), ("$t", SqliteType.Text));
        _set = connection.Prepared("INSERT INTO setting (name, value) VALUES ($n, $v) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("$n", SqliteType.Text), ("$v", SqliteType.Text));
        _forks = new SqliteForks(connection, faults);
        _mark = connection.Prepared("SAVEPOINT batch");
        _back = connection.Prepared("ROLLBACK TO batch");
        _keep = connection.Prepared("RELEASE batch");
    }

    /// <summary>What is done about forks may change the size of a journal.</summary>
    public SqliteForks Forks
    {
        get
        {
            _sizes.Clear();
            return _forks;
        }
    }

    public AppendResult Append(IReadOnlyList<StoredStatement> batch)
    {
        if (batch.Count == 1)   // nothing of it is written before it is refused
        {
            return Add(batch[0]) ?? new AppendResult.Appended();
        }

        _mark.ExecuteNonQuery();
        foreach (var offered in batch)
        {
            if (Add(offered) is { } refusal)
            {
                _back.ExecuteNonQuery();
                _keep.ExecuteNonQuery();
                _sizes.Clear();
                return refusal is AppendResult.Conflict conflict ? conflict with { Size = Size(offered) } : refusal;
            }
        }

        _keep.ExecuteNonQuery();
        return new AppendResult.Appended();
    }

    public void Set(string name, string value)
    {
        _faults?.At(WritePoint.BeforeStatement);
        _set.With(name, value).ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_held, _insert, _set, _mark, _back, _keep])
        {
            command.Dispose();
        }

        _reading.Dispose();
    }

    private AppendResult? Add(StoredStatement offered)
    {
        var size = Size(offered);
        if (offered.Index != size)
        {
            var held = offered.Index < size ? Held(offered) : (StatementId?)null;
            return held == offered.Id ? null : new AppendResult.Conflict(offered, held, size);
        }

        _faults?.At(WritePoint.BeforeStatement);
        try
        {
            _insert.With(offered.Channel.ToString(), offered.Member.ToString(), offered.Index, offered.Id.Hash.ToArray(), offered.Compact).ExecuteNonQuery();
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == Constraint && _reading.Find(offered.Id) is { } elsewhere)
        {
            return new AppendResult.Misplaced(offered, elsewhere);
        }

        _sizes[(offered.Channel, offered.Member)] = size + 1;
        return null;
    }

    private long Size(StoredStatement offered) => _sizes.TryGetValue((offered.Channel, offered.Member), out var size)
        ? size
        : _sizes[(offered.Channel, offered.Member)] = _reading.Size(offered.Channel.ToString(), offered.Member.ToString());

    private StatementId Held(StoredStatement offered) =>
        _held.With(offered.Channel.ToString(), offered.Member.ToString(), offered.Index).ExecuteScalar() is byte[] { Length: Hash256.Size } id
            ? new StatementId(new Hash256(id))
            : throw new InvalidDataException($"expected a statement at {offered.Channel}/{offered.Member}/{offered.Index}, found none below the journal's end");
}
