using Comity.Store;
using Comity.Store.Sqlite;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Store.StoreScript;

namespace Comity.Tests.Store;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_folder_is_named_and_not_created()
    {
        var missing = Path.Combine(_folder.Folder, "none", "statements.db");

        var refused = Assert.Throws<StoreOpenException>(() => SqliteStatementStore.Open(missing));

        Assert.Equal(StoreOpenFault.Missing, refused.Fault);
        Assert.Contains(Path.GetDirectoryName(missing)!, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Hint);
        Assert.False(Directory.Exists(Path.GetDirectoryName(missing)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_clear_error()
    {
        var unwritable = Environment.IsPrivilegedProcess ? "/sys/kernel" : _folder.Folder;   // root may write any folder but the kernel's
        using var restored = Environment.IsPrivilegedProcess ? null : new Unwritable(unwritable);

        var refused = Assert.Throws<StoreOpenException>(() => SqliteStatementStore.Open(Path.Combine(unwritable, "statements.db")));

        Assert.Equal(StoreOpenFault.NoAccess, refused.Fault);
        Assert.Contains("expected a folder that can be written", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_has_closed()
    {
        await using (SqliteStatementStore.Open(_folder.Path))
        {
            Assert.Equal(StoreOpenFault.InUse, _folder.RefusesToOpen().Fault);
        }

        await using var second = SqliteStatementStore.Open(_folder.Path);
        Assert.IsType<AppendResult.Appended>(await second.Append(Said("arda", 0)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left()
    {
        File.WriteAllText(_folder.Path, string.Concat(Enumerable.Repeat("Minutes of the fourth round. ", 100)));
        var before = _folder.Print();

        Assert.Equal(StoreOpenFault.NotAStore, _folder.RefusesToOpen().Fault);
        Assert.Equal(StoreOpenFault.NotAStore, _folder.RefusesToOpen().Fault);   // a refusal lets go of the lock

        Assert.Equal(before, _folder.Print().Where(f => !f.Contains(".lock", StringComparison.Ordinal)));
        Assert.NotEmpty(await _folder.Audit());
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left()
    {
        Sql("CREATE TABLE recipe (name TEXT)");
        Assert.Equal(StoreOpenFault.NotAStore, _folder.RefusesToOpen().Fault);
        Assert.Contains(await _folder.Audit(), f => f.Contains("another kind", StringComparison.Ordinal));
    }

    [Fact]
    public void An_emptied_file_is_refused_rather_than_begun_anew()
    {
        File.WriteAllBytes(_folder.Path, []);
        Assert.Equal(StoreOpenFault.NotAStore, _folder.RefusesToOpen().Fault);
    }

    [Fact]
    public void A_log_without_its_database_is_refused()
    {
        File.WriteAllBytes(_folder.Path + "-wal", [1, 2, 3]);
        Assert.Equal(StoreOpenFault.Damaged, _folder.RefusesToOpen().Fault);
    }

    [Fact]
    public async Task A_creation_cut_short_is_begun_again()
    {
        File.WriteAllText(_folder.Path + ".new", "half of it");
        await _folder.With(Said("arda", 0));
        Assert.False(File.Exists(_folder.Path + ".new"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left()
    {
        await _folder.With(Said("arda", 0));
        Sql("PRAGMA user_version = 2");
        var before = _folder.Print();

        var refused = _folder.RefusesToOpen();

        Assert.Equal(StoreOpenFault.TooNew, refused.Fault);
        Assert.Contains("version 1 or less, found version 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before.Where(f => !f.Contains(".lock", StringComparison.Ordinal)), _folder.Print().Where(f => !f.Contains(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_store_whose_tables_are_gone_is_damaged()
    {
        await _folder.With(Said("arda", 0));
        Sql("DROP TABLE statement");
        Assert.Equal(StoreOpenFault.Damaged, _folder.RefusesToOpen().Fault);
        Assert.NotEmpty(await _folder.Audit());
    }

    [Fact]
    public async Task A_folder_with_marks_of_an_address_in_its_name_is_fine()
    {
        var odd = Directory.CreateDirectory(Path.Combine(_folder.Folder, "a b#c?d%41;e=f'g")).FullName;
        await using (var store = SqliteStatementStore.Open(Path.Combine(odd, "statements.db")))
        {
            await store.Append(Said("arda", 0));
        }

        await using var audit = SqliteStatementStore.OpenReadOnly(Path.Combine(odd, "statements.db"));
        Assert.Empty(audit.IntegrityFaults());
        Assert.Single(audit.ReadAll());
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Unwritable : IDisposable
    {
        private readonly string _path;

        public Unwritable(string path)
        {
            _path = path;
            Set(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public void Dispose() => Set(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        private void Set(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_path, mode);
            }
        }
    }
}
