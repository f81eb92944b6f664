using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Signs what this member says, in the sequence of its journals: signed, admitted like anybody's, stored, guarded, released.</summary>
internal sealed class OwnJournals
{
    private readonly NodeOptions _options;
    private readonly HeldRecord _held;
    private readonly EvidenceBook _evidence;
    private readonly RecordWriter _writer;
    private readonly ReleasedRecord _released;
    private readonly SigningGuard _guard;
    private readonly GroupSigner _signer;
    private readonly SayingQueue _queue;

    public OwnJournals(NodeOptions options, HeldRecord held, EvidenceBook evidence, RecordWriter writer, ReleasedRecord released, SigningGuard guard)
    {
        _options = options;
        _held = held;
        _evidence = evidence;
        _writer = writer;
        _released = released;
        _guard = guard;
        _signer = new GroupSigner(options, held, writer);
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
                    await SignAndStoreAsync(channel, [Opening(channel, level, _options.Clock.Now)]).ConfigureAwait(false);
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
                .Where(e => !journal.Forks.RankAt(e.Index).Decides).DistinctBy(e => e.Index)
                .Select(e => ForkDeclaration.Draft(e, journal[e.Index], office, level, _options.Clock.Now)).ToList());
            return drafts.Count == 0 ? [] : await SignAndStoreAsync(channel, drafts).ConfigureAwait(false);
        },
        cancellation);

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
        _released.Release(signed);
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

        return journal.Size > 0 ? sayings : [new Saying(channel, [Opening(channel, first.Level, first.ClaimedAt)]), .. sayings];
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
                StatementDraft[] opening = gap.From > 0 ? [] : [Opening(channel, level, _options.Clock.Now)];
                await SignAndStoreAsync(channel, [.. opening, ByItself(RecordKinds.GapRecorded, gap.Body, level)]).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private async Task<IReadOnlyList<Statement>> SignAndStoreAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
    {
        var saying = new Saying(channel, drafts);
        await SettleAsync(_signer.Sign([saying])).ConfigureAwait(false);
        return saying.Refusal is { } refusal ? throw refusal : saying.Signed;
    }

    private StatementDraft Opening(ChannelId channel, string level, DateTimeOffset at) =>
        Founding.Opening(_options.Forum, channel, _options.Roster, _options.OutboxOffice, level, at);

    private StatementDraft ByItself(string kind, System.Text.Json.Nodes.JsonObject body, string level) =>
        new(kind, null, null, [], body, _options.OutboxOffice, level, _options.Clock.Now);
}
