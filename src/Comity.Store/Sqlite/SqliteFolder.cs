using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>The store's files: <c>name</c>, SQLite's <c>name-wal</c> and <c>name-shm</c>, and <c>name.lock</c>, held while a node writes.</summary>
internal static class SqliteFolder
{
    private const int BusySeconds = 5;

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows: what .NET leaves in HResult.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Makes the caller the only writer until the stream is disposed or its process ends, however it ends.</summary>
    /// <remarks>A file of its own, because SQLite's locking_mode=EXCLUSIVE would keep audits and backups out too. It is never deleted: deleting would race.</remarks>
    public static FileStream Lock(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            throw new StoreOpenException(StoreOpenFault.Missing, $"{path}: expected the folder {folder}, found none; nothing was created.",
                "create the folder, or correct the path in the node's configuration");
        }

        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (HeldByAnother.Contains(held.HResult))
        {
            throw new StoreOpenException(StoreOpenFault.InUse, $"{path}: expected to be the only writer, found {path}.lock held; nothing was changed.",
                "stop the node that uses this data folder, or give this one a folder of its own", held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreOpenException(StoreOpenFault.NoAccess, $"{path}: expected a folder that can be written, found \"{refused.Message}\"; nothing was changed.",
                "let the node's own user write the data folder", refused);
        }
    }

    /// <summary>The writer, on a store created first where there is none. Requires the lock.</summary>
    public static SqliteWriter OpenWriting(string path, Func<SqliteConnection, SqliteWriter> start)
    {
        SqliteConnection? connection = null;
        try
        {
            if (!File.Exists(path))
            {
                Create(path);
            }

            using (var probe = OpenReading(path))
            {
                if (SqliteSchema.Mismatch(probe, path) is { } mismatch)
                {
                    throw mismatch;
                }
            }

            connection = Connect(path, SqliteOpenMode.ReadWrite);
            Configure(connection, path);
            SqliteSchema.Complete(connection);
            return start(connection);
        }
        catch (SqliteException cause)
        {
            connection?.Dispose();
            throw SqliteFailures.Opening(path, cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw SqliteFailures.Opening(path, cause);
        }
        catch (StoreOpenException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A connection that writes nothing, not even SQLite's own helper files where that can be had: a file without log is
    /// read as immutable, and beside an index left by a killed node the index is rebuilt in memory.
    /// </summary>
    /// <remarks>Only a log whose index is gone makes SQLite write one; without right to write that is an error.</remarks>
    public static SqliteConnection OpenReading(string path)
    {
        var how = !File.Exists(path + "-wal") ? "?immutable=1" : File.Exists(path + "-shm") ? "?readonly_shm=1" : "";
        return Connect(Address(path) + how, SqliteOpenMode.ReadOnly);
    }

    /// <summary>A connection beside the writer of this process.</summary>
    public static SqliteConnection OpenBeside(string path) => Connect(path, SqliteOpenMode.ReadOnly);

    // System.Uri takes "%41" in a folder's name for an escaped A.
    private static string Address(string path) =>
        "file:///" + string.Join('/', path.TrimStart('/').Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    // Complete under another name first: a file of the right name without our tables is then always damage, never a start cut short.
    private static void Create(string path)
    {
        if (File.Exists(path + "-wal"))
        {
            throw new StoreOpenException(StoreOpenFault.Damaged, $"{path}: expected the database of {path}-wal, found none; nothing was changed.",
                "restore both files from a backup; a log without its database cannot be read");
        }

        var unfinished = path + ".new";
        File.Delete(unfinished);
        File.Delete(unfinished + "-journal");
        using (var connection = Connect(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            SqliteSchema.CreateIn(connection);
        }

        File.Move(unfinished, path);
    }

    private static void Configure(SqliteConnection connection, string path)
    {
        connection.Run("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000;");
        var journal = connection.Ask<string>("PRAGMA journal_mode = WAL");
        connection.Run("PRAGMA synchronous = FULL");
        if (journal != "wal" || connection.Ask<long>("PRAGMA synchronous") != 2)
        {
            throw new StoreOpenException(StoreOpenFault.NoAccess, $"{path}: expected a write-ahead log with full synchronisation, found journal mode \"{journal}\".",
                "keep the data folder on a local disk, not on a network share");
        }

        // Two ends in one. What a killed node or a failed sync left in the log may sit in the system's memory only, and a
        // repeat of it would be acknowledged from there: this brings it to the disk. And it shows now whether we can write.
        connection.Run("BEGIN IMMEDIATE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    // Pooling is off: SQLite's settings would outlive their connection in the library's pool.
    private static SqliteConnection Connect(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            connection.Run("PRAGMA busy_timeout = 1000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
