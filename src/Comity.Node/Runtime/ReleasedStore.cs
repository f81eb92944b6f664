using Comity.Record;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>The store as everybody but the record's writer sees it: what is stored and not yet released is not there.</summary>
/// <param name="released">Size of a journal as released.</param>
internal sealed class ReleasedStore(IStatementStore store, Func<ChannelId, MemberId, long> released) : IStatementStore
{
    public Task<AppendResult> AppendAsync(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation) =>
        throw new InvalidOperationException("statements join through the record");

    public IReadOnlyList<StoredStatement> ReadJournal(ChannelId channel, MemberId member, long from, int limit) =>
        store.ReadJournal(channel, member, from, (int)Math.Clamp(released(channel, member) - from, 0, limit));

    public StoredStatement? Find(StatementId id) => store.Find(id) is { } found && IsReleased(found) ? found : null;

    public IEnumerable<StoredStatement> ReadAll() => store.ReadAll().Where(IsReleased);

    public IEnumerable<StoredPlace> Places() => store.Places().Where(p => p.Index < released(p.Channel, p.Member));

    public IReadOnlyList<JournalSize> Journals() =>
        [.. store.Journals().Select(j => j with { Size = Math.Min(j.Size, released(j.Channel, j.Member)) }).Where(j => j.Size > 0)];

    public Task<bool> KeepEvidenceAsync(StoredEvidence evidence, CancellationToken cancellation) => throw new InvalidOperationException("evidence is kept through the record");

    public IReadOnlyList<StoredEvidence> Evidence() => store.Evidence();

    public Task TakeBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation) => throw new InvalidOperationException("branches are taken through the record");

    public Task KeepBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation) => throw new InvalidOperationException("branches are kept through the record");

    public Task KeepSightingAsync(StoredStatement disputed, CancellationToken cancellation) => throw new InvalidOperationException("sightings are kept through the record");

    public Task DropSightingAsync(ChannelId channel, MemberId author, CancellationToken cancellation) => throw new InvalidOperationException("sightings are kept through the record");

    public IReadOnlyList<StoredStatement> Sightings() => store.Sightings();

    public IReadOnlyList<StoredStatement> LeftBehind() => store.LeftBehind();

    public string? GetSetting(string name) => store.GetSetting(name);

    public Task SetSettingAsync(string name, string value, CancellationToken cancellation) => store.SetSettingAsync(name, value, cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private bool IsReleased(StoredStatement statement) => statement.Index < released(statement.Channel, statement.Member);
}
