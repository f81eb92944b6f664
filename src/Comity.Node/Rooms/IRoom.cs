using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Disputes;
using Comity.Domain.Drafts;
using Comity.Domain.Forks;
using Comity.Domain.Mandates;
using Comity.Domain.Standstill;
using Comity.Domain;
using Comity.Record.Statements;
using Comity.Record.Sync;
using Comity.Record.Tree;
using Comity.Record;

namespace Comity.Node.Rooms;

/// <summary>One member's node as its pages and endpoints see it. Reading never blocks on writing.</summary>
public interface IRoom
{
    MemberId Me { get; }

    /// <summary>The forum as founded; null before the charter has been admitted.</summary>
    ForumView? Forum { get; }

    /// <summary>The room's day: what <c>asOf</c> defaults to. In the demo it is the as-of date and runs on.</summary>
    DateOnly Day { get; }

    /// <summary>The room's clock: what <c>claimedAt</c> of a statement made now will say.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Channels this node holds, in the order shown: plenary, pairs, own, public.</summary>
    IReadOnlyList<ChannelId> Channels { get; }

    /// <summary>The disputes of a channel for a page: parts of its picture, without judging all of it.</summary>
    IDisputesBoard Board(ChannelId channel, DateOnly? asOf = null) => new FindingsBoard(Picture(channel, asOf).Disputes, asOf ?? Day);

    /// <summary>The standstills of a channel for a page: as in its picture, without reading all of it.</summary>
    StandstillFindings Standstills(ChannelId channel, DateOnly? asOf = null) => Picture(channel, asOf).Find<StandstillFindings>() ?? StandstillFindings.None;

    /// <summary>What one capability without an index finds in a channel; null where nothing is judged.</summary>
    T? Findings<T>(ChannelId channel, DateOnly? asOf = null)
        where T : class => Picture(channel, asOf).Find<T>();

    /// <summary>What all the statements of a channel show: every one is read and judged, so this is for programs and not for pages.</summary>
    /// <param name="asOf">Default: the room's day.</param>
    /// <param name="cut">Journal sizes to judge from; default: all that is held.</param>
    RoomPicture Picture(ChannelId channel, DateOnly? asOf = null, Cut? cut = null);

    /// <summary>The digest of the picture; null where the channel is too long to be judged whole for a page.</summary>
    string? Digest(ChannelId channel, DateOnly asOf) => Picture(channel, asOf).Digest;

    /// <summary>The same from statements on these tracks alone, those left out that rely on others: what a mandate for some tracks shows.</summary>
    RoomPicture Picture(ChannelId channel, DateOnly? asOf, Cut? cut, IReadOnlySet<string> tracks) => throw new NotSupportedException();

    /// <summary>This member's mandates as they stand on the room's day.</summary>
    MandatesFindings Mandates => MandatesFindings.None;

    /// <summary>A statement this node holds, in whatever channel; null when it is not held.</summary>
    HeldStatement? Find(StatementId id);

    /// <summary>Statements of a channel in an order every holder agrees on nothing about: by author in charter order, then index.</summary>
    IReadOnlyList<Statement> Statements(ChannelId channel, MemberId member, long from, int limit);

    /// <summary>What a statement says to the capabilities: in public the statement that was published; null when that does not hold.</summary>
    Said? Said(Statement statement) => BodyCodec.Read(statement);

    IReadOnlyList<JournalRow> Journals(ChannelId channel);

    /// <summary>What each other member's node last told this one; for the health of the record.</summary>
    IReadOnlyList<PeerRow> Peers { get; }

    /// <summary>Whether this node signs, and why not.</summary>
    SigningHealth Signing => SigningHealth.Good;

    /// <summary>Statements that wait for something they saw and this node does not hold yet.</summary>
    IReadOnlyList<WaitingRow> Waiting(ChannelId channel);

    /// <summary>Statements that count by a later one of their author's, their own signature not holding: found by the audit in the background.</summary>
    IReadOnlyList<WeakSignatureRow> WeakSignatures(ChannelId channel) => [];

    /// <summary>Forks of the channel's journals, each with both statements.</summary>
    IReadOnlyList<ForkRow> Forks(ChannelId channel) => [];

