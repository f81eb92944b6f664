using Comity.Node.Guard;
using Comity.Node.Keys;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Signs what this member says, in the sequence of its journals: signed, admitted like anybody's, stored, guarded, released.</summary>
internal sealed class OwnJournals
{
    private readonly NodeOptions _options;
    private readonly KeyRing _keys;
    private readonly HeldRecord _held;
    private readonly SightingBook _sightings;
    private readonly EvidenceBook _evidence;
    private readonly RecordWriter _writer;
    private readonly ReleasedRecord _released;
    private readonly SigningGuard _guard;
    private readonly GroupSigner _signer;
    private readonly SayingQueue _queue;

    public OwnJournals(NodeOptions options, KeyRing keys, HeldRecord held, SightingBook sightings, EvidenceBook evidence, RecordWriter writer, ReleasedRecord released, SigningGuard guard, SignatureAudit signatures)
    {
        _options = options;
        _keys = keys;
        _held = held;
        _sightings = sightings;
        _evidence = evidence;
        _writer = writer;
        _released = released;
        _guard = guard;
        _signer = new GroupSigner(options, keys, held, writer, signatures);
        _queue = new SayingQueue(writer, SignTogetherAsync, SettleAsync);
    }

    private MemberId Me => _options.Member;

    /// <inheritdoc cref="NodeRecord.SayAllAsync"/>
    public async Task<IReadOnlyList<Statement>> SayAllAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts, CancellationToken cancellation)
    {
        await _guard.AskedAsync(cancellation).ConfigureAwait(false);
        var saying = new Saying(channel, drafts);
        using var withdrawing = cancellation.UnsafeRegister(static (waiting, token) => ((Saying)waiting!).Withdraw(token), saying);
        _queue.Add(saying);
        return await saying.Done.ConfigureAwait(false);
    }

    /// <inheritdoc cref="NodeRecord.OpenJournalAsync"/>
    public async Task OpenAsync(ChannelId channel, string level, CancellationToken cancellation)
    {
        await _guard.AskedAsync(cancellation).ConfigureAwait(false);
        await _writer.InTurnAsync(
            async () =>
            {
                _writer.EnsureRunning();
                if (_held.Read(r => r.Find(channel)?.Find(Me)?.Size) == 0 && !await ResumeAsync(channel, level).ConfigureAwait(false))
                {
                    await SignAndStoreAsync(channel, []).ConfigureAwait(false);
                }

                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc cref="NodeRecord.GiveReceiptsAsync"/>
    public Task<IReadOnlyList<ChannelId>> GiveReceiptsAsync(CancellationToken cancellation) => _writer.InTurnAsync<IReadOnlyList<ChannelId>>(
        async () =>
        {
            if (_writer.Stopped is not null)
            {
                return [];
            }

            var owed = _released.OwingReceipts(Me).Where(c => _guard.Judge(c) is Standing.Level).ToList();
            foreach (var channel in owed)
            {
                await SignAndStoreAsync(channel, [ByItself(RecordKinds.Receipt, [], _held.Read(r => r.Charter!.Levels[0]))]).ConfigureAwait(false);
            }

            return owed;
        },
        cancellation);

    /// <inheritdoc cref="NodeRecord.DeclareForksAsync"/>
    public Task<IReadOnlyList<Statement>> DeclareForksAsync(ChannelId channel, string office, string level, CancellationToken cancellation) => _writer.InTurnAsync<IReadOnlyList<Statement>>(
        async () =>
        {
            _writer.EnsureRunning();
            var known = _evidence.In(channel).Select(e => e.Evidence).Where(e => e.Member == Me).ToList();
            var drafts = _held.Read(r => r.Find(channel)?.Find(Me) is not { } journal ? [] : known
                .Where(e => journal.Forks.MayBeDeclared(e.Index)).DistinctBy(e => e.Index)
                .Select(e => ForkDeclaration.Draft(e, journal[e.Index], office, level, _options.Clock.Now)).ToList());
            return drafts.Count == 0 ? [] : await SignAndStoreAsync(channel, drafts).ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc cref="NodeRecord.AdoptRosterAsync"/>
    public async Task<IReadOnlyList<Statement>> AdoptAsync(string level, CancellationToken cancellation)
    {
        await _guard.AskedAsync(cancellation).ConfigureAwait(false);
        return await _writer.InTurnAsync<IReadOnlyList<Statement>>(
            async () =>
            {
                _writer.EnsureRunning();
                var adopted = new List<Statement>();
                foreach (var channel in _held.Read(r => r.Channels.Where(c => c.Find(Me)?.Size > 0).Select(c => c.Id).ToList()))
                {
                    if (_guard.Judge(channel) is Standing.Level && Beginning(channel, level, _options.Clock.Now).Length > 0)
                    {
                        adopted.AddRange(await SignAndStoreAsync(channel, []).ConfigureAwait(false));
                    }
                }

                return adopted;
            },
            cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Statement>> SignTogetherAsync(IReadOnlyList<Saying> group)
    {
        _writer.EnsureRunning();
        var sayings = new List<Saying>(group.Count);
        foreach (var together in group.GroupBy(s => s.Channel))
        {
            sayings.AddRange(await BeginAsync(together.Key, [.. together]).ConfigureAwait(false));
        }

        return _signer.Sign(sayings);
    }

    private async Task SettleAsync(IReadOnlyList<Statement> signed)
    {
        _writer.EnsureRunning();    // what was signed before may have failed to settle: this was built on it
        await _writer.StoreAsync(signed, signed: true).ConfigureAwait(false);
        var beside = _held.Read(_ => signed.Select(_sightings.Beside).OfType<Statement>().ToList());
        _released.Release(signed);
        if (beside.Count > 0)
        {
            // Somebody with our key had spoken for this place, in a statement that could not be admitted: now there are two.
            await _evidence.KeepSuspectsAsync(beside).ConfigureAwait(false);
        }
    }

    // What may be signed in a channel now, after what has to be said there first.
    private async Task<IReadOnlyList<Saying>> BeginAsync(ChannelId channel, List<Saying> sayings)
    {
        if (_held.Read(r => r.Find(channel)?.Find(Me)) is not { } journal)
        {
            sayings.ForEach(s => s.Refuse(new ArgumentException($"channel {channel}: expected one that {Me} belongs to")));
            return [];
        }

        sayings = sayings.FindAll(s => s.Drafts.Count > 0);
        if (sayings.Count == 0)
        {
            return [];
        }

        var first = sayings[0].Drafts[0];
        try
        {
            await ResumeAsync(channel, first.Level).ConfigureAwait(false);
        }
        catch (NodeStoppedException stopped) when (_writer.Stopped is null)
        {
            sayings.ForEach(s => s.Fail(stopped));   // in this channel only
            return [];
        }

        return Beginning(channel, first.Level, first.ClaimedAt) is { Length: > 0 } beginning ? [new Saying(channel, beginning), .. sayings] : sayings;
    }

    // Before anything is signed in a channel: may this node sign there, and has it something to say first?
    // Returns whether it said anything, the journal's opening included.
    private async Task<bool> ResumeAsync(ChannelId channel, string level)
    {
        switch (_guard.Judge(channel))
        {
            case Standing.Held hold:
                throw new NodeStoppedException(hold.Words, "room.behind");
            case Standing.Gap gap:
                await _writer.SettledAsync().ConfigureAwait(false);
                // In a commit of its own: after a crash the journal's last statement says that the gap is known.
                await SignAndStoreAsync(channel, [ByItself(RecordKinds.GapRecorded, gap.Body, level)]).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    // What has to be said first (the opening, or the adoption of a newer roster) goes before the drafts; they may be none.
    private async Task<IReadOnlyList<Statement>> SignAndStoreAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
    {
        var level = drafts.Count > 0 ? drafts[0].Level : _held.Read(r => r.Charter!.Levels[0]);
        var saying = new Saying(channel, [.. Beginning(channel, level, _options.Clock.Now), .. drafts]);
        await SettleAsync(_signer.Sign([saying])).ConfigureAwait(false);
        return saying.Refusal is { } refusal ? throw refusal : saying.Signed;
    }

    private StatementDraft[] Beginning(ChannelId channel, string level, DateTimeOffset at)
    {
        var (size, relied) = _held.Read(r => r.Find(channel)![Me] is var journal ? (journal.Size, journal.Roster?.Sequence) : default);
        return _keys.Newest is not { } newest || (size > 0 && relied >= newest.Sequence) ? []
            : [Founding.Opening(_options.Forum, channel, newest.Compact, _options.OutboxOffice, level, at, _held.Read(r => r.Charter is null ? null : RepinChains.Certificates(r, Me, newest.Root.Thumbprint)), isFirst: size == 0)];
    }

    private StatementDraft ByItself(string kind, System.Text.Json.Nodes.JsonObject body, string level) =>
        new(kind, null, null, [], body, _options.OutboxOffice, level, _options.Clock.Now);
}
