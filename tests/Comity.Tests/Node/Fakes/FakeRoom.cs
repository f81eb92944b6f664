using System.Text;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Forks;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Node.Fakes;

/// <summary>
/// A room for pages alone: findings built straight from the case's chronology, statements that nobody signed, no rules and no
/// storage. Which answers which, and who denies it, is only roughly right here; the rules judge elsewhere.
/// </summary>
public sealed class FakeRoom : IRoom
{
    public static readonly MemberId Japan = MemberId.Parse("jp"), Korea = MemberId.Parse("kr"), America = MemberId.Parse("us");

    private readonly FakeCase _case;
    private TaskCompletionSource<long> _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = 1;

    public FakeRoom(MemberId me, DateOnly day, string chronology)
    {
        Me = me;
        Day = day;
        _case = FakeCase.Read(chronology);
        Forum = FakeForum.View;
        Peers = [.. new[] { Japan, Korea, America }.Where(m => m != me).Select(m => new PeerRow(m, PeerState.Connected, Now, true, NoHeads))];
    }

    public MemberId Me { get; }

    public ForumView? Forum { get; set; }

    public DateOnly Day { get; private set; }

    public DateTimeOffset Now => new(Day, new TimeOnly(1, 12, 3, 120), TimeSpan.Zero);

    public IReadOnlyList<ChannelId> Channels =>
        [ChannelId.Plenary, .. Others.Select(o => ChannelId.Of(Me, o)), ChannelId.Of(Me), ChannelId.Public];

    public IReadOnlyList<PeerRow> Peers { get; set; }

    /// <summary>Those of the demo's officers.</summary>
    public MandatesFindings Mandates => new(
    [
        .. new DemoOfficers(Me).Mandates.Select(m => new MandateFinding(new StatementId(Hash256.Of(Encoding.UTF8.GetBytes(m.Officer))), default, Me, m.Officer, m.Terms, m.By, MandateStanding.InForce, MandatesRuleNames.InForce)),
    ], []);

    public SigningHealth Signing { get; set; } = SigningHealth.Good;

    private static readonly Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> NoHeads = [];

    private IEnumerable<MemberId> Others => new[] { Japan, Korea, America }.Where(m => m != Me);

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf = null, Cut? cut = null)
    {
        var day = asOf ?? Day;
        var findings = HasCase(channel) ? _case.Findings(Day, day) : FakeCase.Nothing;
        return new(channel, "1", Journals(channel).ToDictionary(j => j.Member, j => j.Head), day, Digest, findings, Founded: true, []) { Findings = channel.IsPlenary ? [findings, FollowsHere] : [findings] };
    }

    public HeldStatement? Find(StatementId id) => _case.Find(id, Day) is { } held ? new(held.Statement, held.Body) : null;

    public IReadOnlyList<Statement> Statements(ChannelId channel, MemberId member, long from, int limit) =>
        HasCase(channel) ? [.. _case.Journal(member, Day).Skip((int)from).Take(limit).Select(s => s.Statement)] : [];

    public IReadOnlyList<JournalRow> Journals(ChannelId channel) => [.. channel.MembersIn([Japan, Korea, America]).Select(m => Journal(channel, m))];

    public IReadOnlyList<WaitingRow> Waiting(ChannelId channel) => [];

    public ForkFindings FollowsHere { get; set; } = ForkFindings.None;

    public IReadOnlyList<Statement> BranchHere { get; set; } = [];

    public HeldStatement? FindInBranch(StatementId id) => BranchHere.FirstOrDefault(s => s.Id == id) is { } said ? new(said, new UnknownBody()) : null;

    public IReadOnlyList<Statement> Branch(ChannelId channel, MemberId member, TreeHead head) =>
        channel.IsPlenary ? [.. BranchHere.Where(s => s.Member == member && FollowsHere.Journals.Any(j => j.Branches.Any(b => b.Root == head.Root.ToString())))] : [];

    public Task<SayResult> DeclareForksAsync(ChannelId channel, Officer office, CancellationToken cancellation)
    {
        Declared.Add((channel, office));
        return Task.FromResult<SayResult>(new SayResult.Said(ForksHere[0].Sides[0].Id, 1));
    }

    public List<(ChannelId Channel, Officer Office)> Declared { get; } = [];

    public IReadOnlyList<ForkRow> ForksHere { get; set; } = [];

    public IReadOnlyList<SightingRow> SightingsHere { get; set; } = [];

    public IReadOnlyList<ForkRow> Forks(ChannelId channel) => channel.IsPlenary ? ForksHere : [];

    public IReadOnlyList<SightingRow> Disputed(ChannelId channel) => channel.IsPlenary ? SightingsHere : [];

    public IReadOnlySet<StatementId> Contested(ChannelId channel) => ForksHere.SelectMany(f => f.Sides).Where(s => s.HeldHere).Select(s => s.Id).ToHashSet();

    public VerificationReport Verify(StatementId id)
    {
        var said = _case.Find(id, Day)!.Statement;
        var journal = _case.Journal(said.Member, Day).Select(s => s.Id).ToArray();
        var steps = new[] { "gate", "id", "signature", "roster", "inclusion", "countersigned" }
            .Select(code => new VerificationStep(code, true, code == "signature" ? $"ES256, key {said.KeyId}" : "")).ToValueList();
        return new(id, true, steps, FakeTree.Path(journal, (int)said.Index).ToValueList(), new TreeHead(journal.Length, FakeTree.Root(journal)));
    }

    public Task<SayResult> SayAsync(
        ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer office, CancellationToken cancellation) =>
        Task.FromResult<SayResult>(new SayResult.Stopped("fake", "a room for pages signs nothing"));

    public Task<long> NewsAsync(long version, CancellationToken cancellation) =>
        version < _version ? Task.FromResult(_version) : _news.Task.WaitAsync(cancellation);

    /// <summary>Moves the room's day; whatever happened up to it is then held.</summary>
    public void MoveTo(DateOnly day)
    {
        Day = day;
        _version++;
        var told = Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        told.SetResult(_version);
    }

    public DemoState Demo(bool playing) => _case.Demo(Day, playing);

    private static string Digest => Hash256.Of(Encoding.ASCII.GetBytes("picture")).ToString();

    private static bool HasCase(ChannelId channel) => channel.IsPlenary || channel.IsPublic;

    private JournalRow Journal(ChannelId channel, MemberId member)
    {
        var ids = HasCase(channel) ? _case.Journal(member, Day).Select(s => s.Id).ToArray() : [];
        var seen = channel.MembersIn([Japan, Korea, America]).Where(m => m != member)
            .ToDictionary(m => m, m => Math.Max(0L, m == America && ids.Length > 2 ? ids.Length - 2 : ids.Length));
        return new(member, new TreeHead(ids.Length, FakeTree.Root(ids)), 1, ids.Length == 0 ? null : Now, seen);
    }
}
