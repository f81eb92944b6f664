using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Dates;

/// <summary>Dates and turns of every capability, of all that somebody may read. What stands in several channels comes once, from the first of the room's order.</summary>
public static class Schedule
{
    /// <param name="only">Null: of every channel that may be read.</param>
    /// <returns>By date, then what, then statement.</returns>
    public static IReadOnlyList<(ChannelId Channel, ScheduledDate Date)> Dates(IRoom room, ReadingRights rights, DateOnly asOf, ChannelId? only = null) =>
    [
        .. In(room, rights, asOf, only, (schedule, findings) => schedule.Dates(findings), d => d.Track)
            .DistinctBy(d => (d.Item.Statement, d.Item.What, d.Item.Date))
            .OrderBy(d => d.Item.Date).ThenBy(d => d.Item.What, StringComparer.Ordinal).ThenBy(d => d.Item.Statement),
    ];

    /// <returns>Those with a last day first, by it; then the longest waiting.</returns>
    public static IReadOnlyList<(ChannelId Channel, Turn Turn)> Turns(IRoom room, ReadingRights rights, DateOnly asOf, ChannelId? only = null) =>
    [
        .. In(room, rights, asOf, only, (schedule, findings) => schedule.Turns(findings), t => t.Track)
            .DistinctBy(t => (t.Item.About, t.Item.What))
            .OrderBy(t => t.Item.Until ?? DateOnly.MaxValue).ThenBy(t => t.Item.Since).ThenBy(t => t.Item.About),
    ];

    private static IEnumerable<(ChannelId Channel, T Item)> In<T>(
        IRoom room, ReadingRights rights, DateOnly asOf, ChannelId? only, Func<ISchedule, object, IEnumerable<T>> of, Func<T, string> track)
    {
        foreach (var right in rights.Rights.Where(r => only is null || r.Channel == only))
        {
            var picture = room.Picture(right.Channel, asOf);
            // A room for pages alone judges disputes only.
            var findings = picture.Findings.Count > 0 ? picture.Findings : [picture.Disputes];
            foreach (var (schedule, found) in CapabilityRegistry.All.Zip(findings).Where(c => c.First is ISchedule).Select(c => ((ISchedule)c.First, c.Second)))
            {
                foreach (var item in of(schedule, found).Where(i => right.Covers(track(i))))
                {
                    yield return (right.Channel, item);
                }
            }
        }
    }
}