    /// <summary>Statements not admitted because they saw another root of somebody's journal than the one held here.</summary>
    IReadOnlyList<SightingRow> Disputed(ChannelId channel) => [];

    /// <summary>Statements that stand on a forked journal from the fork up to its decision.</summary>
    IReadOnlySet<StatementId> Contested(ChannelId channel) => new HashSet<StatementId>();

    /// <summary>What follows from forks in a channel: as in its picture.</summary>
    ForkFindings Follows(ChannelId channel) => Picture(channel).Find<ForkFindings>() ?? ForkFindings.None;

    /// <summary>A statement of a branch that is kept beside its journal; null when none with this id is.</summary>
    HeldStatement? FindInBranch(StatementId id) => null;

    /// <summary>The other branch of a forked journal that had this head, from where it leaves the journal held; empty when its text is not held.</summary>
    IReadOnlyList<Statement> Branch(ChannelId channel, MemberId member, TreeHead head) => [];

    /// <summary>What each other member of its channel says of the time around a statement.</summary>
    ValueList<Witness> Witnesses(Statement statement) => [];

    /// <summary>Declares, for each fork of this member's journal that nothing decides yet, that the branch held here goes on.</summary>
    Task<SayResult> DeclareForksAsync(ChannelId channel, Officer office, CancellationToken cancellation) =>
        Task.FromResult<SayResult>(new SayResult.Stopped("room.read-only", "This room is read only."));

    /// <summary>When a member's own statements first say that it holds this one, as that member claims; null while none does.</summary>
    DateTimeOffset? HeldSince(Statement statement, MemberId by) => null;

    /// <summary>Checks one statement here and now: gate, signature, key, roster, place in the tree.</summary>
    VerificationReport Verify(StatementId id);

    /// <summary>Signs and stores a statement; durable when it completes, and on its way to the others.</summary>
    /// <param name="office">The signing officer's office and level, from the session or token.</param>
    Task<SayResult> SayAsync(ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer office, CancellationToken cancellation);

