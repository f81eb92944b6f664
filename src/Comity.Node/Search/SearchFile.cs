using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Node.Search;

/// <summary>The index on disk: a database of its own that holds tokens and places, no statement, and may be deleted at any time.</summary>
/// <remarks>One writer; readers open connections of their own (WAL). A row's number is its day and its turn, so that the latest come first without sorting.</remarks>
internal sealed class SearchFile : IDisposable
{
    public const int MostListed = 1000;
    private const int Edition = 1;
    private const int TurnBits = 28;

    private readonly string _text;
    private readonly SqliteConnection _writer;
    private long _turn;

    private SearchFile(string path, SqliteConnection writer)
    {
        _text = Text(path, SqliteOpenMode.ReadWrite);
        _writer = writer;
        _turn = Ask(writer, "SELECT count(*) FROM document");
    }

    /// <summary>Opens what is there, and begins anew where nothing is, where it is of another edition, and where it is damaged.</summary>
    public static SearchFile Open(string path)
    {
        try
        {
            return OpenSound(path);
        }
        catch (SqliteException damaged) when (IsDamage(damaged))
        {
            Delete(path);
            return OpenSound(path);
        }
    }

    public static void Delete(string path)
    {
        using (var pooled = new SqliteConnection(Text(path, SqliteOpenMode.ReadWrite)))
        {
            SqliteConnection.ClearPool(pooled);
        }

        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            File.Delete(file);
        }
    }

    /// <summary>What SQLite says of a file that is no database, or no longer a whole one: corrupt, not a database, a page that cannot be read, a table that is not there.</summary>
    public static bool IsDamage(SqliteException failed) => failed.SqliteErrorCode is 11 or 26 or 10 or 1;

    public IReadOnlyList<IndexedJournal> Journals()
    {
        using var command = Command(_writer, "SELECT channel, member, size, last FROM journal");
        using var reader = command.ExecuteReader();
        var journals = new List<IndexedJournal>();
        while (reader.Read())
        {
            journals.Add(new(ChannelId.Parse(reader.GetString(0)), MemberId.Parse(reader.GetString(1)), reader.GetInt64(2), StatementId.Parse(reader.GetString(3))));
        }

        return journals;
    }

    /// <summary>Adds what was read of a journal and how far that is: both or neither.</summary>
    public void Add(IndexedJournal read, IEnumerable<SearchDocument> documents)
    {
        using var transaction = _writer.BeginTransaction();
        using var words = Command(_writer, "INSERT INTO words (rowid, title, text, facet) VALUES ($row, $title, $text, $facet)");
        using var document = Command(_writer, "INSERT INTO document (row, id) VALUES ($row, $id)");
        foreach (var added in documents)
        {
            var row = ((long)added.Day.DayNumber << TurnBits) | _turn++;
            Fill(words, ("$row", row), ("$title", added.Title), ("$text", added.Text), ("$facet", added.Facets)).ExecuteNonQuery();
            Fill(document, ("$row", row), ("$id", added.Statement.Id.ToString())).ExecuteNonQuery();
        }

        using var size = Command(_writer, "INSERT INTO journal (channel, member, size, last) VALUES ($channel, $member, $size, $last) ON CONFLICT DO UPDATE SET size = excluded.size, last = excluded.last");
        Fill(size, ("$channel", read.Channel.ToString()), ("$member", read.Member.ToString()), ("$size", read.Size), ("$last", read.Last.ToString())).ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Rows that match, the latest first. No more than <see cref="MostListed"/> and one are read.</summary>
    /// <remarks>In a record nothing is more to the point than where and when; BM25 would read every match of every facet to weigh them.</remarks>
    public IReadOnlyList<long> Match(string expression, DateOnly? from, DateOnly? until)
    {
        using var reader = OpenReader();
        using var command = Command(reader, $"SELECT rowid FROM words WHERE words MATCH $words AND rowid BETWEEN $from AND $until ORDER BY rowid DESC LIMIT {MostListed + 1}");
        Fill(command, ("$words", expression), ("$from", (long)(from ?? DateOnly.MinValue).DayNumber << TurnBits), ("$until", ((long)(until ?? DateOnly.MaxValue).DayNumber + 1 << TurnBits) - 1));
        using var found = command.ExecuteReader();
        var rows = new List<long>();
        while (found.Read())
        {
            rows.Add(found.GetInt64(0));
        }

        return rows;
    }

    public IReadOnlyList<SearchHit> Hits(IEnumerable<long> rows)
    {
        using var reader = OpenReader();
        using var command = Command(reader, "SELECT id FROM document WHERE row = $row");
        return [.. rows.Select(row => new SearchHit(StatementId.Parse((string)Fill(command, ("$row", row)).ExecuteScalar()!), DateOnly.FromDayNumber((int)(row >> TurnBits))))];
    }

    /// <summary>Looks at the whole file. Reads all of it.</summary>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public void Check() => Run(_writer, "INSERT INTO words (words) VALUES ('integrity-check')");

    public void Dispose()
    {
        SqliteConnection.ClearPool(_writer);
        _writer.Dispose();
    }

    private static SearchFile OpenSound(string path)
    {
        var writer = new SqliteConnection(Text(path, SqliteOpenMode.ReadWriteCreate));
        try
        {
            writer.Open();
            // It may lose its last entries when the power goes, and never be torn: they are read again.
            Run(writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            if (Ask(writer, "PRAGMA user_version") is var edition and not Edition)
            {
                if (edition != 0)
                {
                    throw new SqliteException("another edition", 26);
                }

                Run(writer, Schema);
            }

            return new SearchFile(path, writer);
        }
        catch
        {
            SqliteConnection.ClearPool(writer);
            writer.Dispose();
            throw;
        }
    }

    private const string Schema = """
        BEGIN;
        CREATE VIRTUAL TABLE words USING fts5 (title, text, facet, content = '', tokenize = "ascii tokenchars '.:+/-'", prefix = '1 3');
        CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
        CREATE TABLE journal (channel TEXT NOT NULL, member TEXT NOT NULL, size INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (channel, member)) STRICT;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(_text);
        reader.Open();
        return reader;
    }

    private static string Text(string path, SqliteOpenMode mode) => new SqliteConnectionStringBuilder { DataSource = path, Mode = mode }.ToString();

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static SqliteCommand Fill(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
