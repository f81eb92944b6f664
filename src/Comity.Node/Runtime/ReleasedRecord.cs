using Comity.Domain;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Forks;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Sync;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>What is shown and told: heads as far as they are durable, and what the capabilities gathered up to there.</summary>
/// <remarks>The record in memory may be a step ahead while something is being stored.</remarks>
internal sealed class ReleasedRecord(HeldRecord held, SightingBook sightings, BranchBook branches, RoomNews news)
{
    // All within the record's lock.
    private readonly Dictionary<ChannelId, ChannelGathering> _gathered = [];
    private readonly SortedDictionary<ChannelId, Seen> _heads = [];

    /// <inheritdoc cref="NodeRecord.Snapshot"/>
    public (ChannelFacts Facts, Seen Heads, long Version, bool IsFounded)? Snapshot(ChannelId channel) => held.Read(r =>
        r.Find(channel) is { } found
            ? (WithForks(found, _gathered.GetValueOrDefault(channel)?.Facts ?? ChannelFacts.None, m => Size(channel, m)), _heads.GetValueOrDefault(channel) ?? Seen.Nothing(found.Members), news.Version, r.IsFounded)
            : ((ChannelFacts, Seen, long, bool)?)null);

    /// <summary>Reads a channel's index while nobody changes it.</summary>
    public T Read<T>(ChannelId channel, Func<DisputesIndex, T> reader) => held.Read(r => reader(Gathering(r, channel).Index));

    /// <summary>Works out, at a start, what the first pages would wait for.</summary>
    public void Settle() => held.Change(r =>
    {
        var context = new JudgeContext(DateOnly.MinValue, r.Charter!.MemberIds.ToValueList(), r.Charter.Convener);
        foreach (var gathered in _gathered.Values)
        {
            gathered.Index.Settle(context);
        }
    });

    /// <summary>Statements released, all channels together.</summary>
    public long Released => held.Read(_ => _heads.Values.Sum(h => h.Values.Sum(head => head.Size)));

    /// <summary>Writes what was gathered, up to which heads, and the ids of the statements up to there.</summary>
    public void Write(BinaryWriter to) => held.Read(r =>
    {
        to.Write(_heads.Count);
        foreach (var (channel, heads) in _heads)
        {
            to.Write(channel.ToString());
            to.Write(heads.Count);
            foreach (var (member, head) in heads)
            {
                to.Write(member.ToString());
                to.Write(head.Size);
                to.Write(head.Root.ToArray());
                to.Write(r.Find(channel)![member].IdBytes(head.Size));
            }

            _gathered[channel].Write(to);
        }

        return true;
    });

    /// <summary>Takes what was written: at a start, with the record already restored up to the same heads.</summary>
    public void Restore(IReadOnlyDictionary<ChannelId, IndexedJournals> channels) => held.Change(_ =>
    {
        foreach (var (channel, (heads, _, gathered)) in channels)
        {
            _heads[channel] = heads;
            _gathered[channel] = gathered.With(Gathered);
        }

        news.Changed();
    });

    public long Size(ChannelId channel, MemberId member) =>
        held.Read(_ => _heads.TryGetValue(channel, out var seen) && seen.TryGetValue(member, out var head) ? head.Size : 0);

