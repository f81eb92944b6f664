using System.Collections.Immutable;
using Comity.Domain;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Sync;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>One node's record: what it holds, how its own statements are made and how others' are admitted.</summary>
/// <remarks>
/// One writer at a time; what is written is durable before anybody sees it. Readers take the short lock only, never wait for the disk.
/// When the store fails the record stops: nothing more is said or admitted until the node is started again.
/// </remarks>
public sealed partial class NodeRecord : IAsyncDisposable
{
    /// <summary>Statements read back together at the start.</summary>
    private const int RestoredTogether = 4096;

    private readonly IStatementStore _store;
    private readonly NodeOptions _options;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _state = new();
    private readonly ForumRecord _record;
    private readonly WaitingRoom _waiting = new();
    private readonly Dictionary<ChannelId, ChannelFacts> _facts = [];
    private readonly Dictionary<ChannelId, Dictionary<MemberId, long>> _substance = [];

    // Heads as far as they are durable and gathered: what is shown and told, while an import may be a step ahead in memory.
    private readonly SortedDictionary<ChannelId, Seen> _released = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private string? _stopped;

    private NodeRecord(NodeOptions options, IStatementStore store)
    {
        _options = options;
        _store = store;
        _record = new ForumRecord(options.Forum, options.Member);
        Store = new ReleasedStore(store, ReleasedSize);
        Guard = new SigningGuard(options, this);
    }

    public MemberId Me => _options.Member;

    /// <summary>Counts changes of heads; a reader compares it to know whether to look again.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Why nothing more is written; null while all is well.</summary>
    public string? Stopped => _stopped;

    /// <summary>What was released; what is stored and not yet released is not in it.</summary>
    public IStatementStore Store { get; }

    /// <summary>Says whether this node may sign.</summary>
    public SigningGuard Guard { get; }

    /// <summary>Reads everything the store holds; the statements were admitted before they were stored.</summary>
    /// <exception cref="InvalidDataException">The store holds what the gate refuses: run <c>comity verify</c>.</exception>
    /// <exception cref="StoreOpenException">The guard cannot be read or written.</exception>
    public static NodeRecord Open(NodeOptions options, IStatementStore store)
    {
        var node = new NodeRecord(options, store);
        if (store.Find(options.Forum) is not { } charter)
        {
            node.BeginGuard(isNew: store.Journals().Count == 0);
            return node;
        }

        var batch = new List<Statement>(RestoredTogether) { node.Restore(charter) };
        foreach (var stored in store.ReadAll().Where(s => s.Id != charter.Id))
        {
            batch.Add(node.Restore(stored));
            if (batch.Count == RestoredTogether)
            {
                node.Release(batch);
                batch.Clear();
            }
        }

        node.Release(batch);
        node.RestoreForks();
        node.BeginGuard(isNew: false);
        return node;
    }

    /// <summary>Runs a reader against the record while nobody changes it. Short: no disk, no waiting.</summary>
    public T Read<T>(Func<ForumRecord, T> reader)
    {
        lock (_state)
        {
            return reader(_record);
        }
    }

    /// <summary>Facts and heads of a channel at one moment; null when the channel is not held here.</summary>
    public (ChannelFacts Facts, Seen Heads, long Version, bool IsFounded)? Snapshot(ChannelId channel)
    {
        lock (_state)
        {
            return _record.Find(channel) is { } held
                ? (_facts.GetValueOrDefault(channel, ChannelFacts.None), _released.GetValueOrDefault(channel) ?? Seen.Nothing(held.Members), _version, _record.IsFounded)
                : null;
        }
    }

    public IReadOnlyList<WaitingStatement> Waiting(ChannelId channel)
    {
        lock (_state)
        {
            return _waiting.In(channel);
        }
    }

    /// <summary>Sizes of all journals of the channels this node shares with another.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, long>> HeadsFor(MemberId peer)
    {
        lock (_state)
        {
            var heads = new SortedDictionary<ChannelId, SortedDictionary<MemberId, long>>();
            foreach (var (channel, seen) in _released.Where(r => r.Value.ContainsKey(peer)))
            {
                heads[channel] = new(seen.ToDictionary(s => s.Key, s => s.Value.Size));
            }

            return heads;
        }
    }

