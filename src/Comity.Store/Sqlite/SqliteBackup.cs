using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>Takes a store as it is at one moment into a single file, and puts such a file in the place of a node's store.</summary>
/// <remarks>
/// VACUUM INTO (https://www.sqlite.org/lang_vacuum.html) rather than a copy of pages: one reading transaction, which stops no writer, and what
/// was deleted is not carried along. Only the database is read: keys and guard lie in files of their own. Contract: docs/spec/store.md, "Backup".
/// </remarks>
public static class SqliteBackup
{
    // A node started on a closed store while it was read as immutable would show up as a log: then once more, this time beside it.
    private const int Attempts = 3;

    /// <summary>Copies a store, in use or not, without changing a byte of it.</summary>
    /// <param name="isGood">Judges the finished copy by its path, before it gets its name.</param>
    /// <param name="fill">Puts into the copy what goes with it, before it is judged; null for nothing.</param>
    /// <param name="faults">For tests.</param>
    /// <returns>False when the copy was not good: nothing is left of it.</returns>
    /// <exception cref="StoreOpenException">The source is no store that can be read, or the target cannot be written.</exception>
    /// <exception cref="IOException">The disk failed, or a file of the target's name exists.</exception>
    public static bool Make(string store, string to, Func<string, bool> isGood, Action<string>? fill = null, ICopyFaults? faults = null)
    {
        ArgumentNullException.ThrowIfNull(isGood);
        var (from, target) = (Path.GetFullPath(store), Path.GetFullPath(to));
        return File.Exists(from)
            ? Placed(from, target, fill, isGood, null, faults)
            : throw new StoreOpenException(StoreOpenFault.Missing, $"{from}: expected a statement store, found no file; nothing was created.", "check the path of the node's data folder");
    }

    /// <summary>Puts a backup in the place of a node's store. The folder is made where there is none; a store in it is never overwritten.</summary>
    /// <param name="store">The database's path in the node's folder; held locked meanwhile, so that no node starts on half of it.</param>
    /// <param name="isGood">Judges the finished copy by its path, before it gets its name.</param>
    /// <param name="unpack">Takes out of a good copy what is no part of a store, before it gets its name; null for nothing.</param>
    /// <param name="faults">For tests.</param>
    /// <returns>False when the copy was not good: nothing is left of it.</returns>
    /// <exception cref="StoreOpenException">The folder holds a store, a node uses it, or the backup is no store that can be read.</exception>
    public static bool Restore(string backup, string store, Func<string, bool> isGood, Action<string>? unpack = null, ICopyFaults? faults = null)
    {
        ArgumentNullException.ThrowIfNull(isGood);
        var (from, target) = (Path.GetFullPath(backup), Path.GetFullPath(store));
        var folder = Path.GetDirectoryName(target)!;
        var isNew = !Directory.Exists(folder);
        if (isNew)
        {
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var placed = false;
        try
        {
            using var alone = SqliteFolder.Lock(target);
            placed = File.Exists(target) || File.Exists(target + "-wal")
                ? throw new StoreOpenException(StoreOpenFault.InUse, $"{folder}: expected a folder without a node's record, found one; it was left as it is.",
                    "restore into a new folder; a record is never overwritten")
                : Placed(from, target, null, isGood, unpack, faults);
            return placed;
        }
        finally
        {
            if (isNew && !placed)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static bool Placed(string from, string target, Action<string>? fill, Func<string, bool> isGood, Action<string>? unpack, ICopyFaults? faults)
    {
        if (File.Exists(target))
        {
            throw new StoreOpenException(StoreOpenFault.InUse, $"{target}: expected no such file, found one; it was left as it is.", "give each backup a name of its own, with its date");
        }

        var unfinished = "";
        try
        {
            unfinished = DurableFile.Begin(target);
            faults?.At(CopyPoint.BeforeCopy);
            Copy(from, unfinished);
            fill?.Invoke(unfinished);
            faults?.At(CopyPoint.BeforeAudit);
            if (!isGood(unfinished))
            {
                return false;
            }

            unpack?.Invoke(unfinished);
            faults?.At(CopyPoint.BeforeName);
            DurableFile.Place(unfinished, target, overwrite: false);
            unfinished = "";
            faults?.At(CopyPoint.BeforeAcknowledgement);
            return true;
        }
        catch (SqliteException cause)
        {
            throw SqliteFailures.Opening(cause.SqliteErrorCode is 13 or 14 ? target : from, cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw SqliteFailures.Opening(target, cause);
        }
        finally
        {
            if (unfinished.Length > 0)
            {
                File.Delete(unfinished);
                File.Delete(unfinished + "-journal");
            }
        }
    }

    private static void Copy(string from, string to)
    {
        for (var attempt = 1; ; attempt++)
        {
            var wasClosed = !File.Exists(from + "-wal");
            using (var connection = SqliteFolder.OpenReading(from))
            {
                if (SqliteSchema.Mismatch(connection, from) is { } mismatch)
                {
                    throw mismatch;
                }

                using var vacuum = connection.CreateCommand();
                vacuum.CommandText = "VACUUM INTO $to";
                vacuum.Parameters.AddWithValue("$to", to);
                vacuum.CommandTimeout = 0;
                vacuum.ExecuteNonQuery();
            }

            if (!wasClosed || !File.Exists(from + "-wal") || attempt == Attempts)
            {
                return;
            }

            File.WriteAllBytes(to, []);
        }
    }
}
