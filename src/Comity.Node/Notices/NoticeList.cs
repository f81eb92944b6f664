using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Forks;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Notices;

/// <summary>What this member's officers should be told of, by channel; remembered until the channel or the day changes.</summary>
/// <remarks>Every capability with <see cref="ISchedule"/> or <see cref="IAttention"/> is asked. Safe for any number of threads.</remarks>
public sealed class NoticeList(WholeRoom whole)
{
    /// <summary>A day that lies so far ahead or less is near.</summary>
    private const int NearDays = 7;

    /// <summary>Above it a whole channel is judged in the background only; pages show what was found last.</summary>
    private const long MostForPages = 2_000;

    private readonly IRoom _room = whole.Room;
    private readonly ConcurrentDictionary<(ChannelId Channel, string Tracks), (string State, IReadOnlyList<Notice> Found)> _found = [];

    /// <param name="patient">False for a page, which takes what was found last where a channel is long.</param>
    /// <returns>Those with a day first, by it; then the latest.</returns>
    public IReadOnlyList<Notice> For(Sight sight, bool patient = false) => _room.Forum is null ? [] :
    [
        .. ReadingRights.Of(_room, sight).Rights.Where(r => !r.Channel.IsPublic).SelectMany(r => In(r, patient).Where(n => r.Covers(n.Track)))
            .DistinctBy(n => n.Id).OrderBy(n => n.Until ?? DateOnly.MaxValue).ThenByDescending(n => n.Since).ThenBy(n => n.Id, StringComparer.Ordinal),
    ];

    private IReadOnlyList<Notice> In(ReadingRight right, bool patient)
    {
        var key = (right.Channel, right.Tracks is null ? "" : string.Join(' ', right.Tracks.Order(StringComparer.Ordinal)));
        var journals = _room.Journals(right.Channel);
        var state = string.Create(CultureInfo.InvariantCulture, $"{_room.Day:yyyy-MM-dd} {string.Join(' ', journals.Select(j => j.Head.Root))}");
        if (_found.TryGetValue(key, out var kept) && (kept.State == state || (!patient && IsLong(journals))))
        {
            return kept.Found;
        }

        if (!patient && IsLong(journals))
        {
            return [];
        }

        IReadOnlyList<Notice> found = [.. Find(right)];
        _found[key] = (state, found);
        return found;
    }

    private static bool IsLong(IReadOnlyList<JournalRow> journals) => journals.Sum(j => j.Head.Size) > MostForPages;

    private IEnumerable<Notice> Find(ReadingRight right)
    {
        var picture = right.Tracks is { } tracks ? _room.Picture(right.Channel, null, null, tracks) : _room.Picture(right.Channel);
        foreach (var (capability, found) in CapabilityRegistry.All.Zip(picture.Findings))
        {
            var schedule = capability as ISchedule;
            var notices = (schedule?.Turns(found).Where(t => t.Of.Contains(_room.Me)).Select(t => Turn(right.Channel, t)) ?? [])
                .Concat(schedule?.Dates(found).Where(IsNear).Select(d => Date(right.Channel, d)) ?? [])
                .Concat((capability as IAttention)?.Concerns(found).Where(c => c.Of.Contains(_room.Me)).Select(c => Concern(right.Channel, c)) ?? []);
            foreach (var notice in notices)
            {
                yield return notice;
            }
        }

        foreach (var fork in (picture.Find<ForkFindings>() ?? ForkFindings.None).Journals.SelectMany(j => j.Indices.Select(i => Fork(right.Channel, j.Member, i))))
        {
            yield return fork;
        }
    }

    private bool IsNear(ScheduledDate date) =>
        date.Date >= _room.Day && date.Date <= _room.Day.AddDays(NearDays) && (date.Of.Count == 0 || date.Of.Contains(_room.Me));

    private static Notice Turn(ChannelId channel, Turn t) => new(IdOf(channel, "turn", t.What, t.About), "turn", t.What, channel, t.Track, t.About, t.Title, t.Language, t.Since, t.Until, t.Page);

    private static Notice Date(ChannelId channel, ScheduledDate d) => new(
        IdOf(channel, "date", d.What, d.Statement, d.Date.DayNumber), "date", d.What, channel, d.Track, d.About, d.Title, d.Language, d.Date, d.Date, d.Page);

    private static Notice Concern(ChannelId channel, Concern c) => new(IdOf(channel, c.What, c.Because), c.What, c.What, channel, c.Track, c.About, c.Title, c.Language, c.Since, null, c.Page);

    private Notice Fork(ChannelId channel, MemberId member, long index) =>
        new(IdOf(channel, "record.fork", member, index), "record.fork", "record.fork", channel, "", null, member.ToString(), "und", _room.Day, null, "record");

    private static string IdOf(params object[] parts) => Hash256.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture))))).ToString()[..22];
}
