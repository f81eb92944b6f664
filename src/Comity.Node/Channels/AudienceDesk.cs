using Comity.Domain.Channels;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Channels;

/// <summary>Who can see an item, and why its reader can: from the channel, the mandates as they stand now, and what members said they hold.</summary>
/// <remarks>Asked only of what the reader sees already; every item of one channel and track has the same audience, so a page asks once.</remarks>
public sealed class AudienceDesk(WholeRoom whole, IRoom room, SightAccessor sights, OfficerNames names)
{
    private readonly Dictionary<ChannelId, ChannelsFindings> _found = [];
    private readonly Dictionary<(ChannelId Channel, string? Track), Audience> _known = [];

    /// <param name="track">Null for what concerns the record itself.</param>
    public async Task<Audience> OfAsync(ChannelId channel, string? track)
    {
        if (!_known.TryGetValue((channel, track), out var audience))
        {
            _known[(channel, track)] = audience = await FindAsync(channel, track);
        }

        return audience;
    }

    /// <summary>In the charter's order.</summary>
    public IReadOnlyList<Holder> Holders(Statement statement)
    {
        var journal = whole.Room.Journals(statement.Channel).FirstOrDefault(j => j.Member == statement.Member);
        var members = statement.Channel.MembersIn(room.Forum!.Members.Select(m => m.Id));
        return [.. room.Forum.Members.Select(m => m.Id).Where(members.Contains).Select(m => m == room.Me ? new Holder(m, "here", null)
            : m == statement.Member ? new Holder(m, "author", statement.ClaimedAt)
            : journal?.SeenBy.GetValueOrDefault(m) > statement.Index ? new Holder(m, "said", room.HeldSince(statement, m))
            : new Holder(m, "unknown", null))];
    }

    /// <summary>Where it was carried to, as the carriers told those who hear its channel.</summary>
    public IEnumerable<ReportFinding> CarriedOut(Statement statement)
    {
        if (!_found.TryGetValue(statement.Channel, out var found))
        {
            _found[statement.Channel] = found = room.Findings<ChannelsFindings>(statement.Channel) ?? ChannelsFindings.None;
        }

        return found.Reports.Where(r => r.Item == statement.Id && r.Of == statement.Member);
    }

    private async Task<Audience> FindAsync(ChannelId channel, string? track)
    {
        var sight = sights.Sight;
        var because = sight.OpenedBy(channel, track).ToList();
        return new(channel, channel.IsPublic, channel.MembersIn(room.Forum!.Members.Select(m => m.Id)), because, because.Count == 0 ? null : await OfficesAsync(sight, channel, track));
    }

    private async Task<IReadOnlyList<OpenOffice>> OfficesAsync(Sight sight, ChannelId channel, string? track)
    {
        var named = sight.MayGiveMandates ? (await names.AllAsync()).ToDictionary(n => n.Officer, n => n.Name) : [];
        return
        [
            .. whole.Room.Mandates.Mandates.Where(m => m.Author == room.Me && m.Standing == MandateStanding.InForce && m.Terms.Opens(channel, track))
                .Select(m => new OpenOffice(m.Terms.Role, m.Terms.Office, m.Terms.Level, named.GetValueOrDefault(m.Officer)))
                .Distinct().OrderBy(o => o.Office, StringComparer.Ordinal).ThenBy(o => o.Role).ThenBy(o => o.Name, StringComparer.Ordinal),
        ];
    }
}