    /// <summary>Gives, changes or withdraws a mandate: said in the own channel, on no track.</summary>
    Task<SayResult> MandateAsync(IBody body, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>This member's drafts as they stand on the room's day.</summary>
    DraftsFindings Drafts => DraftsFindings.None;

    /// <summary>Whether the charter wants a second person to release what is said there.</summary>
    bool WantsTwoPersons(ChannelId channel) => false;

    /// <summary>When an approved release leaves the outbox, by the machine's clock; null when it does not lie there.</summary>
    DateTimeOffset? OutboxUntil(StatementId approval) => null;

    /// <summary>Says something about a draft: in the own channel, on the draft's track. Where one person suffices, asking for a release approves it.</summary>
    /// <param name="office">The office it is said under.</param>
    Task<SayResult> DraftAsync(IBody body, string track, Officer office, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Completes when any channel's heads or the room's day have changed since <paramref name="version"/>; returns the new version.</summary>
    Task<long> NewsAsync(long version, CancellationToken cancellation);
}

/// <param name="Members">In the charter's order; the page puts its own first.</param>
public sealed record ForumView(StatementId Id, string CharterName, ValueList<MemberView> Members, MemberId Convener, ValueList<string> Tracks, string Zone, string Disclaimer)
{
    /// <summary>By language, where the charter gives them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>In the language of the page being made; as the charter names it where that language has no name.</summary>
    public string Name => Names.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, CharterName);

    /// <summary>The edition of time-zone data the charter names; null where the room has no charter of its own.</summary>
    public string? TimeZones { get; init; }
}

/// <param name="Names">The member's name by language: en, ja, ko.</param>
/// <param name="Zone">Time zone of its capital; <paramref name="Capital"/> its name by language.</param>
public sealed record MemberView(MemberId Id, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Capital, string Zone, bool IsParty);

/// <summary>Journal sizes per member: <c>jp:38,kr:41,us:12</c>. A member not named counts whole.</summary>
public sealed record Cut(IReadOnlyDictionary<MemberId, long> Sizes);

/// <param name="Digest">SHA-256 over RFC 8785 JSON of edition, heads, asOf and findings, base64url.</param>
/// <param name="Json">Exactly what the digest is of.</param>
public sealed record RoomPicture(
    ChannelId Channel, string Edition, IReadOnlyDictionary<MemberId, TreeHead> Heads, DateOnly AsOf, string Digest, DisputesFindings Disputes, bool Founded,
    JsonObject Json)
{
    /// <summary>The findings of every capability, in the registry's order, then those of forks.</summary>
    public IReadOnlyList<object> Findings { get; init; } = [];

    /// <summary>The tracks it was narrowed to; null when it shows all. Two narrowed pictures are not compared by their digests.</summary>
    public IReadOnlySet<string>? Tracks { get; init; }

    /// <summary>One capability's findings; null where this room judges nothing of the kind.</summary>
    public T? Find<T>()
        where T : class => Findings.OfType<T>().SingleOrDefault();
}

public sealed record HeldStatement(Statement Statement, IBody Body);

/// <param name="SeenBy">How much of this journal each other member has said it holds: its latest <c>seen</c>.</param>
/// <param name="LastClaimedAt">Of the journal's last statement; null when empty.</param>
public sealed record JournalRow(MemberId Member, TreeHead Head, int Roster, DateTimeOffset? LastClaimedAt, IReadOnlyDictionary<MemberId, long> SeenBy);

/// <param name="SamePicture">True when the peer's last told heads equal ours; null when not heard, or when it judges by another edition.</param>
/// <param name="OtherEdition">It judges by another edition of the rules: pictures may differ though the record does not.</param>
public sealed record PeerRow(MemberId Member, PeerState State, DateTimeOffset? LastHeard, bool? SamePicture, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> Heads,
    bool OtherEdition = false);

public enum PeerState { NeverReached, Connected, NotReached, Refused }

public sealed record WaitingRow(StatementId Id, MemberId Member, long Index, string For);

public sealed record WeakSignatureRow(StatementId Id, MemberId Member, long Index);

/// <param name="Evidence">Id of the evidence; its file is served under it.</param>
/// <param name="KnownSince">When this node kept the evidence, by the room's clock.</param>
/// <param name="DecidedBy">The statement of the branch held here that decides the fork; null while the journal stands still.</param>
/// <param name="Sides">The two statements, the one held here first.</param>
/// <param name="IsOutranked">The other one adopts a higher roster than the branch held here carries: that branch goes on, and nothing declared here changes it.</param>
public sealed record ForkRow(MemberId Member, long Index, Hash256 Evidence, DateTimeOffset KnownSince, StatementId? DecidedBy, ValueList<ForkSide> Sides, bool IsOutranked = false);

/// <param name="Statement">Null when the evidence only commits to its id.</param>
/// <param name="HeldHere">True for the branch this node holds.</param>
/// <param name="HeldBy">Other members whose latest <c>seen</c> says that they hold this branch; the forker is never among them.</param>
public sealed record ForkSide(StatementId Id, Statement? Statement, bool HeldHere, ValueList<MemberId> HeldBy);

/// <param name="Author">Who says so, in its statement <paramref name="Id"/> at <paramref name="Index"/>.</param>
/// <param name="Named">Whose journal it says it saw.</param>
public sealed record SightingRow(StatementId Id, MemberId Author, long Index, MemberId Named, TreeHead Says, TreeHead Held);

public sealed record VerificationReport(StatementId Id, bool Good, ValueList<VerificationStep> Steps, ValueList<Hash256> Path, TreeHead Head);

/// <param name="Code">Stable name of the check: <c>gate</c>, <c>id</c>, <c>signature</c>, <c>roster</c>, <c>inclusion</c>, <c>countersigned</c>.</param>
public sealed record VerificationStep(string Code, bool Good, string Found);

/// <summary>An officer of this member, as the envelope shows them: office and level, never a name.</summary>
public sealed record Officer(string Id, string Office, string Level, bool MaySign);

public abstract record SayResult
{
    private SayResult() { }

    public sealed record Said(StatementId Id, long Index) : SayResult;

    public sealed record Faulty(ValueList<Fault> Faults) : SayResult;

    /// <summary>The node cannot sign or store now; nothing was released.</summary>
    public sealed record Stopped(string Code, string Message) : SayResult;
}
