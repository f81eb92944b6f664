using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>The one writer's turn, and the durable part of it: the store, then the guard.</summary>
/// <remarks>
/// What was signed in one turn may still be on its way to the disk while the next is signed; it settles in the order of the turns.
/// When store or guard fails the record stops: nothing more is said or admitted until the node is started again, for memory may be ahead of the disk.
/// </remarks>
internal sealed class RecordWriter(NodeOptions options, IStatementStore store, SigningGuard guard) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile string? _stopped;
    private Task _settling = Task.CompletedTask;    // whoever has the turn

    /// <summary>Why nothing more is written; null while all is well.</summary>
    public string? Stopped => _stopped;

    /// <summary>Does something while nobody else writes and all that was signed before has settled. Cancelled only before it begins.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await SettledAsync().ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes the memory while what was signed before may not have settled, then begins to settle it and gives the turn on.</summary>
    /// <param name="change">Returns what makes its change durable. Neither throws.</param>
    public async Task ChangeThenSettleAsync(Func<Task<Func<Task>>> change)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var settle = await change().ConfigureAwait(false);
            await SettledAsync().ConfigureAwait(false);
            _settling = settle();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Completes when everything signed before is durable and released, or failed. Within the turn.</summary>
    public Task SettledAsync() => _settling;

    /// <exception cref="NodeStoppedException">The record has stopped.</exception>
    public void EnsureRunning()
    {
        if (_stopped is { } reason)
        {
            throw new NodeStoppedException(reason);
        }
    }

    /// <summary>Stops the record for good.</summary>
    /// <returns>What to throw.</returns>
    public NodeStoppedException Stop(string reason)
    {
        _stopped = reason;
        return new NodeStoppedException(reason);
    }

    /// <summary>Stores statements that are in memory already, then advances the guard over this member's own. Within the turn.</summary>
    /// <param name="signed">Signed here and now; otherwise they came from a peer or a pouch.</param>
    /// <exception cref="NodeStoppedException">Store or guard failed: nothing of this may be released.</exception>
    public async Task StoreAsync(IReadOnlyList<Statement> statements, bool signed)
    {
        if (statements.Count == 0)
        {
            return;
        }

        Statement[] own = [.. statements.Where(s => s.Member == options.Member)];
        if (!signed)
        {
            WriteGuard(() => guard.Foresee(own));
        }

        var batch = statements.Select(s => new StoredStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)).ToList();
        // Not cancelled half way: what has been judged is either stored and shown or the node stops.
        var result = await DurablyAsync(() => store.AppendAsync(batch, CancellationToken.None)).ConfigureAwait(false);
        if (result is not AppendResult.Appended)
        {
            throw Stop($"the store holds other statements than this node's memory: {result}");
        }

        WriteGuard(() => guard.Advance(own, signed));
    }

    /// <summary>A write to the store, within the turn.</summary>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public async Task<T> DurablyAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (StoreFailedException failed)
        {
            throw Stop(failed.Message);
        }
    }

    /// <summary>Waits for whoever has the turn, then closes the store. Nothing is written afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        await SettledAsync().ConfigureAwait(false);
        _stopped ??= "the node is stopping";
        _turn.Release();
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private void WriteGuard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Stop($"{options.GuardPath}: expected to write the guard, found \"{failed.Message}\". What was just to be stored is not released; everything acknowledged before still holds");
        }
    }
}
