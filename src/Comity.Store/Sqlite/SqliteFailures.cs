using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>From SQLite's result codes (https://www.sqlite.org/rescode.html) to what a caller or administrator can do.</summary>
internal static class SqliteFailures
{
    private const int Permission = 3, Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    // SQLite's log and its index begin with some 32 KiB each.
    private const long LeastRoom = 128 * 1024;

    public static StoreFailedException Writing(string path, Exception cause)
    {
        var advice = AdviceFor(cause);
        var next = advice == StoreAdvice.ReopenAndRepeat
            ? "Remove the cause, reopen, repeat what failed."
            : "Write nothing more and audit it with `comity verify`.";
        return new(advice, $"{path}: expected to write, found \"{cause.Message}\"; everything acknowledged before still holds. {next}", cause);
    }

    public static StoreFailedException Reading(string path, Exception cause)
    {
        var advice = AdviceFor(cause);
        return new(advice, $"{path}: expected to read, found \"{cause.Message}\"; nothing was changed by reading.", cause);
    }

    public static StoreOpenException Opening(string path, UnauthorizedAccessException cause) => new(StoreOpenFault.NoAccess,
        $"{path}: expected a folder that can be written, found \"{cause.Message}\"; nothing was changed.",
        "let the node's own user write the data folder", cause);

    public static StoreOpenException Opening(string path, SqliteException cause) => cause.SqliteErrorCode switch
    {
        Full => NoRoom(path, cause),
        ReadOnly or CannotOpen or Io when HasNoRoom(path) => NoRoom(path, cause),
        Permission or ReadOnly or CannotOpen => new(StoreOpenFault.NoAccess,
            $"{path}: expected a file that can be opened, found \"{cause.Message}\"; nothing was changed.",
            "let the node's own user read and write the data folder and the files in it", cause),
        Busy or Locked => new(StoreOpenFault.InUse,
            $"{path}: expected to be the only writer, found it locked by another process; nothing was changed.",
            "stop the other process, or give this node a data folder of its own", cause),
        NotADatabase => new(StoreOpenFault.NotAStore,
            $"{path}: expected a statement store, found a file that is no database; it was left as it is.",
            "check the path; if this was the store, restore it from a backup", cause),
        _ => new(StoreOpenFault.Damaged,
            $"{path}: expected a sound statement store, found \"{cause.Message}\"; it was left as it is.",
            "audit it with `comity verify`, check the disk, restore it from a backup", cause),
    };

    /// <summary>Said by SQLite, or by a row of a kind that we never write; anything else is our own mistake.</summary>
    public static bool IsOfTheFile(Exception cause) =>
        cause is SqliteException or InvalidDataException or InvalidCastException or (InvalidOperationException and not ObjectDisposedException);

    /// <summary>The file itself is wrong, so that nothing more may be built on it.</summary>
    public static bool IsLostIntegrity(Exception cause) =>
        IsOfTheFile(cause) && cause is not SqliteException { SqliteErrorCode: not (Corrupt or NotADatabase) };

    private static StoreOpenException NoRoom(string path, SqliteException cause) => new(StoreOpenFault.NoSpace,
        $"{path}: expected room on the disk, found none; everything acknowledged before still holds.",
        "free some space on the disk of the data folder", cause);

    // On a full disk SQLite cannot make its helper files and calls the database read-only (seen), which would send people to look at rights.
    private static bool HasNoRoom(string path) => new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastRoom;

    // A write that failed for want of something leaves the file as it was. Anything else may not have: the disk lied, or we did.
    private static StoreAdvice AdviceFor(Exception cause) => cause is SqliteException { SqliteErrorCode: Full or Busy or Locked or NoMemory }
        ? StoreAdvice.ReopenAndRepeat
        : StoreAdvice.Stop;
}
