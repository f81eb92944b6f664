using Comity.Store;
using Comity.Store.Sqlite;
using static Comity.Tests.Store.StoreScript;

namespace Comity.Tests.Store;

/// <summary>What only a second process shows: kill -9 at each point of a commit, and the lock between processes.</summary>
public sealed class SqliteProcessTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WritePoint.BeforeTransaction, 20)]
    [InlineData(WritePoint.BeforeStatement, 50)]   // within a batch: three statements each, 50 = 16 · 3 + 2
    [InlineData(WritePoint.BeforeCommit, 20)]
    [InlineData(WritePoint.BeforeAcknowledgement, 20)]
    public async Task A_killed_writer_loses_nothing_acknowledged_and_leaves_nothing_half(WritePoint point, int arrival)
    {
        using var worker = StoreWorker.Start("write", _folder.Path, point.ToString(), arrival.ToString());
        var acknowledged = (await worker.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).SelectMany(said => StoreWorker.Batch(int.Parse(said[0]), int.Parse(said[1]))).ToList();
        await worker.WaitForExitAsync();
        Assert.Equal(128 + 9, worker.ExitCode);
        Assert.NotEmpty(acknowledged);

        var before = _folder.Print();
        await using (var audit = SqliteStatementStore.OpenReadOnly(_folder.Path))
        {
            Assert.Empty(audit.IntegrityFaults());
            RequireAll(audit, acknowledged);
        }

        Assert.Equal(before, _folder.Print());   // the log and index of a killed node are read and left
        await using var store = SqliteStatementStore.Open(_folder.Path);
        RequireAll(store, acknowledged);
        for (var caller = 0; caller < StoreWorker.Callers; caller++)
        {
            var rounds = (int)store.Size($"m{caller}") / StoreWorker.BatchSize;
            Assert.IsType<AppendResult.Appended>(await store.Append(StoreWorker.Batch(caller, Math.Max(0, rounds - 1))));
            Assert.IsType<AppendResult.Appended>(await store.Append(StoreWorker.Batch(caller, rounds)));
        }

        store.RequireWhole();
    }

    [Fact]
    public async Task A_second_process_is_refused_writing_and_allowed_to_audit()
    {
        using var node = StoreWorker.Start("hold", _folder.Path);
        Assert.Equal("ready", await node.StandardOutput.ReadLineAsync());

        var refused = _folder.RefusesToOpen();
        await using (var audit = SqliteStatementStore.OpenReadOnly(_folder.Path))
        {
            Assert.Equal([Said("arda", 0)], audit.ReadAll());
            Assert.Empty(audit.IntegrityFaults());
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        Assert.Equal(StoreOpenFault.InUse, refused.Fault);
        Assert.NotEmpty(refused.Hint);
        await using var next = SqliteStatementStore.Open(_folder.Path);
        Assert.IsType<AppendResult.Appended>(await next.Append(Said("arda", 1)));
    }

    private static void RequireAll(SqliteStatementStore store, List<StoredStatement> acknowledged)
    {
        store.RequireWhole();
        Assert.All(acknowledged, s => Assert.Equal(s, store.Find(s.Id)));
        Assert.All(store.Journals(), j => Assert.Equal(0, j.Size % StoreWorker.BatchSize));
    }
}
