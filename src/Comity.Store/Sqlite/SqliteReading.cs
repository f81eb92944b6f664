using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>One connection with its queries, each compiled at first use. Used by one thread at a time.</summary>
internal sealed class SqliteReading(SqliteConnection connection) : IDisposable
{
    private SqliteCommand? _journal, _find, _all, _places, _next, _size, _setting;

    public List<StoredStatement> Journal(ChannelId channel, MemberId member, long from, int limit)
    {
        _journal ??= connection.Prepared(
            "SELECT channel, member, idx, id, compact FROM statement WHERE channel = $c AND member = $m AND idx >= $f ORDER BY idx LIMIT $l",
            ("$c", SqliteType.Text), ("$m", SqliteType.Text), ("$f", SqliteType.Integer), ("$l", SqliteType.Integer));
        using var rows = _journal.With(channel.ToString(), member.ToString(), from, limit).ExecuteReader();
        var found = new List<StoredStatement>();
        while (rows.Read())
        {
            found.Add(Row(rows));
        }

        return found;
    }

    public StoredStatement? Find(StatementId id)
    {
        _find ??= connection.Prepared("SELECT channel, member, idx, id, compact FROM statement WHERE id = $i", ("$i", SqliteType.Blob));
        using var rows = _find.With(id.Hash.ToArray()).ExecuteReader();
        return rows.Read() ? Row(rows) : null;
    }

    public SqliteDataReader All()
    {
        _all ??= connection.Prepared("SELECT channel, member, idx, id, compact FROM statement ORDER BY channel, member, idx");
        return _all.ExecuteReader();
    }

    // The index over ids holds the key as well, so that no statement's text is read.
    public SqliteDataReader Places()
    {
        _places ??= connection.Prepared("SELECT channel, member, idx, id FROM statement INDEXED BY statement_by_id");
        return _places.ExecuteReader();
    }

    // Steps from journal to journal along the key; a GROUP BY would read every statement.
    public List<JournalSize> Journals()
    {
        _next ??= connection.Prepared(
            "SELECT channel, member FROM statement WHERE (channel, member) > ($c, $m) ORDER BY channel, member LIMIT 1",
            ("$c", SqliteType.Text), ("$m", SqliteType.Text));
        var found = new List<JournalSize>();
        connection.Run("BEGIN");
        try
        {
            for (var (channel, member) = Next("", ""); channel.Length > 0; (channel, member) = Next(channel, member))
            {
                found.Add(new JournalSize(ChannelOf(channel), MemberOf(member), Size(channel, member)));
            }
        }
        finally
        {
            connection.Run("COMMIT");
        }

        return found;
    }

    /// <returns>The index of the journal's next statement; 0 when nothing of it is held.</returns>
    public long Size(string channel, string member)
    {
        _size ??= connection.Prepared("SELECT coalesce(max(idx) + 1, 0) FROM statement WHERE channel = $c AND member = $m",
            ("$c", SqliteType.Text), ("$m", SqliteType.Text));
        return (long)_size.With(channel, member).ExecuteScalar()!;
    }

    public List<StoredEvidence> Evidence() => !SqliteSchema.HasForks(connection) ? [] : All(
        "SELECT channel, member, idx, id, text, kept FROM evidence ORDER BY channel, member, idx, id",
        rows => new StoredEvidence(
            ChannelOf(rows.GetString(0)), MemberOf(rows.GetString(1)), rows.GetInt64(2), new Hash256(rows.GetFieldValue<byte[]>(3)), rows.GetString(4),
            DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(5))));

    public List<StoredStatement> LeftBehind() => !SqliteSchema.HasForks(connection) ? [] : All(
        "SELECT channel, member, idx, id, compact FROM branch ORDER BY channel, member, idx, id", Row);

    public List<StoredStatement> Sightings() => !SqliteSchema.HasSightings(connection) ? [] : All(
        "SELECT channel, member, idx, id, compact FROM sighting ORDER BY channel, member", Row);

    private List<T> All<T>(string question, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }

    public string? Setting(string name)
    {
        _setting ??= connection.Prepared("SELECT value FROM setting WHERE name = $n", ("$n", SqliteType.Text));
        return (string?)_setting.With(name).ExecuteScalar();
    }

    /// <exception cref="InvalidDataException">The row holds what this program never writes.</exception>
    public static StoredStatement Row(SqliteDataReader rows)
    {
        var id = rows.GetFieldValue<byte[]>(3);
        return id.Length == Hash256.Size
            ? new(ChannelOf(rows.GetString(0)), MemberOf(rows.GetString(1)), rows.GetInt64(2), new StatementId(new Hash256(id)), rows.GetString(4))
            : throw new InvalidDataException($"expected a statement id of {Hash256.Size} bytes, found {id.Length}");
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand?>)[_journal, _find, _all, _places, _next, _size, _setting])
        {
            command?.Dispose();
        }

        connection.Dispose();
    }

    private (string Channel, string Member) Next(string channel, string member)
    {
        using var rows = _next!.With(channel, member).ExecuteReader();
        return rows.Read() ? (rows.GetString(0), rows.GetString(1)) : ("", "");
    }

    internal static ChannelId ChannelOf(string text) =>
        ChannelId.TryParse(text, out var channel) ? channel : throw new InvalidDataException($"expected a channel's name, found \"{text}\"");

    internal static MemberId MemberOf(string text) =>
        MemberId.TryParse(text, out var member) ? member : throw new InvalidDataException($"expected a member's short name, found \"{text}\"");
}
