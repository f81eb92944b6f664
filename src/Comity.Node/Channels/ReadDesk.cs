using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Channels;

/// <summary>The register of reads: whether an item asks for it, whether its reader stands in it, and writing it.</summary>
/// <remarks>
/// Every opening is a row in this node's own book, with the officer. To the originator goes one statement for an office, item, day and way, without
/// a name; it is said whatever the reader's own mandate may say, for it is the member that tells.
/// </remarks>
public sealed class ReadDesk(IRoom room, WholeRoom whole, SightAccessor sights, ReadBook book)
{
    private readonly Dictionary<ChannelId, ChannelsFindings> _found = [];

    private string? Officer => sights.Sight.Caller?.Officer;

    public bool IsRegistered(Statement item) => Found(item.Channel).AsksForReads(item.Id, item.Member);

    /// <summary>Whether the item may be shown now: it asks for no register, or its reader is on it today.</summary>
    /// <remarks>Nobody is registered by name on the public pages: there everything is public.</remarks>
    public bool IsOpen(Statement item) => item.Channel.IsPublic || !IsRegistered(item) || (Officer is { } officer && book.Knows(item.Id, officer, room.Day));

    /// <summary>Writes an opening down, where the item asks for it.</summary>
    public async Task OpenedAsync(Statement item, ReadHow how, CancellationToken cancellation)
    {
        if (item.Channel.IsPublic || Officer is not { } officer || !IsRegistered(item))
        {
            return;
        }

        var office = sights.Sight.OpenedBy(item.Channel, item.Track).FirstOrDefault();
        var reader = new Officer(officer, office?.Office ?? "", office?.Level ?? "working", MaySign: false);
        book.Add(new(item.Id, officer, reader.Office, how, room.Day, room.Now));
        if (item.Member == room.Me || item.Track is null || IsTold(item, reader.Office, how))
        {
            return;
        }

        // Where this node cannot sign now, its own book holds the opening all the same; the next one says it.
        await whole.Room.SayAsync(item.Channel, new ItemRead(item.Id, item.Member, [how], room.Day), item.Track, null, [item.Id], reader, cancellation);
        _found.Remove(item.Channel);
    }

    /// <summary>The same for all items of a list or a file.</summary>
    public async Task OpenedAsync(ChannelId channel, IReadOnlyCollection<StatementId> items, ReadHow how, CancellationToken cancellation)
    {
        foreach (var id in Found(channel).Registers.Select(r => r.Item).Where(items.Contains).Distinct().ToList())
        {
            if (room.Find(id)?.Statement is { } item)
            {
                await OpenedAsync(item, how, cancellation);
            }
        }
    }

    /// <summary>What reading members told of their offices, latest day first.</summary>
    public IReadOnlyList<ReadFinding> Told(Statement item) => [.. Found(item.Channel).Reads.Where(r => r.Item == item.Id && r.Of == item.Member).OrderByDescending(r => r.On)];

    /// <summary>This member's own openings with their officers; none for a reader who may not see mandates.</summary>
    public IReadOnlyList<KeptRead> Own(Statement item) => sights.Sight.MaySeeMandates ? book.Of(item.Id) : [];

    /// <summary>The originator asks for the register.</summary>
    public Task<SayResult> RegisterAsync(Statement item, Officer officer, CancellationToken cancellation) => item.Member == room.Me
        ? room.SayAsync(item.Channel, new ReadsRegistered(item.Id), item.Track!, null, [item.Id], officer, cancellation)
        : Task.FromResult<SayResult>(new SayResult.Faulty([new Fault("item", "passing.not-ours", $"expected an item of {room.Me}: only its originator, {item.Member}, asks for a register")]));

    private bool IsTold(Statement item, string office, ReadHow how) =>
        Found(item.Channel).Reads.Any(r => r.Item == item.Id && r.By == room.Me && r.Office == office && r.On == room.Day && r.How.Contains(how));

    private ChannelsFindings Found(ChannelId channel)
    {
        if (!_found.TryGetValue(channel, out var found))
        {
            _found[channel] = found = room.Findings<ChannelsFindings>(channel) ?? ChannelsFindings.None;
        }

        return found;
    }
}
