using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Puts the branch of a forked journal that goes on in the place of the one held here.</summary>
internal sealed class BranchTaker(IStatementStore store, HeldRecord held, RecordWriter writer, BranchBook branches, ReleasedRecord released, RoomNews news)
{
    /// <inheritdoc cref="NodeRecord.TakeBranchAsync"/>
    public Task<bool> TakeAsync(ChannelId channel, MemberId member, long index, IReadOnlyList<string> compacts, CancellationToken cancellation) =>
        Read(compacts) is { } branch && MayDecide(branch, index)
            ? writer.InTurnAsync(() => TakeAsync(channel, member, index, branch), cancellation)
            : Task.FromResult(false);

    /// <inheritdoc cref="NodeRecord.KeepBranchAsync"/>
    public Task<bool> KeepAsync(ChannelId channel, MemberId member, TreeHead head, IReadOnlyList<string> compacts, CancellationToken cancellation) =>
        Read(compacts) is { } branch
            ? writer.InTurnAsync(() => KeepAsync(channel, member, head, branch), cancellation)
            : Task.FromResult(false);

    // Before any signature is looked at: most branches offered are not decided yet.
    private static bool MayDecide(List<(Statement Statement, Jws Jws)> branch, long index) =>
        branch.Exists(b => ForkDeclaration.In(b.Statement)?.Index == index || Founding.CarriesRoster(b.Statement.Kind));

    private static List<(Statement Statement, Jws Jws)>? Read(IReadOnlyList<string> compacts)
    {
        var branch = new List<(Statement Statement, Jws Jws)>(compacts.Count);
        foreach (var compact in compacts)
        {
            if (!StatementGate.TryRead(compact, out var statement, out var jws, out _))
            {
                return null;
            }

            branch.Add((statement, jws));
        }

        return branch;
    }

    private async Task<bool> TakeAsync(ChannelId channel, MemberId member, long index, List<(Statement Statement, Jws Jws)> branch)
    {
        writer.EnsureRunning();
        var before = index == 0 ? null : store.HeldAt(channel, member, index - 1);
        if (held.Read(r => r.TakeBranch(channel, member, index, before, branch)) is not null)
        {
            return false;
        }

        await StoreAsync(() => store.TakeBranchAsync(Rows(branch.Select(b => b.Statement)), CancellationToken.None)).ConfigureAwait(false);
        branches.Reload();
        released.ReleaseAgain(channel, store.AllOf(channel));
        return true;
    }

    private async Task<bool> KeepAsync(ChannelId channel, MemberId member, TreeHead head, List<(Statement Statement, Jws Jws)> branch)
    {
        writer.EnsureRunning();
        if (held.Read(r => r.Find(channel)?.Find(member)?.Forks.Lowest) is not { } index)
        {
            return false;
        }

        var before = index == 0 ? null : store.HeldAt(channel, member, index - 1);
        if (!held.Read(r => r.IsBranch(channel, member, index, before, branch, head)))
        {
            return false;
        }

        var others = held.Read(r => r.Find(channel)![member] is var journal
            ? branch.Select(b => b.Statement).Where(s => s.Index >= journal.Size || journal[s.Index] != s.Id).ToList() : []);
        await StoreAsync(() => store.KeepBranchAsync(Rows(others), CancellationToken.None)).ConfigureAwait(false);
        branches.Reload();
        news.Changed();
        return true;
    }

    private Task StoreAsync(Func<Task> write) => writer.DurablyAsync(async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    private static List<StoredStatement> Rows(IEnumerable<Statement> branch) => [.. branch.Select(s => new StoredStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact))];
}
