using System.Globalization;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Node.Channels;

/// <summary>Which of this member's officers opened an item whose reads are registered: kept on this node and nowhere else, for it names officers.</summary>
/// <remarks>Ids, days and offices only, no word of the items. Durable when a call returns. Safe for any number of threads.</remarks>
public sealed class ReadBook : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string? _temporary;
    private readonly SqliteConnection _connection;

    public ReadBook(ReadOptions options)
    {
        var path = options.Path ?? (_temporary = Path.Combine(Path.GetTempPath(), $"comity-reads-{Path.GetRandomFileName()}.db"));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using var command = Command(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS read (item TEXT NOT NULL, officer TEXT NOT NULL, office TEXT NOT NULL, how TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL) STRICT; "
            + "CREATE INDEX IF NOT EXISTS read_item ON read (item, officer, day)");
        command.ExecuteNonQuery();
    }

    public void Add(KeptRead read)
    {
        lock (_lock)
        {
            using var command = Command(
                "INSERT INTO read (item, officer, office, how, day, at) VALUES ($item, $officer, $office, $how, $day, $at)",
                ("$item", read.Item.ToString()), ("$officer", read.Officer), ("$office", read.Office), ("$how", read.How.Wire()), ("$day", Iso(read.On)), ("$at", read.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Whether an officer is on the register for an item on a day, in whatever way it was opened.</summary>
    public bool Knows(StatementId item, string officer, DateOnly on)
    {
        lock (_lock)
        {
            using var command = Command("SELECT 1 FROM read WHERE item = $item AND officer = $officer AND day = $day LIMIT 1", ("$item", item.ToString()), ("$officer", officer), ("$day", Iso(on)));
            return command.ExecuteScalar() is not null;
        }
    }

    /// <returns>Latest first, at most 500.</returns>
    public IReadOnlyList<KeptRead> Of(StatementId item)
    {
        lock (_lock)
        {
            using var command = Command("SELECT officer, office, how, day, at FROM read WHERE item = $item ORDER BY at DESC LIMIT 500", ("$item", item.ToString()));
            using var reader = command.ExecuteReader();
            var found = new List<KeptRead>();
            while (reader.Read())
            {
                found.Add(new(
                    item, reader.GetString(0), reader.GetString(1), Enum.GetValues<ReadHow>().First(h => h.Wire() == reader.GetString(2)),
                    DateOnly.ParseExact(reader.GetString(3), "yyyy-MM-dd", CultureInfo.InvariantCulture), DateTimeOffset.Parse(reader.GetString(4), CultureInfo.InvariantCulture)));
            }

            return found;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private SqliteCommand Command(string text, params (string Name, string Value)[] values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // texts of this class alone; values are parameters
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}

/// <param name="Path">Where the register lies, beside the record; null keeps it in a temporary file.</param>
public sealed record ReadOptions(string? Path)
{
    /// <summary>The register's name in a node's folder.</summary>
    public const string FileName = "reads.db";
}

/// <param name="Officer">The opaque id.</param>
/// <param name="At">By the room's clock.</param>
public sealed record KeptRead(StatementId Item, string Officer, string Office, ReadHow How, DateOnly On, DateTimeOffset At);
