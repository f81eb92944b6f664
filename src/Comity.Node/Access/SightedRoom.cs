using Comity.Domain;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Drafts;
using Comity.Domain.Forks;
using Comity.Domain.Mandates;
using Comity.Domain.Standstill;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Sync;
using Comity.Record.Tree;

namespace Comity.Node.Access;

/// <summary>The room as one reader may see it. What a mandate does not open is not there: not in lists, not in counts, not by id.</summary>
/// <remarks>Everything that reads or says on somebody's behalf goes through here; a test fails when the room learns something this does not know.</remarks>
public sealed class SightedRoom(WholeRoom whole, SightAccessor sights) : IRoom
{
    private IRoom Whole => whole.Room;

    private Sight Sight => sights.Sight;

    public MemberId Me => Whole.Me;

    public ForumView? Forum => Whole.Forum;

    public DateOnly Day => Whole.Day;

    public DateTimeOffset Now => Whole.Now;

    public SigningHealth Signing => Whole.Signing;

    public IReadOnlyList<ChannelId> Channels => [.. Whole.Channels.Where(Sight.MayRead)];

    public MandatesFindings Mandates => Sight.MaySeeMandates ? Whole.Mandates : MandatesFindings.None;

    public IReadOnlyList<PeerRow> Peers =>
        [.. Whole.Peers.Select(p => p with { Heads = p.Heads.Where(h => Sight.MayRead(h.Key)).ToDictionary() })];

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf = null, Cut? cut = null) =>
        Sight.TracksIn(Seen(channel)) is { } tracks ? Whole.Picture(channel, asOf, cut, tracks) : Whole.Picture(channel, asOf, cut);

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf, Cut? cut, IReadOnlySet<string> tracks) =>
        Whole.Picture(Seen(channel), asOf, cut, Sight.TracksIn(channel) is { } seen ? tracks.Intersect(seen).ToHashSet(StringComparer.Ordinal) : tracks);

    // A mandate for some tracks is shown what is judged from those alone, whatever index knows of the rest.
    public IDisputesBoard Board(ChannelId channel, DateOnly? asOf = null) =>
        Sight.TracksIn(Seen(channel)) is null ? Whole.Board(channel, asOf) : new FindingsBoard(Picture(channel, asOf).Disputes, asOf ?? Day);

    public StandstillFindings Standstills(ChannelId channel, DateOnly? asOf = null) =>
        Sight.TracksIn(Seen(channel)) is null ? Whole.Standstills(channel, asOf) : Picture(channel, asOf).Find<StandstillFindings>() ?? StandstillFindings.None;

    public T? Findings<T>(ChannelId channel, DateOnly? asOf = null)
        where T : class => Sight.TracksIn(Seen(channel)) is null ? Whole.Findings<T>(channel, asOf) : Picture(channel, asOf).Find<T>();

    /// <remarks>That of a narrowed picture is compared with nobody's.</remarks>
    public string? Digest(ChannelId channel, DateOnly asOf) => Sight.TracksIn(Seen(channel)) is null ? Whole.Digest(channel, asOf) : null;

    public Said? Said(Statement statement) => Sees(statement) ? Whole.Said(statement) : null;

    public HeldStatement? Find(StatementId id) => Whole.Find(id) is { } held && Sees(held.Statement) ? held : null;

    public IReadOnlyList<Statement> Statements(ChannelId channel, MemberId member, long from, int limit) =>
        [.. Whole.Statements(Seen(channel), member, from, limit).Where(Sees)];

    public IReadOnlyList<JournalRow> Journals(ChannelId channel) => Whole.Journals(Seen(channel));

    public IReadOnlyList<WaitingRow> Waiting(ChannelId channel) => Whole.Waiting(Seen(channel));

    public IReadOnlyList<WeakSignatureRow> WeakSignatures(ChannelId channel) => Whole.WeakSignatures(Seen(channel));

    public IReadOnlyList<ForkRow> Forks(ChannelId channel) =>
    [
        .. Whole.Forks(Seen(channel)).Select(f => f with { Sides = f.Sides.Select(s => s.Statement is { } said && !Sees(said) ? s with { Statement = null } : s).ToValueList() }),
    ];

    public ForkFindings Follows(ChannelId channel) =>
        Sight.TracksIn(Seen(channel)) is null ? Whole.Follows(channel) : Picture(channel).Find<ForkFindings>() ?? ForkFindings.None;

    public IReadOnlyList<SightingRow> Disputed(ChannelId channel) => Whole.Disputed(Seen(channel));

    public IReadOnlySet<StatementId> Contested(ChannelId channel) => Whole.Contested(Seen(channel));

    public HeldStatement? FindInBranch(StatementId id) => Whole.FindInBranch(id) is { } held && Sees(held.Statement) ? held : null;

    public IReadOnlyList<Statement> Branch(ChannelId channel, MemberId member, TreeHead head) => [.. Whole.Branch(Seen(channel), member, head).Where(Sees)];

    public ValueList<Witness> Witnesses(Statement statement) => Sees(statement) ? Whole.Witnesses(statement) : [];

    /// <remarks>A declaration concerns the journal whole, so it needs a mandate that speaks there, on whatever track.</remarks>
    public Task<SayResult> DeclareForksAsync(ChannelId channel, Officer office, CancellationToken cancellation) => Sight.SpeaksAs(channel, null) is { } officer
        ? Whole.DeclareForksAsync(channel, officer, cancellation)
        : Refuse("channel", $"expected a mandate that speaks in channel {channel}");

    public DateTimeOffset? HeldSince(Statement statement, MemberId by) => Sees(statement) ? Whole.HeldSince(statement, by) : null;

    public VerificationReport Verify(StatementId id) =>
        Find(id) is not null ? Whole.Verify(id) : throw new ArgumentException($"statement {id} is not held here", nameof(id));

    /// <remarks>The office in the envelope is that of the mandate it is said by, whatever the caller names.</remarks>
    public Task<SayResult> SayAsync(
        ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer office, CancellationToken cancellation)
    {
        if (body is MandateGiven or MandateChanged or MandateWithdrawn)
        {
            return Refuse("kind", "expected another kind: mandates are given by the head of delegation, on their own page");
        }

        if (body is DraftOpened or IAboutDraft)
        {
            return Refuse("kind", "expected another kind: drafts are worked on at their own addresses");
        }

        return Sight.SpeaksAs(channel, track) is not { } officer ? Refuse("channel", $"expected a mandate that speaks in channel {channel} on track {track}")
            : cites.Concat(subject is { } matter ? [matter] : []).Any(c => Find(c) is null) ? Refuse("cites", "expected statements that your mandate opens")
            : SaysAlone(channel) is { } alone ? Task.FromResult<SayResult>(new SayResult.Faulty([alone]))
            : Whole.SayAsync(channel, body, track, subject, cites, officer, cancellation);
    }

    /// <remarks>Whoever gives it is whoever asks: nobody gives a mandate in another's name, or without one.</remarks>
    public Task<SayResult> MandateAsync(IBody body, CancellationToken cancellation)
    {
        var by = body switch { MandateGiven given => given.By, MandateChanged changed => changed.By, MandateWithdrawn withdrawn => withdrawn.By, _ => null };
        return Sight.MayGiveMandates && by == Sight.Caller!.Officer
            ? Whole.MandateAsync(body, cancellation)
            : Refuse("by", "expected the head of delegation, in the head's own name");
    }

    /// <remarks>A draft is seen by whoever's mandate opens the own channel on its track.</remarks>
    public DraftsFindings Drafts => !Sight.MayRead(ChannelId.Of(Me)) ? DraftsFindings.None : Whole.Drafts is var all && Sight.TracksIn(ChannelId.Of(Me)) is null ? all
        : new(all.Drafts.Where(d => Sight.Sees(ChannelId.Of(Me), d.Track)).ToValueList(), all.Ineffective.Where(i => Find(i.Id) is not null).ToValueList());

    public bool WantsTwoPersons(ChannelId channel) => Whole.WantsTwoPersons(channel);

    // Where the charter wants two persons, nobody says anything alone; what only this member hears needs no release.
    private Fault? SaysAlone(ChannelId channel) => WantsTwoPersons(channel) && channel != ChannelId.Of(Me)
        ? new Fault("channel", "access.two-persons", $"the charter wants two persons to release what is said in channel {channel}: keep it as a draft, and have another officer approve its release. Nothing was said")
        : null;

    public DateTimeOffset? OutboxUntil(StatementId approval) => Find(approval) is not null ? Whole.OutboxUntil(approval) : null;

    public Task<SayResult> DraftAsync(IBody body, string track, Officer office, CancellationToken cancellation) =>
        DraftingRight.Of(this, Sight, body) is var (mandated, on, fault) && fault is { } refused ? Task.FromResult<SayResult>(new SayResult.Faulty([refused]))
        : Whole.DraftAsync(body, on, mandated!, cancellation);

    public Task<long> NewsAsync(long version, CancellationToken cancellation) => Whole.NewsAsync(version, cancellation);

    private static Task<SayResult> Refuse(string field, string why) => Task.FromResult<SayResult>(new SayResult.Faulty([new Fault(field, "access.no-mandate", why)]));

    private bool Sees(Statement statement) => Sight.Sees(statement.Channel, statement.Track);

    private ChannelId Seen(ChannelId channel) => Sight.MayRead(channel) ? channel : throw new ArgumentException($"channel {channel} is not held here", nameof(channel));
}
