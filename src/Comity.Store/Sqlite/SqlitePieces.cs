using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>The pieces in a backup: a table of their own in its one file, which no node's store has. docs/spec/store.md, "Backup".</summary>
public static class SqlitePieces
{
    private const string Create = """
        CREATE TABLE piece (
            channel TEXT NOT NULL,
            name    TEXT NOT NULL,
            key     BLOB NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (channel, name)
        ) STRICT;
        """;

    /// <summary>Puts pieces into a copy that has no name yet; the caller makes it durable.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Write(string copy, IEnumerable<BackupPiece> pieces) => Change(copy, connection =>
    {
        Run(connection, Create);
        foreach (var piece in pieces)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO piece (channel, name, key, content) VALUES ($channel, $name, $key, $content)";
            insert.Parameters.AddWithValue("$channel", piece.Channel);
            insert.Parameters.AddWithValue("$name", piece.Name);
            insert.Parameters.AddWithValue("$key", piece.Key);
            insert.Parameters.AddWithValue("$content", piece.Content);
            insert.ExecuteNonQuery();
        }
    });

    /// <summary>Takes the table out of a copy that has no name yet, and its bytes out of the file.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Remove(string copy) => Change(copy, connection => Run(connection, "DROP TABLE IF EXISTS piece; VACUUM;"));

    /// <summary>Channel and name of every piece, by both; null where the file is no backup that carries pieces, or cannot be read.</summary>
    public static IReadOnlyList<(string Channel, string Name)>? Names(string backup)
    {
        try
        {
            return NamesIn(backup);
        }
        catch (SqliteException)
        {
            // Whoever reads the statements finds out what is wrong with it.
            return null;
        }
    }

    private static List<(string Channel, string Name)>? NamesIn(string backup)
    {
        using var connection = SqliteFolder.OpenReading(backup);
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'piece'";
        if (query.ExecuteScalar() is not 1L)
        {
            return null;
        }

        query.CommandText = "SELECT channel, name FROM piece ORDER BY channel, name";
        using var rows = query.ExecuteReader();
        var names = new List<(string, string)>();
        while (rows.Read())
        {
            names.Add((rows.GetString(0), rows.GetString(1)));
        }

        return names;
    }

    /// <summary>All pieces, streaming, by channel and name; none where the file carries none.</summary>
    /// <exception cref="StoreOpenException">The file is damaged.</exception>
    public static IEnumerable<BackupPiece> Read(string backup)
    {
        if (Names(backup) is null)
        {
            yield break;
        }

        using var connection = SqliteFolder.OpenReading(backup);
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT channel, name, key, content FROM piece ORDER BY channel, name";
        using var rows = query.ExecuteReader();
        while (Next(rows, backup))
        {
            yield return new(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3));
        }
    }

    private static bool Next(SqliteDataReader rows, string backup)
    {
        try
        {
            return rows.Read();
        }
        catch (SqliteException damaged)
        {
            throw SqliteFailures.Opening(backup, damaged);
        }
    }

    // No journal beside it: a copy without a name that is not finished is no copy.
    private static void Change(string copy, Action<SqliteConnection> change)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            connection.Open();
            Run(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
            change(connection);
        }
        catch (SqliteException failed)
        {
            throw SqliteFailures.Opening(copy, failed);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
