using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>What SQLite and the shape of our tables say about a file. Whether statements are genuine is for the audit above.</summary>
internal static class SqliteIntegrity
{
    private const int AtMost = 100;

    /// <summary>Held while checking: the check of an index looks its rows up all over the file, and would read every page many times with less.</summary>
    private const int CacheKiB = 128 * 1024;

    /// <returns>Empty when sound; never throws for what is in the file.</returns>
    public static IReadOnlyList<string> Faults(string path, Func<SqliteConnection> open)
    {
        var faults = new List<string>();
        try
        {
            using var connection = open();
            SetCache(connection);
            if (SqliteSchema.Mismatch(connection, path) is { } mismatch)
            {
                faults.Add(mismatch.Message);
            }

            Collect(faults, connection, $"PRAGMA integrity_check({AtMost})", row => row.GetString(0) is var found && found == "ok" ? null : $"SQLite finds: {found}");
            Collect(faults, connection, "PRAGMA foreign_key_check", row => $"SQLite finds: row {row.GetValue(1)} of {row.GetValue(0)} refers to nothing in {row.GetValue(2)}");
            Collect(faults, connection, "SELECT channel, member, count(*), min(idx), max(idx) FROM statement GROUP BY channel, member ORDER BY channel, member", Journal);
        }
        catch (Exception unreadable) when (SqliteFailures.IsOfTheFile(unreadable))
        {
            faults.Add($"{path}: expected a readable statement store, found \"{unreadable.Message}\".");
        }

        return faults;
    }

    private static void SetCache(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA cache_size = -{CacheKiB}");
        command.ExecuteNonQuery();
    }

    // Each question on its own: damage that stops one may leave the others to be answered.
    private static void Collect(List<string> faults, SqliteConnection connection, string question, Func<SqliteDataReader, string?> fault)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = question;
            command.CommandTimeout = 0;
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                if (fault(rows) is { } found && faults.Count < AtMost)
                {
                    faults.Add(found);
                }
            }
        }
        catch (Exception stopped) when (SqliteFailures.IsOfTheFile(stopped))
        {
            faults.Add($"SQLite finds: {stopped.Message}");
        }
    }

    private static string? Journal(SqliteDataReader row)
    {
        var (channel, member, count, first, last) = (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        return !ChannelId.TryParse(channel, out _) || !MemberId.TryParse(member, out _)
            ? $"Journal {channel}/{member}: expected names of a channel and a member, found others."
            : first != 0 || last != count - 1
                ? $"Journal {channel}/{member}: expected indices 0 to {count - 1}, found {count} statements at {first} to {last}."
                : null;
    }
}
