namespace Comity.Store.Sqlite;

/// <summary>One caller's write, waiting for the writer. Done whole within one commit.</summary>
internal abstract class SqliteWork(CancellationToken cancellation)
{
    /// <summary>Statements it adds at most; bounds what one commit takes.</summary>
    public abstract int Weight { get; }

    /// <summary>A caller that gave up before its turn: its write is left out.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    public abstract void Perform(SqliteAppending target);

    /// <summary>Requires that the commit is durable.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception reason);

    public sealed class Append(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation) : SqliteWork(cancellation)
    {
        private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private AppendResult? _result;

        public Task<AppendResult> Done => _done.Task;

        public override int Weight => batch.Count;

        public override void Perform(SqliteAppending target) => _result = target.Append(batch);

        public override void Acknowledge() => _done.SetResult(_result!);

        public override void Fail(Exception reason) => _done.SetException(reason);
    }

    public sealed class OfFork(Func<SqliteForks, bool> write, CancellationToken cancellation) : SqliteWork(cancellation)
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _written;

        public Task<bool> Done => _done.Task;

        public override int Weight => 1;

        public override void Perform(SqliteAppending target) => _written = write(target.Forks);

        public override void Acknowledge() => _done.SetResult(_written);

        public override void Fail(Exception reason) => _done.SetException(reason);
    }

    public sealed class Set(string name, string value, CancellationToken cancellation) : SqliteWork(cancellation)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public override int Weight => 1;

        public override void Perform(SqliteAppending target) => target.Set(name, value);

        public override void Acknowledge() => _done.SetResult();

        public override void Fail(Exception reason) => _done.SetException(reason);
    }
}
