using Comity.Record;
using Comity.Store;
using Comity.Store.Sqlite;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Store.StoreScript;

namespace Comity.Tests.Store;

public sealed class SqliteAuditTests : IDisposable
{
    private const int Page = 8192;

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_audit_reads_a_closed_store_and_changes_nothing_in_its_folder()
    {
        await _folder.With(Says("arda", 0, 200));
        var before = _folder.Print();

        await using (var audit = SqliteStatementStore.OpenReadOnly(_folder.Path))
        {
            Assert.Empty(audit.IntegrityFaults());
            Assert.Equal(200, audit.ReadAll().Count());
            audit.RequireWhole();
            await Assert.ThrowsAsync<InvalidOperationException>(() => audit.Append(Said("arda", 200)));
            await Assert.ThrowsAsync<InvalidOperationException>(() => audit.SetSettingAsync("a", "b", CancellationToken.None));
            Assert.Equal(before, _folder.Print());
        }

        Assert.Equal(before, _folder.Print());
        Assert.DoesNotContain(before, f => f.Contains("-wal", StringComparison.Ordinal) || f.Contains("-shm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_audit_sees_what_a_running_node_has_acknowledged()
    {
        await using var node = SqliteStatementStore.Open(_folder.Path);
        await using var audit = SqliteStatementStore.OpenReadOnly(_folder.Path);
        await node.Append(Says("arda", 0, 2));
        Assert.Equal(2, audit.Size("arda"));

        await node.Append(Says("arda", 2, 2));

        Assert.Equal(4, audit.Size("arda"));
        Assert.Empty(audit.IntegrityFaults());
        Assert.IsType<AppendResult.Appended>(await node.Append(Says("arda", 4, 2)));
    }

    [Fact]
    public void A_store_that_is_not_there_is_an_error_and_not_created()
    {
        Assert.Equal(StoreOpenFault.Missing, Assert.Throws<StoreOpenException>(() => SqliteStatementStore.OpenReadOnly(_folder.Path)).Fault);
        Assert.Empty(_folder.Print());
    }

    [Fact]
    public async Task Damaged_pages_are_reported_and_not_thrown()
    {
        await _folder.With(Says("arda", 0, 2000));
        var bytes = File.ReadAllBytes(_folder.Path);
        for (var page = 4; page < bytes.Length / Page; page += 3)
        {
            bytes.AsSpan(page * Page, Page).Fill(0x5A);
        }

        File.WriteAllBytes(_folder.Path, bytes);

        Assert.NotEmpty(await _folder.Audit());
        await using var audit = SqliteStatementStore.OpenReadOnly(_folder.Path);
        Assert.Equal(StoreAdvice.Stop, Assert.Throws<StoreFailedException>(() => audit.ReadAll().Count()).Advice);
    }

    [Fact]
    public async Task Damage_that_a_reader_finds_stops_the_writer()
    {
        await _folder.With(Says("arda", 0, 2000));
        var bytes = File.ReadAllBytes(_folder.Path);
        bytes.AsSpan(bytes.Length / Page / 2 * Page, Page).Fill(0x5A);
        File.WriteAllBytes(_folder.Path, bytes);
        await using var store = SqliteStatementStore.Open(_folder.Path);
        await store.Append(Said("bera", 0));

        Assert.Throws<StoreFailedException>(() => store.ReadAll().Sum(s => (long)s.Compact.Length) + StatementsById(store));

        Assert.Equal(StoreAdvice.Stop, (await Assert.ThrowsAsync<StoreFailedException>(() => store.Append(Said("bera", 1)))).Advice);
        Assert.NotNull(store.Find(Said("bera", 0).Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(Page - 1)]
    [InlineData(3 * Page)]
    [InlineData(5 * Page + 17)]
    public async Task A_truncated_file_is_reported_and_not_thrown(int length)
    {
        await _folder.With(Says("arda", 0, 500));
        using (var file = File.OpenWrite(_folder.Path))
        {
            file.SetLength(length);
        }

        Assert.NotEmpty(await _folder.Audit());
        await using var audit = SqliteStatementStore.OpenReadOnly(_folder.Path);
        Assert.Throws<StoreFailedException>(() => audit.ReadAll().Count());
        Assert.Contains(_folder.RefusesToOpen().Fault, (StoreOpenFault[])[StoreOpenFault.Damaged, StoreOpenFault.NotAStore]);
    }

    [Fact]
    public async Task A_statement_cut_out_of_its_journal_is_reported()
    {
        await _folder.With([.. Says("arda", 0, 9), .. Says("bera", 0, 9)]);
        Sql("DELETE FROM statement WHERE member = 'arda' AND idx = 4");

        Assert.Equal(["Journal plenary/arda: expected indices 0 to 7, found 8 statements at 0 to 8."], await _folder.Audit());
    }

    [Fact]
    public async Task Names_that_nobody_could_have_written_are_reported()
    {
        await _folder.With(Said("arda", 0));
        Sql("UPDATE statement SET channel = 'Plenary'");

        Assert.Single(await _folder.Audit());
        await using var audit = SqliteStatementStore.OpenReadOnly(_folder.Path);
        Assert.Equal(StoreAdvice.Stop, Assert.Throws<StoreFailedException>(() => audit.ReadAll().Count()).Advice);
    }

    private static long StatementsById(SqliteStatementStore store) =>
        Says("arda", 0, 2000).Count(s => store.Find(s.Id) is not null);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