    /// <summary>Heads of the channels shared with a peer, of whatever of a head is asked for.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, T>> HeadsFor<T>(MemberId peer, Func<TreeHead, T> part) => held.Read(_ =>
        new SortedDictionary<ChannelId, SortedDictionary<MemberId, T>>(_heads.Where(h => h.Value.ContainsKey(peer))
            .ToDictionary(h => h.Key, h => new SortedDictionary<MemberId, T>(h.Value.ToDictionary(s => s.Key, s => part(s.Value))))));

    /// <summary>Channels in which this member owes a receipt for what was released.</summary>
    public IReadOnlyList<ChannelId> OwingReceipts(MemberId me) => held.Read<IReadOnlyList<ChannelId>>(r =>
        [.. r.Channels.Where(c => c[me].Forks.Open is null && ReceiptRules.IsOwed(c, me, _gathered.GetValueOrDefault(c.Id)?.Substance ?? [])).Select(c => c.Id)]);

    /// <summary>What statements say to the capabilities: costs the most of a release and needs no lock, so that readers wait for the gathering only.</summary>
    public Said?[] Read(IReadOnlyList<Statement> statements)
    {
        var said = new Said?[statements.Count];
        Parallel.For(0, said.Length, i => said[i] = Said(statements[i]));
        return said;
    }

    /// <summary>What is durable becomes what is shown and told.</summary>
    public void Release(IReadOnlyList<Statement> statements) => Release(statements, Read(statements));

    /// <param name="said">What <see cref="Read"/> made of them, in the same order.</param>
    public void Release(IReadOnlyList<Statement> statements, Said?[] said)
    {
        held.Change(r =>
        {
            for (var i = 0; i < statements.Count; i++)
            {
                Gathering(r, statements[i].Channel).Gather(statements[i], said[i]);
            }

            foreach (var released in statements.GroupBy(s => s.Channel))
            {
                Show(released.Key, released);
            }

            if (statements.Count > 0)
            {
                news.Changed();
            }
        });
    }

    /// <summary>Gathers a channel anew: what was gathered from a branch left behind cannot be taken out of the facts.</summary>
    /// <param name="statements">All that the channel now holds.</param>
    public void ReleaseAgain(ChannelId channel, IEnumerable<Statement> statements)
    {
        var gathered = held.Read(r => new ChannelGathering(r.Charter!.MemberIds, Begin(channel), Gathered));
        foreach (var statement in statements)
        {
            gathered.Gather(statement, Said(statement));
        }

        // In one step for readers: what is shown is never of half the statements.
        held.Change(_ =>
        {
            _gathered[channel] = gathered;
            _heads[channel] = held.Read(r => r.Find(channel)!.Seen);
            sightings.Settle(channel);
            news.Changed();
        });
    }

    /// <inheritdoc cref="NodeRecord.Said"/>
    public Said? Said(Statement statement) => Effective(statement) is { } effective ? ChannelFacts.Read(effective) : null;

    // In the public channel what counts is what was published: the statement inside, under its author's own signature.
    public Statement? Effective(Statement statement) => statement.Kind == RecordKinds.Published
        ? Publication.Open(statement, keyId => held.Read(r => r.Find(statement.Channel)?.Find(statement.Member)?.Roster?.FindKey(keyId)))
        : statement;

    /// <summary>What was said in a channel up to given sizes, gathered anew.</summary>
    /// <param name="statements">Those up to the sizes, in any order.</param>
    public ChannelFacts FactsUpTo(ChannelId channel, IReadOnlyDictionary<MemberId, long> sizes, IEnumerable<Statement> statements)
    {
        var facts = statements.Aggregate(held.Read(_ => Begin(channel)), (gathered, statement) => Said(statement) is { } said ? Gathered(gathered, statement, said) : gathered);
        return held.Read(r => WithForks(r.Find(channel)!, facts, m => sizes.GetValueOrDefault(m)));
    }

    /// <summary>Heads that members this peer shares channels with say to have seen of forked journals, and whose text is not held here.</summary>
    public IReadOnlyList<(ChannelId Channel, MemberId Member, TreeHead Head)> MissingBranches(MemberId peer) => held.Read<IReadOnlyList<(ChannelId, MemberId, TreeHead)>>(r =>
        [.. _gathered.Where(f => f.Value.Facts.Forks is not null && r.Find(f.Key)?.Members.Contains(peer) == true)
            .SelectMany(f => ForkedPlaces.Missing(r.Find(f.Key)!, f.Value.Facts.Forks!, branches).Select(m => (f.Key, m.Member, m.Head)))]);

    private ChannelFacts Begin(ChannelId channel) => held.Read(r => r.Find(channel)?.Journals.Where(j => j.Forks.Any).Select(j => j.Member).ToList() is { Count: > 0 } forkers
        ? ChannelFacts.None with { Forks = ForkFacts.Of(forkers) }
        : ChannelFacts.None);

    private ChannelFacts WithForks(Channel channel, ChannelFacts facts, Func<MemberId, long> size) =>
        facts.Forks is { } forks ? facts with { Forked = ForkedPlaces.Of(channel, forks, size, branches, Said) } : facts;

    private ChannelFacts Gathered(ChannelFacts facts, Statement statement, Said said)
    {
        var gathered = facts.Apply(said, statement.Id);
        return gathered.Forks is { } forks ? gathered with { Forks = held.Read(r => Sighted(r.Find(statement.Channel)!, forks, statement)) } : gathered;
    }

    private static ForkFacts Sighted(Channel channel, ForkFacts forks, Statement statement) => forks.Forkers
        .Where(of => of != statement.Member && !ForkedPlaces.IsHeld(channel[of], statement.Seen[of]))
        .Aggregate(forks, (facts, of) => facts.See(new BranchSighting(of, statement.Seen[of], statement.Member)));

    private ChannelGathering Gathering(ForumRecord record, ChannelId channel) =>
        _gathered.TryGetValue(channel, out var gathered) ? gathered : _gathered[channel] = new(record.Charter!.MemberIds, Begin(channel), Gathered);

    // Heads up to what is released, and no further: the record in memory may hold more of the same journal.
    private void Show(ChannelId channel, IEnumerable<Statement> released)
    {
        var journals = held.Read(r => r.Find(channel)!);
        var heads = (_heads.GetValueOrDefault(channel) ?? Seen.Nothing(journals.Members)).ToDictionary();
        foreach (var (member, size) in released.GroupBy(s => s.Member).Select(s => (s.Key, s.Last().Index + 1)))
        {
            heads[member] = new TreeHead(size, journals[member].Tree.RootAt(size));
        }

        _heads[channel] = new Seen(heads);
        sightings.Settle(channel);
    }
}
