using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>What one caller means to say in a channel: all of it, in its order, or nothing.</summary>
/// <remarks>Its caller may withdraw it while it waits; once begun it is said or it failed, whatever the caller does.</remarks>
internal sealed class Saying(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
{
    private const int Waiting = 0, Begun = 1, Withdrawn = 2;

    // Callers go on elsewhere than on the thread that says the next ones.
    private readonly TaskCompletionSource<IReadOnlyList<Statement>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    public ChannelId Channel { get; } = channel;

    public IReadOnlyList<StatementDraft> Drafts { get; } = drafts;

    /// <summary>Signed and in the record in memory; durable and released only when <see cref="Done"/> says so.</summary>
    public List<Statement> Signed { get; } = [];

    /// <summary>Why the record's own rules refused it; null while they have not. Others of the same group are not touched by it.</summary>
    public ArgumentException? Refusal { get; private set; }

    /// <summary>The statements, durable and released.</summary>
    public Task<IReadOnlyList<Statement>> Done => _done.Task;

    /// <returns>False when its caller has withdrawn it.</returns>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    public void Withdraw(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting)
        {
            _done.SetCanceled(cancellation);
        }
    }

    public void Refuse(ArgumentException refusal) => Refusal = refusal;

    /// <summary>Requires that all it signed is durable and released.</summary>
    public void Complete()
    {
        if (Refusal is { } refusal)
        {
            _done.TrySetException(refusal);
        }
        else
        {
            _done.TrySetResult(Signed);
        }
    }

    /// <param name="reason">Kept back where the saying had been refused already.</param>
    public void Fail(Exception reason)
    {
        // One exception per caller: a shared one would collect all their stack traces.
        var own = reason is NodeStoppedException stopped ? new NodeStoppedException(stopped.Message, stopped.Code) : reason;
        _done.TrySetException(Refusal ?? own);
    }
}
