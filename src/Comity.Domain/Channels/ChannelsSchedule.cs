using System.Globalization;

namespace Comity.Domain.Channels;

/// <summary>The days on which leaves end, and who owes an answer.</summary>
internal static class ChannelsSchedule
{
    // What may be carried has no track of its own.
    private const string AnyTrack = "";

    public static IEnumerable<ScheduledDate> Dates(ChannelsFindings found) => found.Requests.Where(r => r is { Standing: RequestStanding.Granted, Until: not null })
        .Select(r => new ScheduledDate(r.Until!.Value, "channels.leave-ends", true, r.Id, r.Item, r.Purpose, r.Language, AnyTrack, [r.By], Page(r)));

    public static IEnumerable<Turn> Turns(ChannelsFindings found) => found.Requests.Where(r => r.Standing == RequestStanding.Waiting)
        .Select(r => new Turn("channels.answer", r.Id, r.Purpose, r.Language, AnyTrack, r.On, null, [r.Of], Page(r)));

    private static string Page(RequestFinding request) => string.Create(CultureInfo.InvariantCulture, $"passing/{request.Item}");
}
