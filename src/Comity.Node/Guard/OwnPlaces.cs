using System.Text.Json;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Node.Guard;

/// <summary>This member's journals as its record holds them now. Takes the record's own short lock at each question.</summary>
internal sealed class OwnPlaces(NodeOptions options, NodeRecord record) : IOwnPlaces
{
    public MemberId Me => options.Member;

    public IReadOnlyList<(ChannelId Channel, long Size, Statement? Last)> All() => record.Read(r =>
        r.Channels.Select(c => (c.Id, Own: c.Find(Me))).Where(c => c.Own is not null).Select(c => (c.Id, c.Own!.Size, c.Own.Last)).ToList());

    public long Size(ChannelId channel) => record.Read(r => r.Charter is null ? 0 : r.Find(channel)?.Find(Me)?.Size ?? 0);

    public StatementId? IdAt(ChannelId channel, long index) => record.Read(r => r.Find(channel)?.Find(Me) is { } own && index < own.Size ? own[index] : (StatementId?)null);

    public IReadOnlyList<MemberId> Others(ChannelId channel) =>
        record.Read(r => r.Find(channel)?.Members.Where(m => m != Me).ToList()) ?? [.. options.Peers.Select(p => p.Member)];

    /// <summary>An own statement came back and waits for what it saw.</summary>
    public bool IsAwaited(ChannelId channel) => record.Waiting(channel).Any(w => w.Statement.Member == Me);

    public bool EndsWithGap(ChannelId channel, GuardMark mark) => mark.Id is { } lost && record.Read(r =>
        r.Find(channel)?.Find(Me)?.Last is { Kind: RecordKinds.GapRecorded } gap && gap.Body.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.String && last.GetString() == lost.ToString());
}
