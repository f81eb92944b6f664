using Comity.Domain;
using Comity.Domain.Calendars;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Dates;

/// <summary>A channel's dates as an iCalendar object: a whole-day event each, the holidays of the capitals in its description.</summary>
public sealed class DatesCalendar(WholeRoom whole, IStringLocalizer<DatesTexts> texts)
{
    /// <param name="origin">Of this node, for the links: <c>http://jp.localhost:7101</c>.</param>
    public string Write(ChannelId channel, IEnumerable<ScheduledDate> dates, string origin)
    {
        var forum = whole.Room.Forum!;
        var text = new ICalendarText().Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//Comity//Dates 1//EN").Line("CALSCALE", "GREGORIAN").Line("METHOD", "PUBLISH")
            .Text("X-WR-CALNAME", $"{forum.Name} · {channel}").Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        foreach (var date in dates)
        {
            Event(text, forum, channel, date, origin);
        }

        return text.Line("END", "VCALENDAR").ToString();
    }

    private void Event(ICalendarText text, ForumView forum, ChannelId channel, ScheduledDate date, string origin) => text
        .Line("BEGIN", "VEVENT")
        .Line("UID", $"{date.Statement}.{date.What}@{forum.Id}")
        .Instant("DTSTAMP", whole.Room.Find(date.Statement)?.Statement.ClaimedAt ?? CapitalDays.Moment(forum, date.Date, false))
        .Date("DTSTART", date.Date)
        .Date("DTEND", date.Date.AddDays(1))
        .Text("SUMMARY", $"{texts[$"what.{date.What}"]}: {date.Title}")
        .Text("DESCRIPTION", string.Join('\n', CapitalDays.Of(forum, whole.Room.Me, date.Date).Select(c => $"{c.Member}: {Words(c.Day)}")))
        .Text("CATEGORIES", date.Track)
        .Line("URL", $"{origin}/c/{channel}/{date.Page}")
        .Line("TRANSP", "TRANSPARENT")
        .Line("END", "VEVENT");

    private string Words(CapitalDay day) => CapitalDays.HolidayName(day) ?? texts[$"day.{day.Kind}"];
}
