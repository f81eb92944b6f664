using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Puts the branch of a forked journal that goes on in the place of the one held here.</summary>
internal sealed class BranchTaker(IStatementStore store, HeldRecord held, RecordWriter writer, ReleasedRecord released)
{
    /// <inheritdoc cref="NodeRecord.TakeBranchAsync"/>
    public Task<bool> TakeAsync(ChannelId channel, MemberId member, long index, IReadOnlyList<string> compacts, CancellationToken cancellation) =>
        Read(compacts, index) is { } branch
            ? writer.InTurnAsync(() => TakeAsync(channel, member, index, branch), cancellation)
            : Task.FromResult(false);

    // Null before any signature is looked at where nothing can decide: most branches offered are not decided yet.
    private static List<(Statement Statement, Jws Jws)>? Read(IReadOnlyList<string> compacts, long index)
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

        return branch.Exists(b => ForkDeclaration.In(b.Statement)?.Index == index || Founding.CarriesRoster(b.Statement.Kind)) ? branch : null;
    }

    private async Task<bool> TakeAsync(ChannelId channel, MemberId member, long index, List<(Statement Statement, Jws Jws)> branch)
    {
        writer.EnsureRunning();
        var before = index == 0 ? null : store.HeldAt(channel, member, index - 1);
        if (held.Read(r => r.TakeBranch(channel, member, index, before, branch)) is not null)
        {
            return false;
        }

        await writer.DurablyAsync(async () =>
        {
            await store.TakeBranchAsync([.. branch.Select(b => new StoredStatement(channel, member, b.Statement.Index, b.Statement.Id, b.Statement.Compact))], CancellationToken.None).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        released.ReleaseAgain(channel, store.AllOf(channel));
        return true;
    }
}
