using Comity.Record;

namespace Comity.Store;

/// <summary>
/// What a node durably holds of every journal, and the only way to add to it. It compares places and ids and never reads a
/// statement's text: what may enter is decided before, by the gate.
/// </summary>
/// <remarks>
/// Safe for any number of threads. Reads see everything acknowledged before they began, never wait for writes, and go on
/// after a failed write. Contract and tables: docs/spec/store.md.
/// </remarks>
public interface IStatementStore : IAsyncDisposable
{
    /// <summary>Pieces of evidence kept for one journal: one proves the fork, more only show how often.</summary>
    const int MostEvidence = 16;

    /// <summary>
    /// Appends all or nothing, durable on completion. Compare-and-swap on (channel, member, index): each statement's index
    /// must be its journal's present size, earlier statements of the batch counted. The same statement again (same id at its
    /// index) is fine and is not stored twice, so a caller in doubt repeats.
    /// </summary>
    /// <param name="batch">Any journals, any number; read during the call only. An empty batch is appended at once.</param>
    /// <param name="cancellation">Ends the waiting. The batch is then stored whole or not at all; repeating tells which.</param>
    /// <exception cref="StoreFailedException">The machine failed; whether the batch is stored is not known. See its advice.</exception>
    /// <exception cref="ArgumentException">A statement has no channel or member, a negative index, or text that is empty or not printable ASCII.</exception>
    Task<AppendResult> AppendAsync(IReadOnlyList<StoredStatement> batch, CancellationToken cancellation);

    /// <summary>Statements <paramref name="from"/> ≤ index &lt; <paramref name="from"/> + <paramref name="limit"/>, in order; fewer or none where the journal ends.</summary>
    /// <param name="from">Requires 0 ≤ from.</param>
    /// <param name="limit">Requires 0 ≤ limit.</param>
    IReadOnlyList<StoredStatement> ReadJournal(ChannelId channel, MemberId member, long from, int limit);

    /// <returns>Null when no statement with this id is held.</returns>
    StoredStatement? Find(StatementId id);

    /// <summary>Everything held when the enumeration began, streaming, by channel, member (both ordinal) and index.</summary>
    /// <remarks>One snapshot, which keeps its connection until the enumerator is disposed: do not leave one open.</remarks>
    IEnumerable<StoredStatement> ReadAll();

    /// <summary>Place and id of everything held when the enumeration began, streaming, in no order; no text is read.</summary>
    /// <inheritdoc cref="ReadAll" path="/remarks"/>
    IEnumerable<StoredPlace> Places();

    /// <summary>Every journal of which anything is held, by channel and member, ordinal; all sizes of one moment.</summary>
    IReadOnlyList<JournalSize> Journals();

    /// <summary>Keeps evidence that a journal is forked, durable on completion. The journal's statements stay as they are.</summary>
    /// <returns>False, and nothing is stored, when its id is held or <see cref="MostEvidence"/> are held of that journal.</returns>
    /// <exception cref="StoreFailedException">The machine failed; whether it is kept is not known.</exception>
    Task<bool> KeepEvidenceAsync(StoredEvidence evidence, CancellationToken cancellation);

    /// <summary>All evidence kept, by channel, member, index and id.</summary>
    IReadOnlyList<StoredEvidence> Evidence();

    /// <summary>
    /// Puts another branch in the place of a journal's statements from an index on, durable on completion, all or nothing. What stood
    /// there is kept apart, once, and is read by <see cref="LeftBehind"/> only.
    /// </summary>
    /// <param name="branch">One journal's statements with consecutive indices; the first stands where the branch begins. Not empty.</param>
    /// <exception cref="StoreFailedException">The machine failed; whether the branch is taken is not known.</exception>
    Task TakeBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation);

    /// <summary>Keeps statements of another branch than the one held, apart from the journal, durable on completion; what is kept already is kept once.</summary>
    /// <exception cref="StoreFailedException">The machine failed; whether they are kept is not known.</exception>
    Task KeepBranchAsync(IReadOnlyList<StoredStatement> branch, CancellationToken cancellation);

    /// <summary>Statements of branches that did not go on, or are not held as the journal, by channel, member, index and id.</summary>
    IReadOnlyList<StoredStatement> LeftBehind();

    /// <summary>Keeps a statement that was refused for what it says to have seen, in the place of an earlier one of its author in its channel, durable on completion.</summary>
    /// <exception cref="StoreFailedException">The machine failed; whether it is kept is not known.</exception>
    Task KeepSightingAsync(StoredStatement disputed, CancellationToken cancellation);

    /// <summary>Lets go of what <see cref="KeepSightingAsync"/> keeps of an author in a channel, durable on completion.</summary>
    /// <exception cref="StoreFailedException">The machine failed; whether it is kept is not known.</exception>
    Task DropSightingAsync(ChannelId channel, MemberId author, CancellationToken cancellation);

    /// <summary>Disputed sightings kept, by channel and author.</summary>
    IReadOnlyList<StoredStatement> Sightings();

    /// <returns>Null when it was never set.</returns>
    string? GetSetting(string name);

    /// <summary>Keeps a small value of this node (the room's day, the state of a feed), durable on completion. Not part of the record.</summary>
    /// <exception cref="StoreFailedException">The machine failed; whether the value is kept is not known.</exception>
    Task SetSettingAsync(string name, string value, CancellationToken cancellation);
}
