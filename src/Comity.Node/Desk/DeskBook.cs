using System.Security.Cryptography;
using System.Text;
using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Node.Desk;

/// <summary>What this node keeps for each officer and nobody else sees: how far they have read, the key of their feeds, what they want to be told of.</summary>
/// <remarks>Not part of the record and holds none of its words. Durable when a call returns. Safe for any number of threads.</remarks>
public sealed class DeskBook : IDisposable
{
    private const string FeedKeyName = "feed-key";
    private readonly Lock _lock = new();
    private readonly string? _temporary;
    private readonly SqliteConnection _connection;

    public DeskBook(DeskOptions options)
    {
        var path = options.Path ?? (_temporary = Path.Combine(Path.GetTempPath(), $"comity-desks-{Path.GetRandomFileName()}.db"));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS desk (officer TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (officer, name)) STRICT");
    }

    /// <returns>Null when it was never set, or taken away.</returns>
    public string? Get(string officer, string name)
    {
        lock (_lock)
        {
            using var command = Command("SELECT value FROM desk WHERE officer = $officer AND name = $name", ("$officer", officer), ("$name", name));
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>Everything on one desk, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> All(string officer)
    {
        lock (_lock)
        {
            using var command = Command("SELECT name, value FROM desk WHERE officer = $officer ORDER BY name", ("$officer", officer));
            using var reader = command.ExecuteReader();
            var found = new List<(string, string)>();
            while (reader.Read())
            {
                found.Add((reader.GetString(0), reader.GetString(1)));
            }

            return found;
        }
    }

    /// <summary>Every desk on which a value of this name lies, with it.</summary>
    public IReadOnlyList<(string Officer, string Value)> With(string name)
    {
        lock (_lock)
        {
            using var command = Command("SELECT officer, value FROM desk WHERE name = $name ORDER BY officer", ("$name", name));
            using var reader = command.ExecuteReader();
            var found = new List<(string, string)>();
            while (reader.Read())
            {
                found.Add((reader.GetString(0), reader.GetString(1)));
            }

            return found;
        }
    }

    /// <summary>Sets or, with null, takes away several values at once: all or none.</summary>
    public void Set(string officer, params IEnumerable<(string Name, string? Value)> values)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (name, value) in values)
            {
                using var command = value is null
                    ? Command("DELETE FROM desk WHERE officer = $officer AND name = $name", ("$officer", officer), ("$name", name))
                    : Command("INSERT INTO desk (officer, name, value) VALUES ($officer, $name, $value) ON CONFLICT DO UPDATE SET value = excluded.value", ("$officer", officer), ("$name", name), ("$value", value));
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    /// <summary>The key by which a program that cannot sign in reads this officer's calendar; made when first asked for.</summary>
    public string FeedKey(string officer)
    {
        lock (_lock)
        {
            if (Get(officer, FeedKeyName) is { } key)
            {
                return key;
            }

            NewFeedKey(officer);
            return Get(officer, FeedKeyName)!;
        }
    }

    /// <summary>Makes another key; the one before opens nothing any more.</summary>
    public void NewFeedKey(string officer) => Set(officer, (FeedKeyName, Base64UrlText.Encode(RandomNumberGenerator.GetBytes(24))));

    /// <summary>Whose feed key this is; null when it is nobody's.</summary>
    public string? OfficerOf(string? key)
    {
        lock (_lock)
        {
            using var command = Command("SELECT officer, value FROM desk WHERE name = $name", ("$name", FeedKeyName));
            using var reader = command.ExecuteReader();
            string? found = null;
            while (reader.Read())
            {
                if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(reader.GetString(1)), Encoding.UTF8.GetBytes(key ?? "")))
                {
                    found = reader.GetString(0);
                }
            }

            return found;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
            foreach (var file in _temporary is null ? [] : new[] { _temporary, _temporary + "-wal", _temporary + "-shm" })
            {
                File.Delete(file);
            }
        }
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, string Value)> values)
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
