using Comity.Store;
using Comity.Store.Sqlite;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Store.StoreScript;

namespace Comity.Tests.Store;

public sealed class SqliteStatementStoreTests : StatementStoreContract
{
    private readonly StoreFolder _folder = new();

    protected override Task<IStatementStore> OpenAsync(IWriteFaults? faults = null) =>
        Task.FromResult<IStatementStore>(SqliteStatementStore.Open(_folder.Path, faults));

    protected override IReadOnlyList<string> Audit()
    {
        var store = SqliteStatementStore.OpenReadOnly(_folder.Path);
        return store.IntegrityFaults();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(13, StoreAdvice.ReopenAndRepeat)]   // full
    [InlineData(5, StoreAdvice.ReopenAndRepeat)]    // busy
    [InlineData(7, StoreAdvice.ReopenAndRepeat)]    // out of memory
    [InlineData(10, StoreAdvice.Stop)]              // disk error
    [InlineData(8, StoreAdvice.Stop)]               // read-only
    [InlineData(11, StoreAdvice.Stop)]              // malformed
    public async Task A_failed_write_says_whether_to_repeat_or_to_stop(int code, StoreAdvice advice)
    {
        await using var store = SqliteStatementStore.Open(
            Path.Combine(_folder.Folder, "other.db"), new FailingAt(WritePoint.BeforeCommit, new SqliteException("injected", code)));

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Append(Said("arda", 0)));

        Assert.Equal(advice, failed.Advice);
        Assert.Contains("expected to write, found \"injected\"; everything acknowledged before still holds", failed.Message, StringComparison.Ordinal);
    }
}
