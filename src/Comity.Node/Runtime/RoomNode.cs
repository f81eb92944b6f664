using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Comity.Domain.Channels;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Disputes;
using Comity.Domain.Drafts;
using Comity.Domain.Forks;
using Comity.Domain.Mandates;
using Comity.Domain.Pictures;
using Comity.Domain.Standstill.Board;
using Comity.Domain.Standstill;
using Comity.Domain;
using Comity.Node.Rooms;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Sync;
using Comity.Record.Tree;
using Comity.Record;

namespace Comity.Node.Runtime;

/// <summary>The room as this node's pages and endpoints see it, over its record.</summary>
public sealed class RoomNode : IRoom
{
    /// <summary>Statements of a channel up to which a picture of it is kept in memory.</summary>
    private const long MostKept = 20_000;

    /// <summary>Statements of a channel up to which a page has all of it judged.</summary>
    private const long MostForPages = 2_000;

    private const int Together = 2048;

    // As many as there are pictures: every mark on a page asks.
    private static readonly ConditionalWeakTable<ForkFindings, HashSet<StatementId>> Contests = [];

    private readonly ConcurrentDictionary<(ChannelId, DateOnly), (ValueList<ForkedJournal> Forked, RoomPicture Picture)> _pictures = [];

    private readonly ConcurrentDictionary<ChannelId, StandstillBoard> _standstills = [];

    private readonly NodeOptions _options;
    private readonly PeerBoard _peers;
    private readonly MandateDesk _mandates;
    private readonly DraftDesk _drafts;
    private readonly NarrowPictures _narrow;
    private readonly JudgedAlone _alone = new();

    public RoomNode(NodeOptions options, NodeRecord record, PeerBoard peers)
    {
        _options = options;
        _peers = peers;
        Record = record;
        _mandates = new MandateDesk(options, record);
        _drafts = new DraftDesk(options, record, this);
        _narrow = new NarrowPictures(record);
    }

    public NodeRecord Record { get; }

    public DraftsFindings Drafts => _drafts.Standing(Day);

    public MandatesFindings Mandates => _mandates.Standing(Day);

    /// <summary>False until the mandates this member sets itself up with have been said: before that its first officers open nothing.</summary>
    public bool IsSetUp => _options.FirstMandates.Count == 0 || Mandates.Mandates.Count > 0;

    public MemberId Me => _options.Member;

    public DateOnly Day => _options.Clock.Day;

    public DateTimeOffset Now => _options.Clock.Now;

    public SigningHealth Signing => Record.Guard.Health;

    public IReadOnlyList<PeerRow> Peers => _peers.Rows(Record);

    public ForumView? Forum => Record.Read(r => r.Charter) is { } charter
        ? new ForumView(
            _options.Forum,
            charter.Name,
            charter.Members.Select(m => new MemberView(m.Id, m.Names, m.Capital, m.Zone, m.Kind == "party")).ToValueList(),
            charter.Convener,
            charter.Tracks,
            charter.Zone,
            charter.Notice) { TimeZones = charter.TimeZoneEdition, Names = charter.Names ?? ReadOnlyDictionary<string, string>.Empty }
        : null;

