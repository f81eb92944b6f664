using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>The tables, their version, and how to tell our file from another. Explained in docs/spec/store.md.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    /// <summary>"Comi" in ASCII, in the file header's application id.</summary>
    public const int ApplicationId = 0x436F6D69;

    // Pages of 8 KiB: statements lie in the key's own tree, where 4 KiB pages would push each of them into overflow pages.
    private const string Create = """
        PRAGMA page_size = 8192;
        BEGIN IMMEDIATE;
        CREATE TABLE statement (
            channel TEXT    NOT NULL,
            member  TEXT    NOT NULL,
            idx     INTEGER NOT NULL CHECK (idx >= 0),
            id      BLOB    NOT NULL CHECK (length(id) = 32),
            compact TEXT    NOT NULL,
            PRIMARY KEY (channel, member, idx)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX statement_by_id ON statement (id);
        CREATE TABLE setting (
            name  TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = 1131375977;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    // Beside the statements, and made where it is missing: a program that does not know these tables reads and writes the rest as before.
    private const string Forks = """
        CREATE TABLE IF NOT EXISTS evidence (
            channel TEXT    NOT NULL,
            member  TEXT    NOT NULL,
            idx     INTEGER NOT NULL CHECK (idx >= 0),
            id      BLOB    NOT NULL CHECK (length(id) = 32),
            text    TEXT    NOT NULL,
            kept    INTEGER NOT NULL,
            PRIMARY KEY (channel, member, idx, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS branch (
            channel TEXT    NOT NULL,
            member  TEXT    NOT NULL,
            idx     INTEGER NOT NULL CHECK (idx >= 0),
            id      BLOB    NOT NULL CHECK (length(id) = 32),
            compact TEXT    NOT NULL,
            PRIMARY KEY (channel, member, idx, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sighting (
            channel TEXT    NOT NULL,
            member  TEXT    NOT NULL,
            idx     INTEGER NOT NULL CHECK (idx >= 0),
            id      BLOB    NOT NULL CHECK (length(id) = 32),
            compact TEXT    NOT NULL,
            PRIMARY KEY (channel, member)
        ) STRICT, WITHOUT ROWID;
        """;

    public static void CreateIn(SqliteConnection connection) => connection.Run(Create);

    /// <summary>Adds what files of this version may lack.</summary>
    public static void Complete(SqliteConnection connection) => connection.Run(Forks);

    /// <summary>A file written before there were tables for forks, opened for an audit, has none.</summary>
    public static bool HasForks(SqliteConnection connection) => connection.Ask<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('evidence', 'branch')") == 2;

    /// <summary>Nor has it one for disputed sightings.</summary>
    public static bool HasSightings(SqliteConnection connection) => connection.Ask<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'sighting'") == 1;

    /// <returns>What does not fit, or null when this is a store of the version we write.</returns>
    public static StoreOpenException? Mismatch(SqliteConnection connection, string path)
    {
        var application = connection.Ask<long>("PRAGMA application_id");
        var version = connection.Ask<long>("PRAGMA user_version");
        return (application, version) switch
        {
            (ApplicationId, Version) => null,
            (ApplicationId, > Version) => new(StoreOpenFault.TooNew,
                $"{path}: expected a statement store of version {Version} or less, found version {version}; it was left as it is.",
                "use the Comity release that wrote it, or a later one"),
            (ApplicationId, _) => new(StoreOpenFault.Damaged,
                $"{path}: expected a statement store of version 1 to {Version}, found version {version}; it was left as it is.",
                "audit the file with `comity verify`, restore it from a backup if it is damaged"),
            _ => new(StoreOpenFault.NotAStore,
                $"{path}: expected a statement store, found a database of another kind (application id {application}); it was left as it is.",
                "check the path; an emptied store looks like this too, and is restored from a backup"),
        };
    }
}
