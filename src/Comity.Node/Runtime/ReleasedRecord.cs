using Comity.Domain;
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
    private readonly Dictionary<ChannelId, ChannelFacts> _facts = [];
    private readonly Dictionary<ChannelId, Dictionary<MemberId, long>> _substance = [];
    private readonly SortedDictionary<ChannelId, Seen> _heads = [];

    /// <inheritdoc cref="NodeRecord.Snapshot"/>
    public (ChannelFacts Facts, Seen Heads, long Version, bool IsFounded)? Snapshot(ChannelId channel) => held.Read(r =>
        r.Find(channel) is { } found
            ? (WithForks(found, _facts.GetValueOrDefault(channel, ChannelFacts.None), m => Size(channel, m)), _heads.GetValueOrDefault(channel) ?? Seen.Nothing(found.Members), news.Version, r.IsFounded)
            : ((ChannelFacts, Seen, long, bool)?)null);

    public long Size(ChannelId channel, MemberId member) =>
        held.Read(_ => _heads.TryGetValue(channel, out var seen) && seen.TryGetValue(member, out var head) ? head.Size : 0);

    /// <summary>Heads of the channels shared with a peer, of whatever of a head is asked for.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, T>> HeadsFor<T>(MemberId peer, Func<TreeHead, T> part) => held.Read(_ =>
        new SortedDictionary<ChannelId, SortedDictionary<MemberId, T>>(_heads.Where(h => h.Value.ContainsKey(peer))
            .ToDictionary(h => h.Key, h => new SortedDictionary<MemberId, T>(h.Value.ToDictionary(s => s.Key, s => part(s.Value))))));

    /// <summary>Channels in which this member owes a receipt for what was released.</summary>
    public IReadOnlyList<ChannelId> OwingReceipts(MemberId me) => held.Read<IReadOnlyList<ChannelId>>(r =>
        [.. r.Channels.Where(c => c[me].Forks.Open is null && ReceiptRules.IsOwed(c, me, _substance.GetValueOrDefault(c.Id) ?? [])).Select(c => c.Id)]);

    /// <summary>What is durable becomes what is shown and told.</summary>
    public void Release(IReadOnlyList<Statement> statements)
    {
        // Bodies are read before the lock, so that readers wait for the gathering only.
        var said = new Said?[statements.Count];
        Parallel.For(0, statements.Count, i => said[i] = Said(statements[i]));
        held.Change(_ =>
        {
            for (var i = 0; i < statements.Count; i++)
            {
                Gather(statements[i], said[i]);
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
        var gathered = statements.Select(s => (Statement: s, Said: Said(s))).ToList();
        // In one step for readers: a picture is kept by its heads, and must never be of half the facts.
        held.Change(_ =>
        {
            _facts[channel] = Begin(channel);
            _substance.Remove(channel);
            gathered.ForEach(g => Gather(g.Statement, g.Said));
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
        [.. _facts.Where(f => f.Value.Forks is not null && r.Find(f.Key)?.Members.Contains(peer) == true)
            .SelectMany(f => ForkedPlaces.Missing(r.Find(f.Key)!, f.Value.Forks!, branches).Select(m => (f.Key, m.Member, m.Head)))]);

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

    private void Gather(Statement statement, Said? said)
    {
        if (said is not null)
        {
            _facts[statement.Channel] = Gathered(_facts.GetValueOrDefault(statement.Channel, ChannelFacts.None), statement, said);
        }

        if (!ReceiptRules.IsReceipt(statement))
        {
            (_substance.TryGetValue(statement.Channel, out var sizes) ? sizes : _substance[statement.Channel] = [])[statement.Member] = statement.Index + 1;
        }
    }

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