    public IReadOnlyList<ChannelId> Channels
    {
        get
        {
            if (Forum is not { } forum)
            {
                return [];
            }

            var pairs = forum.Members.Where(m => m.Id != Me).Select(m => ChannelId.Of(Me, m.Id));
            return [ChannelId.Plenary, .. pairs, ChannelId.Of(Me), ChannelId.Public];
        }
    }

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf = null, Cut? cut = null)
    {
        var day = asOf ?? Day;
        if (cut is not null)
        {
            return JudgeCut(channel, day, cut);
        }

        var (facts, heads, _, founded) = Record.Snapshot(channel) ?? throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
        if (_pictures.TryGetValue((channel, day), out var kept) && SameHeads(kept.Picture.Heads, heads) && kept.Picture.Founded == founded && kept.Forked == facts.Forked)
        {
            return kept.Picture;
        }

        var picture = Judge(channel, heads, day, !founded ? ChannelFacts.None : facts.Forks is null ? GatherAll(channel, heads) : facts, founded);
        if (_pictures.Count > 256)
        {
            _pictures.Clear();
        }

        if (heads.Values.Sum(h => h.Size) <= MostKept)
        {
            _pictures[(channel, day)] = (facts.Forked, picture);
        }

        return picture;
    }

    public string? Digest(ChannelId channel, DateOnly asOf) =>
        Record.Snapshot(channel) is var (_, heads, _, _) && heads.Values.Sum(h => h.Size) <= MostForPages ? Picture(channel, asOf).Digest : null;

    public IDisputesBoard Board(ChannelId channel, DateOnly? asOf = null)
    {
        var day = asOf ?? Day;
        var (facts, _, _, founded) = Record.Snapshot(channel) ?? throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
        return !founded ? FindingsBoard.Empty(day) : facts.Forks is null ? Record.Board(channel, Context(day)) : new FindingsBoard(Picture(channel, asOf).Disputes, day);
    }

    public StandstillFindings Standstills(ChannelId channel, DateOnly? asOf = null)
    {
        var (facts, _, _, founded) = Record.Snapshot(channel) ?? throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
        return !founded ? StandstillFindings.None
            : facts.Forks is not null ? Picture(channel, asOf).Find<StandstillFindings>()!
            : _standstills.GetOrAdd(channel, _ => new()).Judge(facts.ByCapability.OfType<StandstillFacts>().Single(), Record.Indexed(channel), Context(asOf ?? Day));
    }

    public T? Findings<T>(ChannelId channel, DateOnly? asOf = null)
        where T : class
    {
        var (facts, _, _, founded) = Record.Snapshot(channel) ?? throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
        return !founded ? null : facts.Forks is not null ? Picture(channel, asOf).Find<T>() : _alone.Judge<T>(channel, facts, Context(asOf ?? Day));
    }

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf, Cut? cut, IReadOnlySet<string> tracks) => _narrow.Of(Picture(channel, asOf, cut), tracks, Judge);

    public HeldStatement? Find(StatementId id) =>
        Record.Store.Find(id) is { } stored && StatementGate.TryRead(stored.Compact, out var statement, out _)
            ? new HeldStatement(statement, BodyCodec.Read(statement).Body)
            : null;

    public IReadOnlyList<Statement> Statements(ChannelId channel, MemberId member, long from, int limit) =>
    [
        .. Record.Store.ReadJournal(channel, member, from, limit).Select(s => StatementGate.TryRead(s.Compact, out var statement, out _) ? statement : null).OfType<Statement>(),
    ];

    public Said? Said(Statement statement) => Record.Effective(statement) is { } effective ? BodyCodec.Read(effective) : null;

    public IReadOnlyList<JournalRow> Journals(ChannelId channel) => Record.Snapshot(channel) is not var (_, heads, _, _) ? [] : Record.Read<IReadOnlyList<JournalRow>>(r =>
    {
        var held = r.Find(channel)!;
        return
        [
            .. r.Charter!.Members.Where(m => heads.ContainsKey(m.Id)).Select(m => held[m.Id]).Select(j => new JournalRow(
                j.Member,
                heads[j.Member],
                j.Roster?.Sequence ?? 0,
                j.Last?.ClaimedAt,
                held.Journals.Where(o => o.Member != j.Member).ToDictionary(o => o.Member, o => o.Last?.Seen[j.Member].Size ?? 0))),
        ];
    });

    public IReadOnlyList<WaitingRow> Waiting(ChannelId channel) =>
        [.. Record.Waiting(channel).Select(w => new WaitingRow(w.Statement.Id, w.Statement.Member, w.Statement.Index, w.For))];

    public IReadOnlyList<WeakSignatureRow> WeakSignatures(ChannelId channel) =>
        [.. Record.Signatures.Bad.Select(id => Find(id)?.Statement).OfType<Statement>().Where(s => s.Channel == channel).Select(s => new WeakSignatureRow(s.Id, s.Member, s.Index))];

    public IReadOnlyList<ForkRow> Forks(ChannelId channel) => [.. Record.Evidence(channel).Select(kept => ForkRows.Of(Record, kept))];

    public IReadOnlyList<SightingRow> Disputed(ChannelId channel) =>
        [.. Record.Disputed(channel).Select(d => new SightingRow(d.Statement.Id, d.Statement.Member, d.Statement.Index, d.Named, d.Says, d.Held))];

    public ForkFindings Follows(ChannelId channel) => Record.Snapshot(channel) is not { Facts.Forks: not null } ? ForkFindings.None : Picture(channel).Find<ForkFindings>()!;

    public IReadOnlySet<StatementId> Contested(ChannelId channel) => Record.Snapshot(channel) is not { Facts.Forks: not null } ? FrozenSet<StatementId>.Empty
        : Contests.GetValue(Picture(channel).Find<ForkFindings>()!, findings => findings.Contested.Select(c => c.Id).ToHashSet());

    public DateTimeOffset? HeldSince(Statement statement, MemberId by) => ForkRows.HeldSince(Record, statement, by);

    public ValueList<Witness> Witnesses(Statement statement) => ForkRows.Witnesses(Record, statement);

    public HeldStatement? FindInBranch(StatementId id) => Record.FindInBranch(id) is { } statement ? new HeldStatement(statement, BodyCodec.Read(statement).Body) : null;

    public IReadOnlyList<Statement> Branch(ChannelId channel, MemberId member, TreeHead head) => Record.Branch(channel, member, head);

    public async Task<SayResult> DeclareForksAsync(ChannelId channel, Officer office, CancellationToken cancellation)
    {
        try
        {
            return await Record.DeclareForksAsync(channel, office.Office, office.Level, cancellation).ConfigureAwait(false) is [var first, ..]
                ? new SayResult.Said(first.Id, first.Index)
                : new SayResult.Faulty([new Fault("", "room.nothing-to-declare", $"expected a fork of the journal of {Me} in {channel} that nothing decides yet, found none; where a higher roster of its own decides for another branch, that one goes on and nothing is declared")]);
        }
        catch (NodeStoppedException stopped)
        {
            return new SayResult.Stopped(stopped.Code, stopped.Message);
        }
        catch (ArgumentException refused)
        {
            return new SayResult.Faulty([new Fault("", "room.refused", refused.Message)]);
        }
    }

    public VerificationReport Verify(StatementId id) => StatementVerifier.Verify(Record, id);

    public async Task<SayResult> SayAsync(
        ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer office, CancellationToken cancellation)
    {
        var faults = body.Faults().ToValueList();
        if (faults.Count > 0)
        {
            return new SayResult.Faulty(faults);
        }

        if (Forum is not { } forum || !Record.Read(r => r.IsFounded))
        {
            return new SayResult.Stopped("room.not-founded", "The forum is not founded yet: every member has to accept the charter first.");
        }

        if (!forum.Tracks.Contains(track))
        {
            return new SayResult.Faulty([new Fault("track", "room.track", $"expected one of {string.Join(", ", forum.Tracks)}, found {track}")]);
        }

        if (body is ItemPassed passed && PassingGate.Find(this, channel, passed, Context(Day)) is { } refused)
        {
            return new SayResult.Faulty([refused]);
        }

        var missing = cites.Where(c => Record.Store.Find(c)?.Channel != channel).ToList();
        if (missing.Count > 0)
        {
            return new SayResult.Faulty([.. missing.Select(c => new Fault("cites", "room.cites", $"expected statements of channel {channel}, which all its members can read; found {c}"))]);
        }

        try
        {
            var draft = new StatementDraft(BodyCodec.KindOf(body.GetType()), track, subject, cites.ToValueList(), BodyCodec.Write(body), office.Office, office.Level, Now);
            var statement = await Record.SayAsync(channel, draft, cancellation).ConfigureAwait(false);
            return new SayResult.Said(statement.Id, statement.Index);
        }
        catch (NodeStoppedException stopped)
        {
            return new SayResult.Stopped(stopped.Code, stopped.Message);
        }
        catch (ArgumentException tooMuch)
        {
            return new SayResult.Faulty([new Fault("", "room.refused", tooMuch.Message)]);
        }
    }

    public Task<SayResult> MandateAsync(IBody body, CancellationToken cancellation) => _mandates.SayAsync(body, Now, Day, cancellation);

    public bool WantsTwoPersons(ChannelId channel) => Record.Read(r => r.Charter) is not null && Context(Day).WantsTwoPersons(channel);

    public DateTimeOffset? OutboxUntil(StatementId approval) => _drafts.DueAt(approval);

    public Task<SayResult> DraftAsync(IBody body, string track, Officer office, CancellationToken cancellation) => _drafts.SayAsync(body, track, office, cancellation);

    /// <summary>Says the released drafts that have lain in the outbox for their time.</summary>
    /// <returns>How long until the next is due; null when none waits.</returns>
    /// <exception cref="NodeStoppedException">The node cannot sign now; they stay where they are.</exception>
    public Task<TimeSpan?> SayDueDraftsAsync(CancellationToken cancellation) => _drafts.SayDueAsync(cancellation);

    public Task<long> NewsAsync(long version, CancellationToken cancellation) => Record.NewsAsync(version, cancellation);

    private ChannelFacts GatherAll(ChannelId channel, Seen heads) => Record.FactsUpTo(channel, heads.ToDictionary(h => h.Key, h => h.Value.Size), UpTo(channel, heads));

    // Parts of journals at a time: their texts need not be in memory together.
    private IEnumerable<Statement> UpTo(ChannelId channel, Seen heads)
    {
        foreach (var (member, head) in heads)
        {
            for (var from = 0L; from < head.Size; from += Together)
            {
                foreach (var statement in Statements(channel, member, from, (int)Math.Min(Together, head.Size - from)))
                {
                    yield return statement;
                }
            }
        }
    }

    private JudgeContext Context(DateOnly day) => Record.Read(r => new JudgeContext(day, r.Charter!.MemberIds.ToValueList(), r.Charter.Convener) { Roots = r.Charter.Roots, TwoPersons = r.Charter.TwoPersons ?? [] });

    private RoomPicture JudgeCut(ChannelId channel, DateOnly day, Cut cut)
    {
        var (_, heads, _, founded) = Record.Snapshot(channel) ?? throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
        var cutHeads = new Seen(heads.Select(h => Math.Min(cut.Sizes.GetValueOrDefault(h.Key, h.Value.Size), h.Value.Size) is var size
            ? KeyValuePair.Create(h.Key, new TreeHead(size, Record.Read(r => r.Find(channel)![h.Key].Tree.RootAt(size)))) : h));
        return Judge(channel, cutHeads, day, founded ? GatherAll(channel, cutHeads) : ChannelFacts.None, founded);
    }

    private RoomPicture Judge(ChannelId channel, IReadOnlyDictionary<MemberId, TreeHead> heads, DateOnly day, ChannelFacts facts, bool founded)
    {
        var context = Context(day);
        var (forks, standing) = facts.JudgeForks();
        var judged = CapabilityRegistry.All.Select((capability, i) => (Capability: capability, Findings: capability.Judge(standing.ByCapability[i], context))).ToList();
        var json = PictureJson.Of(heads, day, judged, forks);
        return new RoomPicture(
            channel, PictureJson.Edition, heads, day, PictureJson.Digest(json).ToString(), judged.Select(j => j.Findings).OfType<DisputesFindings>().Single(), founded, json)
        {
            Findings = [.. judged.Select(j => j.Findings), forks],
        };
    }

    private static bool SameHeads(IReadOnlyDictionary<MemberId, TreeHead> one, Seen other) => other.Equals(one as Seen);
}