    /// <summary>Roots of the journals in <see cref="HeadsFor"/>, at those sizes.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, Hash256>> RootsFor(MemberId peer)
    {
        lock (_state)
        {
            return new(_released.Where(r => r.Value.ContainsKey(peer))
                .ToDictionary(r => r.Key, r => new SortedDictionary<MemberId, Hash256>(r.Value.ToDictionary(s => s.Key, s => s.Value.Root))));
        }
    }

    /// <summary>Completes when the version is above the one given.</summary>
    public async Task<long> NewsAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            Task news;
            lock (_state)
            {
                if (_version > version)
                {
                    return _version;
                }

                news = _news.Task;
            }

            await news.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Wakes readers though no head has changed: the room's day has.</summary>
    public void Announce()
    {
        lock (_state)
        {
            Changed();
        }
    }

    /// <summary>Signs and stores a statement of this member; opens the journal first where it is empty.</summary>
    /// <returns>The statement, durable; it is served to peers from now on.</returns>
    /// <exception cref="NodeStoppedException">The store failed, now or before, or the guard forbids signing; nothing was said.</exception>
    /// <exception cref="ArgumentException">The draft cannot be a statement, or the channel is not this member's.</exception>
    public async Task<Statement> SayAsync(ChannelId channel, StatementDraft draft, CancellationToken cancellation) =>
        (await SayAllAsync(channel, [draft], cancellation).ConfigureAwait(false))[0];

