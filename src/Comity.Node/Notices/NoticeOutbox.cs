using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Node.Notices;

/// <summary>What was told to whom by which way, and the messages that wait: at most one for each officer and way, so that neither a dead server nor a year away makes a flood.</summary>
/// <remarks>Durable when a call returns; a message is told and queued in one transaction, so it is sent at least once, under an id of its own that stays. Safe for any number of threads.</remarks>
public sealed class NoticeOutbox : IDisposable
{
    /// <summary>Its name in a node's folder.</summary>
    public const string FileName = "notices.db";

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    public NoticeOutbox(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS told (officer TEXT NOT NULL, way TEXT NOT NULL, notice TEXT NOT NULL, PRIMARY KEY (officer, way, notice)) STRICT;
            CREATE TABLE IF NOT EXISTS waiting (officer TEXT NOT NULL, way TEXT NOT NULL, id TEXT NOT NULL, notices TEXT NOT NULL, due INTEGER NOT NULL, failures INTEGER NOT NULL, PRIMARY KEY (officer, way)) STRICT;
            """);
    }

    /// <summary>Which of the notices the officer was not told of this way.</summary>
    public IReadOnlyList<Notice> Untold(string officer, string way, IReadOnlyList<Notice> notices)
    {
        lock (_lock)
        {
            using var command = Command("SELECT notice FROM told WHERE officer = $officer AND way = $way", ("$officer", officer), ("$way", way));
            using var reader = command.ExecuteReader();
            var told = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read())
            {
                told.Add(reader.GetString(0));
            }

            return [.. notices.Where(n => !told.Contains(n.Id))];
        }
    }

    public bool Waits(string officer, string way) => Waiting().Any(w => w.Officer == officer && w.Way == way);

    /// <summary>Queues one message about the notices and counts them as told; nothing where one of the officer's waits already.</summary>
    /// <param name="current">All there is to tell now: what was told of once and is no more is forgotten.</param>
    public void Offer(string officer, string way, IReadOnlyList<Notice> notices, IReadOnlyList<Notice> current, DateTimeOffset due)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            using (var queue = Command(
                "INSERT INTO waiting (officer, way, id, notices, due, failures) VALUES ($officer, $way, $id, $notices, $due, 0) ON CONFLICT DO NOTHING",
                ("$officer", officer), ("$way", way), ("$id", Guid.NewGuid().ToString("N")), ("$notices", string.Join(' ', notices.Select(n => n.Id))), ("$due", due.ToUnixTimeMilliseconds())))
            {
                if (queue.ExecuteNonQuery() == 0)
                {
                    return;
                }
            }

            Forget(officer, way, current);
            foreach (var notice in notices)
            {
                using var tell = Command("INSERT INTO told (officer, way, notice) VALUES ($officer, $way, $notice) ON CONFLICT DO NOTHING", ("$officer", officer), ("$way", way), ("$notice", notice.Id));
                tell.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    public IReadOnlyList<WaitingMessage> Waiting()
    {
        lock (_lock)
        {
            using var command = Command("SELECT officer, way, id, notices, due, failures FROM waiting ORDER BY due");
            using var reader = command.ExecuteReader();
            var found = new List<WaitingMessage>();
            while (reader.Read())
            {
                found.Add(new(
                    reader.GetString(0), reader.GetString(1), reader.GetString(2), [.. reader.GetString(3).Split(' ')], DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetInt32(5)));
            }

            return found;
        }
    }

    /// <summary>It was sent, or nobody wants it any more.</summary>
    public void Done(string id) => Run("DELETE FROM waiting WHERE id = $id", ("$id", id));

    public void Failed(string id, DateTimeOffset again) => Run("UPDATE waiting SET failures = failures + 1, due = $due WHERE id = $id", ("$id", id), ("$due", again.ToUnixTimeMilliseconds()));

    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }
    }

    private void Forget(string officer, string way, IReadOnlyList<Notice> current)
    {
        var kept = current.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var gone = new List<string>();
        using (var command = Command("SELECT notice FROM told WHERE officer = $officer AND way = $way", ("$officer", officer), ("$way", way)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                gone.Add(reader.GetString(0));
            }
        }

        foreach (var notice in gone.Where(n => !kept.Contains(n)))
        {
            using var command = Command("DELETE FROM told WHERE officer = $officer AND way = $way AND notice = $notice", ("$officer", officer), ("$way", way), ("$notice", notice));
            command.ExecuteNonQuery();
        }
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        lock (_lock)
        {
            using var command = Command(sql, values);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}

/// <param name="Way"><c>mail</c> or <c>webhook</c>.</param>
/// <param name="Notices">Ids; what is no longer so when it is sent is left out.</param>
public sealed record WaitingMessage(string Officer, string Way, string Id, ValueList<string> Notices, DateTimeOffset Due, int Failures);
