using Comity.Domain;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Tests.Node.Fakes;

namespace Comity.Tests.Node.Disputes;

/// <summary>A fake room that notes what was said to it and answers as it is told.</summary>
internal sealed class SayingRoom(FakeRoom room) : IRoom
{
    private static readonly StatementId Made = new(Hash256.Of("said"u8));

    public List<(IBody Body, string Track, IReadOnlyList<StatementId> Cites, string Office)> Said { get; } = [];

    public SayResult Answer { get; set; } = new SayResult.Said(Made, 42);

    public FakeRoom Room => room;

    public MemberId Me => room.Me;

    public ForumView? Forum => room.Forum;

    public DateOnly Day => room.Day;

    public DateTimeOffset Now => room.Now;

    public IReadOnlyList<ChannelId> Channels => room.Channels;

    public IReadOnlyList<PeerRow> Peers => room.Peers;

    public MandatesFindings Mandates => room.Mandates;

    public RoomPicture Picture(ChannelId channel, DateOnly? asOf = null, Cut? cut = null) => room.Picture(channel, asOf, cut);

    public HeldStatement? Find(StatementId id) => room.Find(id);

    public IReadOnlyList<Statement> Statements(ChannelId channel, MemberId member, long from, int limit) => room.Statements(channel, member, from, limit);

    public IReadOnlyList<JournalRow> Journals(ChannelId channel) => room.Journals(channel);

    public IReadOnlyList<WaitingRow> Waiting(ChannelId channel) => room.Waiting(channel);

    public VerificationReport Verify(StatementId id) => room.Verify(id);

    public Task<SayResult> SayAsync(
        ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer office, CancellationToken cancellation)
    {
        Said.Add((body, track, cites, office.Office));
        return Task.FromResult(Answer);
    }

    public Task<long> NewsAsync(long version, CancellationToken cancellation) => room.NewsAsync(version, cancellation);
}
