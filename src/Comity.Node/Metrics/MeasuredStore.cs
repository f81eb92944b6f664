using System.Diagnostics;
using Comity.Record;
using Comity.Store;

namespace Comity.Node.Metrics;

/// <summary>A store whose appends are timed.</summary>
public sealed class MeasuredStore(IStatementStore store, NodeMetrics metrics) : IStatementStore
{
    public async Task<AppendResult> AppendAsync(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await store.AppendAsync(batch, cancellation).ConfigureAwait(false);
        metrics.Stored(batch.Count, Stopwatch.GetElapsedTime(began));
        return result;
    }

    public IReadOnlyList<StoredStatement> ReadJournal(ChannelId channel, MemberId member, long from, int limit) => store.ReadJournal(channel, member, from, limit);

    public StoredStatement? Find(StatementId id) => store.Find(id);

    public IEnumerable<StoredStatement> ReadAll() => store.ReadAll();

    public IEnumerable<StoredPlace> Places() => store.Places();

    public IReadOnlyList<JournalSize> Journals() => store.Journals();

    public Task<bool> KeepEvidenceAsync(StoredEvidence evidence, CancellationToken cancellation) => store.KeepEvidenceAsync(evidence, cancellation);

    public IReadOnlyList<StoredEvidence> Evidence() => store.Evidence();

    public Task TakeBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation) => store.TakeBranchAsync(branch, cancellation);

    public Task KeepBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation) => store.KeepBranchAsync(branch, cancellation);

    public Task KeepSightingAsync(StoredStatement disputed, CancellationToken cancellation) => store.KeepSightingAsync(disputed, cancellation);

    public Task DropSightingAsync(ChannelId channel, MemberId author, CancellationToken cancellation) => store.DropSightingAsync(channel, author, cancellation);

    public IReadOnlyList<StoredStatement> Sightings() => store.Sightings();

    public IReadOnlyList<StoredStatement> LeftBehind() => store.LeftBehind();

    public string? GetSetting(string name) => store.GetSetting(name);

    public Task SetSettingAsync(string name, string value, CancellationToken cancellation) => store.SetSettingAsync(name, value, cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