    /// <summary>Signs and stores several statements together, in their order: all or none.</summary>
    /// <inheritdoc cref="SayAsync"/>
    public async Task<IReadOnlyList<Statement>> SayAllAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts, CancellationToken cancellation)
    {
        await Guard.AskedAsync(cancellation).ConfigureAwait(false);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            var journal = Read(r => r.Find(channel)?.Find(Me)) ?? throw new ArgumentException($"channel {channel}: expected one that {Me} belongs to", nameof(channel));
            if (drafts.Count == 0)
            {
                return [];
            }

            await ResumeAsync(channel, drafts[0].Level).ConfigureAwait(false);
            StatementDraft[] opening = journal.Size > 0 ? [] : [Opening(channel, drafts[0].Level, drafts[0].ClaimedAt)];
            var said = await SignAndStoreAsync(channel, [.. opening, .. drafts]).ConfigureAwait(false);
            return [.. said.Skip(opening.Length)];
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Opens this member's journal in a channel, in plenary by accepting the charter. Does nothing when it is open.</summary>
    public async Task OpenJournalAsync(ChannelId channel, string level, CancellationToken cancellation)
    {
        await Guard.AskedAsync(cancellation).ConfigureAwait(false);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            if (Read(r => r.Find(channel)?.Find(Me)?.Size) == 0)
            {
                if (!await ResumeAsync(channel, level).ConfigureAwait(false))
                {
                    await SignAndStoreAsync(channel, [Opening(channel, level, _options.Clock.Now)]).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Makes a receipt where one is owed, in whatever channel.</summary>
    /// <returns>The channels in which one was made.</returns>
    public async Task<IReadOnlyList<ChannelId>> GiveReceiptsAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_stopped is not null)
            {
                return [];
            }

            var owed = Read(r => r.Channels.Where(c => c[Me].Forks.Open is null && ReceiptRules.IsOwed(c, Me, _substance.GetValueOrDefault(c.Id) ?? [])).Select(c => c.Id).ToList());
            owed.RemoveAll(c => Guard.Judge(c) is not Standing.Level);
            foreach (var channel in owed)
            {
                var level = Read(r => r.Charter!.Levels[0]);
                await SignAndStoreAsync(channel, [new StatementDraft(RecordKinds.Receipt, null, null, [], [], _options.OutboxOffice, level, _options.Clock.Now)]).ConfigureAwait(false);
            }

            return owed;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Takes statements from wire or pouch, in any order and any number of times.</summary>
    /// <returns>What became of them. Durable on completion.</returns>
    /// <exception cref="NodeStoppedException">The store failed; nothing of this call counts.</exception>
    public async Task<ImportReport> ImportAsync(IReadOnlyList<string> compacts, CancellationToken cancellation)
    {
        var read = ReadInParallel(compacts);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            var import = new Import(this);
            lock (_state)
            {
                foreach (var arrival in read)
                {
                    import.Take(arrival);
                }
            }

            await StoreAsync(import.Admitted, signed: false).ConfigureAwait(false);
            Release(import.Admitted);
            var evidence = await KeepSuspectsAsync(import.Suspects).ConfigureAwait(false);
            foreach (var (statement, message) in import.OwnConflicts)
            {
                // Where both stories are kept as evidence the journal stands still for everybody until it is decided; short of that the guard holds it.
                if (!Evidence(statement.Channel).Any(e => e.Evidence.Member == Me && e.Evidence.Index <= statement.Index))
                {
                    Guard.Differs(statement, message);
                }
            }


            return new ImportReport(import.Admitted.Count, import.Repeated, import.Waiting, import.Refusals) { Evidence = evidence };
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        _stopped ??= "the node is stopping";
        _writing.Release();
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Statement>> SignAndStoreAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
    {
        var signed = new List<Statement>(drafts.Count);
        try
        {
            foreach (var draft in drafts)
            {
                signed.Add(SignNext(channel, draft));
            }
        }
        catch (ArgumentException) when (signed.Count > 0)
        {
            // Those before it are in memory and nowhere else: nothing more may be built on them.
            throw Stop("a statement was refused by this node's own rules after others of the same batch had been signed");
        }

        await StoreAsync(signed, signed: true).ConfigureAwait(false);
        Release(signed);
        return signed;
    }

    private Statement SignNext(ChannelId channel, StatementDraft draft)
    {
        lock (_state)
        {
            var held = _record.Find(channel)!;
            var sequence = held[Me].Roster?.Sequence ?? (Roster.TryRead(_options.Roster, out var own, out _) ? own.Sequence : 1);
            var decisions = DecisionsToCite(held, Me).ToList();
            var complete = decisions.Count == 0 ? draft : draft with { Cites = [.. draft.Cites.Union(decisions)] };
            var compact = StatementSigner.Sign(complete, _options.Forum, channel, Me, held.Seen, sequence, _options.Key).Compact;
            if (!StatementGate.TryRead(compact, out var statement, out var jws, out var fault))
            {
                throw new ArgumentException($"{fault.Code}: {fault.Message}", nameof(draft));
            }

            if (_record.Judge(statement, jws) is not Admission.Admitted { IsNew: true } and var refused)
            {
                throw new ArgumentException(refused is Admission.Refused r ? $"{r.Code}: {r.Message}" : "expected this journal's next statement", nameof(draft));
            }

            _record.Append(statement);
            return statement;
        }
    }

    // Before anything is signed in a channel: may this node sign there, and has it something to say first?
    // Returns whether it said anything, the journal's opening included.
    private async Task<bool> ResumeAsync(ChannelId channel, string level)
    {
        switch (Guard.Judge(channel))
        {
            case Standing.Held held:
                throw new NodeStoppedException(held.Words, "room.behind");
            case Standing.Gap gap:
                // In a commit of its own: after a crash the journal's last statement says that the gap is known.
                StatementDraft[] opening = gap.From > 0 ? [] : [Opening(channel, level, _options.Clock.Now)];
                await SignAndStoreAsync(channel, [.. opening, new StatementDraft(RecordKinds.GapRecorded, null, null, [], gap.Body, _options.OutboxOffice, level, _options.Clock.Now)]).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private StatementDraft Opening(ChannelId channel, string level, DateTimeOffset at) =>
        Founding.Opening(_options.Forum, channel, _options.Roster, _options.OutboxOffice, level, at);

    private void BeginGuard(bool isNew)
    {
        try
        {
            Guard.Begin(isNew);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StoreOpenException(StoreOpenFault.NoAccess, $"{_options.GuardPath}: expected to read and write the guard, found \"{failed.Message}\"; nothing was released.",
                "let the node's own user write the folder of the guard, or name another place for it", failed);
        }
    }

    private long ReleasedSize(ChannelId channel, MemberId member)
    {
        lock (_state)
        {
            return _released.TryGetValue(channel, out var seen) && seen.TryGetValue(member, out var head) ? head.Size : 0;
        }
    }

    private async Task StoreAsync(IReadOnlyList<Statement> statements, bool signed)
    {
        if (statements.Count == 0)
        {
            return;
        }

        try
        {
            var batch = statements.Select(s => new StoredStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)).ToList();
            // Not cancelled half way: what has been judged is either stored and shown or the node stops.
            var result = await _store.AppendAsync(batch, CancellationToken.None).ConfigureAwait(false);
            if (result is not AppendResult.Appended)
            {
                throw Stop($"the store holds other statements than this node's memory: {result}");
            }
        }
        catch (StoreFailedException failed)
        {
            throw Stop(failed.Message);
        }

        AdvanceGuard([.. statements.Where(s => s.Member == Me)], signed);
    }

    private void AdvanceGuard(List<Statement> own, bool signed)
    {
        try
        {
            Guard.Advance(own, signed);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Stop($"{_options.GuardPath}: expected to write the guard, found \"{failed.Message}\". What was just stored is not released; everything acknowledged before still holds");
        }
    }

    private void EnsureRunning()
    {
        if (_stopped is { } reason)
        {
            throw new NodeStoppedException(reason);
        }
    }

    private NodeStoppedException Stop(string reason)
    {
        _stopped = reason;
        return new NodeStoppedException(reason);
    }

    private Statement Restore(StoredStatement stored)
    {
        if (!StatementGate.TryRead(stored.Compact, out var statement, out var fault) || statement.Id != stored.Id)
        {
            throw new InvalidDataException($"{stored.Channel}/{stored.Member}/{stored.Index}: expected the statement {stored.Id}, found {fault?.Message ?? "another"}");
        }

        _record.Append(statement);
        return statement;
    }

    // What is durable becomes what is shown and told. Bodies are read before the lock, so that readers wait for the gathering only.
    private void Release(IReadOnlyList<Statement> statements)
    {
        var said = new Said?[statements.Count];
        Parallel.For(0, statements.Count, i => said[i] = Said(statements[i]));
        lock (_state)
        {
            for (var i = 0; i < statements.Count; i++)
            {
                Gather(statements[i], said[i]);
            }

            foreach (var channel in statements.Select(s => s.Channel).Distinct())
            {
                _released[channel] = _record.Find(channel)!.Seen;
                Settle(channel);
            }

            if (statements.Count > 0)
            {
                Changed();
            }
        }
    }

    private void Gather(Statement statement, Said? said)
    {
        if (said is not null)
        {
            _facts[statement.Channel] = _facts.GetValueOrDefault(statement.Channel, ChannelFacts.None).Apply(said);
        }

        if (!ReceiptRules.IsReceipt(statement))
        {
            (_substance.TryGetValue(statement.Channel, out var sizes) ? sizes : _substance[statement.Channel] = [])[statement.Member] = statement.Index + 1;
        }
    }

    /// <summary>What a statement of its channel says to the capabilities; null when it has nothing to say there.</summary>
    public Said? Said(Statement statement) => Effective(statement) is { } effective ? ChannelFacts.Read(effective) : null;

    // In the public channel what counts is what was published: the statement inside, under its author's own signature.
    private Statement? Effective(Statement statement) => statement.Kind == RecordKinds.Published
        ? Publication.Open(statement, keyId => Read(r => r.Find(statement.Channel)?.Find(statement.Member)?.Roster?.FindKey(keyId)))
        : statement;

    private void Changed()
    {
        _version++;
        var news = _news;
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    // Reading and verifying cost the most and need no lock: both cores work on them before the one writer's turn.
    private Arrival[] ReadInParallel(IReadOnlyList<string> compacts)
    {
        var keys = Read(r => r.Channels.SelectMany(c => c.Journals).Select(j => j.Roster).OfType<Roster>()
            .SelectMany(roster => roster.Keys).DistinctBy(k => k.Thumbprint).ToImmutableDictionary(k => k.Thumbprint, StringComparer.Ordinal));
        var arrivals = new Arrival[compacts.Count];
        Parallel.For(0, compacts.Count, i =>
        {
            arrivals[i] = StatementGate.TryRead(compacts[i], out var statement, out var jws, out var fault)
                ? new Arrival(statement, jws, keys.TryGetValue(jws.KeyId, out var key) && jws.HoldsFor(key) ? key : null, null)
                : new Arrival(null, null, null, fault);
        });
        return arrivals;
    }

    private sealed record Arrival(Statement? Statement, Jws? Jws, PublicKey? VerifiedBy, Fault? Fault);

    // One import: statements join the record in memory as they are judged, and are stored together.
    private sealed class Import(NodeRecord node)
    {
        private readonly Queue<WaitingStatement> _turn = [];

        public List<Statement> Admitted { get; } = [];

        public List<Refusal> Refusals { get; } = [];

        // Signed by our own key, at a place where we hold another: somebody else signs as this node.
        public List<(Statement Statement, string Message)> OwnConflicts { get; } = [];

        /// <summary>What stands at taken indices and may be half of a fork.</summary>
        public List<Statement> Suspects { get; } = [];

        public int Repeated { get; private set; }

        public int Waiting { get; private set; }

        public void Take(Arrival arrival)
        {
            if (arrival.Statement is not { } statement)
            {
                Refusals.Add(new Refusal(null, arrival.Fault!.Code, arrival.Fault.Message));
                return;
            }

            _turn.Enqueue(new WaitingStatement(statement, arrival.Jws!, arrival.VerifiedBy, ""));
            while (_turn.TryDequeue(out var next))
            {
                Judge(next);
            }
        }

        private void Judge(WaitingStatement arrived)
        {
            var statement = arrived.Statement;
            switch (node._record.Judge(statement, arrived.Jws, arrived.VerifiedBy))
            {
                case Admission.Admitted { IsNew: false }:
                    Repeated++;
                    break;
                case Admission.Admitted:
                    node._record.Append(statement);
                    Admitted.Add(statement);
                    Retry(statement);
                    break;
                case Admission.Waiting waiting:
                    Waiting++;
                    Keep(arrived, waiting);
                    break;
                case Admission.Refused refused:
                    Refusals.Add(new Refusal(statement, refused.Code, refused.Message));
                    if (statement.Member == node.Me && arrived.VerifiedBy is not null && refused.Code is "record.index-taken" or "record.seen-self")
                    {
                        OwnConflicts.Add((statement, refused.Message));
                    }

                    Look(statement, refused.Code);
                    break;
            }
        }

        private void Look(Statement statement, string code)
        {
            if (code == "record.seen-disputed")
            {
                node.Dispute(statement);
            }
            else if (code == "record.index-taken" && Suspects.Count(s => s.Member == statement.Member && s.Channel == statement.Channel) < MostSuspects)
            {
                Suspects.Add(statement);
            }
        }

        // Only what a key of its author's roster signed may wait, or anybody could fill the window; a journal not begun yet has no roster to ask.
        private void Keep(WaitingStatement arrived, Admission.Waiting waiting)
        {
            var journal = node._record.Find(arrived.Statement.Channel)?.Find(arrived.Statement.Member);
            if (journal?.Roster is null || arrived.VerifiedBy is not null)
            {
                var missing = waiting.Missing.Count == 0 ? "the charter" : string.Join(", ", waiting.Missing.Select(m => $"{m.Member} up to {m.Head.Size}"));
                node._waiting.Add(arrived with { For = missing }, journal?.Size ?? 0);
            }
        }

        // What waited may be next now: its own journal's successor, or any journal's that had seen this one.
        private void Retry(Statement admitted)
        {
            if (node._record.Find(admitted.Channel) is not { } channel)
            {
                return;
            }

            foreach (var journal in channel.Journals)
            {
                if (node._waiting.Take(channel.Id, journal.Member, journal.Size) is { } next)
                {
                    Waiting--;
                    _turn.Enqueue(next);
                }
            }
        }
    }
}

/// <param name="Repeated">Held already.</param>
/// <param name="Waiting">Kept aside because something they saw is not held; negative when more came in than was put aside.</param>
public sealed record ImportReport(int Admitted, int Repeated, int Waiting, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>New pieces of evidence: what was refused before may be admitted now.</summary>
    public int Evidence { get; init; }
}

/// <param name="Statement">Null when the text did not pass the gate.</param>
public sealed record Refusal(Statement? Statement, string Code, string Message);

/// <summary>The node does not sign; what it holds is still served and shown.</summary>
/// <param name="code"><c>room.stopped</c>: it admits nothing either until it is started again. <c>room.behind</c>: the guard forbids signing for now.</param>
public sealed class NodeStoppedException(string reason, string code = "room.stopped") : Exception(reason)
{
    public string Code { get; } = code;
}
