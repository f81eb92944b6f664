using System.Collections.Concurrent;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Whoever has something to say waits here; all that wait are said together, in the order they came (group commit).</summary>
/// <remarks>The more callers wait while one group is signed or reaches the disk, the more the next one holds; no timer is involved.</remarks>
/// <param name="sign">Called in the writer's turn, with the group before it perhaps still on its way to the disk: returns what was signed. Whatever it throws fails the group.</param>
/// <param name="settle">Called when the group before has settled: returns when what was signed is durable and released. Whatever it throws fails the group.</param>
internal sealed class SayingQueue(RecordWriter writer, Func<IReadOnlyList<Saying>, Task<IReadOnlyList<Statement>>> sign, Func<IReadOnlyList<Statement>, Task> settle)
{
    private const int SayingsTogether = 256;
    private const int StatementsTogether = 1024;

    private readonly ConcurrentQueue<Saying> _waiting = new();
    private int _serving;    // 1 while somebody serves the queue; whoever sets it does

    public void Add(Saying saying)
    {
        _waiting.Enqueue(saying);
        if (Interlocked.Exchange(ref _serving, 1) == 0)
        {
            _ = ServeAsync();   // every outcome, failures too, goes to those who wait
        }
    }

    private async Task ServeAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                await writer.ChangeThenSettleAsync(SignGroupAsync).ConfigureAwait(false);
            }

            Volatile.Write(ref _serving, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _serving, 1) == 0);
    }

    private async Task<Func<Task>> SignGroupAsync()
    {
        var group = Take();
        try
        {
            var signed = await sign(group).ConfigureAwait(false);
            return () => SettleGroupAsync(group, signed);
        }
        catch (Exception failed)    // of any kind: whoever waits is told
        {
            group.ForEach(s => s.Fail(failed));
            return () => Task.CompletedTask;
        }
    }

    private async Task SettleGroupAsync(List<Saying> group, IReadOnlyList<Statement> signed)
    {
        try
        {
            await settle(signed).ConfigureAwait(false);
            group.ForEach(s => s.Complete());
        }
        catch (Exception failed)    // of any kind: whoever waits is told
        {
            group.ForEach(s => s.Fail(failed));
        }
    }

    private List<Saying> Take()
    {
        var group = new List<Saying>();
        var statements = 0;
        while (group.Count < SayingsTogether && statements < StatementsTogether && _waiting.TryDequeue(out var saying))
        {
            if (saying.TryBegin())
            {
                group.Add(saying);
                statements += saying.Drafts.Count;
            }
        }

        return group;
    }
}
