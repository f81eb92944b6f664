using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Signs what this member says, in the sequence of its journals: signed, admitted like anybody's, stored, guarded, released.</summary>
internal sealed class OwnJournals(NodeOptions options, HeldRecord held, EvidenceBook evidence, RecordWriter writer, ReleasedRecord released, SigningGuard guard)
{
    private MemberId Me => options.Member;

    /// <inheritdoc cref="NodeRecord.SayAllAsync"/>
    public async Task<IReadOnlyList<Statement>> SayAllAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts, CancellationToken cancellation)
    {
        await guard.AskedAsync(cancellation).ConfigureAwait(false);
        return await writer.InTurnAsync(() => SayAllAsync(channel, drafts), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc cref="NodeRecord.OpenJournalAsync"/>
    public async Task OpenAsync(ChannelId channel, string level, CancellationToken cancellation)
    {
        await guard.AskedAsync(cancellation).ConfigureAwait(false);
        await writer.InTurnAsync(
            async () =>
            {
                writer.EnsureRunning();
                if (held.Read(r => r.Find(channel)?.Find(Me)?.Size) == 0 && !await ResumeAsync(channel, level).ConfigureAwait(false))
                {
                    await SignAndStoreAsync(channel, [Opening(channel, level, options.Clock.Now)]).ConfigureAwait(false);
                }

                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc cref="NodeRecord.GiveReceiptsAsync"/>
    public Task<IReadOnlyList<ChannelId>> GiveReceiptsAsync(CancellationToken cancellation) => writer.InTurnAsync<IReadOnlyList<ChannelId>>(
        async () =>
        {
            if (writer.Stopped is not null)
            {
                return [];
            }

            var owed = released.OwingReceipts(Me).Where(c => guard.Judge(c) is Standing.Level).ToList();
            foreach (var channel in owed)
            {
                await SignAndStoreAsync(channel, [ByItself(RecordKinds.Receipt, [], held.Read(r => r.Charter!.Levels[0]))]).ConfigureAwait(false);
            }

            return owed;
        },
        cancellation);

    /// <inheritdoc cref="NodeRecord.DeclareForksAsync"/>
    public Task<IReadOnlyList<Statement>> DeclareForksAsync(ChannelId channel, string office, string level, CancellationToken cancellation) => writer.InTurnAsync<IReadOnlyList<Statement>>(
        async () =>
        {
            writer.EnsureRunning();
            var known = evidence.In(channel).Select(e => e.Evidence).Where(e => e.Member == Me).ToList();
            var drafts = held.Read(r => r.Find(channel)?.Find(Me) is not { } journal ? [] : known
                .Where(e => !journal.Forks.RankAt(e.Index).Decides).DistinctBy(e => e.Index)
                .Select(e => ForkDeclaration.Draft(e, journal[e.Index], office, level, options.Clock.Now)).ToList());
            return drafts.Count == 0 ? [] : await SignAndStoreAsync(channel, drafts).ConfigureAwait(false);
        },
        cancellation);

    private async Task<IReadOnlyList<Statement>> SayAllAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
    {
        writer.EnsureRunning();
        var journal = held.Read(r => r.Find(channel)?.Find(Me)) ?? throw new ArgumentException($"channel {channel}: expected one that {Me} belongs to", nameof(channel));
        if (drafts.Count == 0)
        {
            return [];
        }

        await ResumeAsync(channel, drafts[0].Level).ConfigureAwait(false);
        StatementDraft[] opening = journal.Size > 0 ? [] : [Opening(channel, drafts[0].Level, drafts[0].ClaimedAt)];
        var said = await SignAndStoreAsync(channel, [.. opening, .. drafts]).ConfigureAwait(false);
        return [.. said.Skip(opening.Length)];
    }

    // Before anything is signed in a channel: may this node sign there, and has it something to say first?
    // Returns whether it said anything, the journal's opening included.
    private async Task<bool> ResumeAsync(ChannelId channel, string level)
    {
        switch (guard.Judge(channel))
        {
            case Standing.Held hold:
                throw new NodeStoppedException(hold.Words, "room.behind");
            case Standing.Gap gap:
                // In a commit of its own: after a crash the journal's last statement says that the gap is known.
                StatementDraft[] opening = gap.From > 0 ? [] : [Opening(channel, level, options.Clock.Now)];
                await SignAndStoreAsync(channel, [.. opening, ByItself(RecordKinds.GapRecorded, gap.Body, level)]).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private async Task<IReadOnlyList<Statement>> SignAndStoreAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts)
    {
        var signed = new List<Statement>(drafts.Count);
        try
        {
            foreach (var draft in drafts)
            {
                signed.Add(held.Read(r => SignNext(r, channel, draft)));
            }
        }
        catch (ArgumentException) when (signed.Count > 0)
        {
            // Those before it are in memory and nowhere else: nothing more may be built on them.
            throw writer.Stop("a statement was refused by this node's own rules after others of the same batch had been signed");
        }

        await writer.StoreAsync(signed, signed: true).ConfigureAwait(false);
        released.Release(signed);
        return signed;
    }

    private Statement SignNext(ForumRecord record, ChannelId channel, StatementDraft draft)
    {
        var own = record.Find(channel)!;
        var sequence = own[Me].Roster?.Sequence ?? (Roster.TryRead(options.Roster, out var first, out _) ? first.Sequence : 1);
        var decisions = ForkedPlaces.DecisionsToCite(own, Me).ToList();
        var complete = decisions.Count == 0 ? draft : draft with { Cites = [.. draft.Cites.Union(decisions)] };
        var compact = StatementSigner.Sign(complete, options.Forum, channel, Me, own.Seen, sequence, options.Key).Compact;
        if (!StatementGate.TryRead(compact, out var statement, out var jws, out var fault))
        {
            throw new ArgumentException($"{fault.Code}: {fault.Message}", nameof(draft));
        }

        if (record.Judge(statement, jws) is not Admission.Admitted { IsNew: true } and var refused)
        {
            throw new ArgumentException(refused is Admission.Refused r ? $"{r.Code}: {r.Message}" : "expected this journal's next statement", nameof(draft));
        }

        record.Append(statement);
        return statement;
    }

    private StatementDraft Opening(ChannelId channel, string level, DateTimeOffset at) =>
        Founding.Opening(options.Forum, channel, options.Roster, options.OutboxOffice, level, at);

    private StatementDraft ByItself(string kind, System.Text.Json.Nodes.JsonObject body, string level) =>
        new(kind, null, null, [], body, options.OutboxOffice, level, options.Clock.Now);
}
