using System.ComponentModel;
using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Calendars;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Desk;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Comity.Node.Dates;

/// <summary>Dates and turns over HTTP, and the calendar feed: docs/guides/api.md, "Dates".</summary>
public static class DatesApi
{
    public static void MapDatesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dates", Dates).Needs(Need.Read).WithName("ListDates").WithSummary("Dates of all you may read: deadlines, effects, stages, each with what the day is in every capital");
        api.MapGet("/turns", Turns).Needs(Need.Read).WithName("ListTurns").WithSummary("What waits for whom, of all you may read");
        api.MapPost("/me/feed-key", NewFeedKey).Needs(Need.SignedIn).Repeats(Repeating.Told).WithName("NewFeedKey").WithSummary("Make another key for your calendar feed; the one before opens nothing any more");
    }

    /// <summary>Beside the API: programs that cannot send a token bring a key, and the public channel needs neither.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/channels/{channel}/calendar.ics", CalendarAsync)
        .Needs(Need.Open).WithTags("dates").WithName("GetCalendar").WithSummary("A channel's dates as an iCalendar feed; by token, session, or ?key= from GET /api/v1/me")
        .Produces<string>(contentType: "text/calendar");

    private static Results<Ok<DatesAnswer>, ProblemHttpResult> Dates(
        IRoom room, OfficerAccessor officers, [AsParameters] PageQuery page, string? asOf = null, [Description("First day, inclusive")] string? from = null, [Description("Last day, inclusive")] string? until = null)
    {
        var faults = new List<Fault>();
        var day = Read(asOf, "asOf", faults) ?? room.Day;
        var (first, last) = (Read(from, "from", faults) ?? DateOnly.MinValue, Read(until, "until", faults) ?? DateOnly.MaxValue);
        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var dates = Schedule.Dates(room, ReadingRights.Of(room, officers.Sight), day).Where(d => d.Date.Date >= first && d.Date.Date <= last);
        return page.Of(dates, d => $"{d.Channel} {d.Date.Date:yyyy-MM-dd} {d.Date.What} {d.Date.Statement} {d.Date.About}").Answer(part =>
            TypedResults.Ok(new DatesAnswer(day, part.Items.Select(d => DateAnswer.Of(room, d.Channel, d.Date)).ToValueList(), part.Next)));
    }

    private static Results<Ok<TurnsAnswer>, ProblemHttpResult> Turns(IRoom room, OfficerAccessor officers, [AsParameters] PageQuery page, string? asOf = null)
    {
        var faults = new List<Fault>();
        var day = Read(asOf, "asOf", faults) ?? room.Day;
        return faults.Count > 0
            ? Problems.Faults(faults, StatusCodes.Status400BadRequest)
            : page.Of(Schedule.Turns(room, ReadingRights.Of(room, officers.Sight), day), t => $"{t.Channel} {t.Turn.What} {t.Turn.About}").Answer(part =>
                TypedResults.Ok(new TurnsAnswer(day, part.Items.Select(t => TurnAnswer.Of(room.Me, t.Channel, t.Turn)).ToValueList(), part.Next)));
    }

    private static Results<Ok<FeedKeyAnswer>, ProblemHttpResult> NewFeedKey(OfficerAccessor officers, DeskBook desks)
    {
        if (!FeedKeys.MayHave(officers.Sight))
        {
            return Problems.Faults([new Fault("", "api.feed-key", "expected a session, or a token that reads wherever its officer may")]);
        }

        var officer = officers.Sight.Caller!.Officer;
        desks.NewFeedKey(officer);
        return TypedResults.Ok(new FeedKeyAnswer(desks.FeedKey(officer)));
    }

    private static async Task<IResult> CalendarAsync(
        HttpContext http, WholeRoom whole, OfficerAccessor officers, DeskBook desks, DatesCalendar calendar, string channel, string? key = null)
    {
        var room = whole.Room;
        var caller = officers.Sight.Caller ?? (desks.OfficerOf(key) is { } by ? FeedKeys.CallerBy(by) : await ByTokenAsync(http));
        var rights = room.Forum is null ? new ReadingRights([]) : ReadingRights.Of(room, SightAccessor.Of(caller is { MustSetUp: false } ? caller : null, room));
        if (!ChannelId.TryParse(channel, out var held) || rights.In(held) is null)
        {
            // Whether a channel is held is not told to those who may not read it.
            return caller is null
                ? Problems.One(StatusCodes.Status401Unauthorized, "A key is needed", "api.feed-key", "expected a token, or ?key= with the feed key of GET /api/v1/me")
                : Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", rights.Rights.Select(r => r.Channel))}");
        }

        var text = calendar.Write(held, Schedule.Dates(room, rights, room.Day, held).Select(d => d.Date), $"{http.Request.Scheme}://{http.Request.Host}");
        http.Response.Headers.CacheControl = held.IsPublic ? "public, max-age=300" : "private, no-store";
        var bytes = Encoding.UTF8.GetBytes(text);
        return TypedResults.Bytes(bytes, "text/calendar; charset=utf-8", $"comity-{channel}.ics", entityTag: new EntityTagHeaderValue($"\"{Hash256.Of(bytes)}\""));
    }

    private static async Task<Caller?> ByTokenAsync(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 && (await http.AuthenticateAsync(TokenAuthentication.SchemeName)).Principal is { } user ? Caller.Of(user) : null;

    private static DateOnly? Read(string? text, string field, List<Fault> faults)
    {
        if (text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        faults.Add(new Fault(field, "api.date", $"expected a date as 2019-08-02, found {text}"));
        return null;
    }
}

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record DatesAnswer(DateOnly AsOf, ValueList<DateAnswer> Dates, string? Next);

/// <param name="Ends">True when <paramref name="Instant"/> is the end of the day: the last of a period; false when it is the beginning.</param>
/// <param name="Instant">In the charter's zone, with its offset.</param>
/// <param name="Capitals">What the calendar day is in each party's capital; <c>no-data</c> is not the same as a working day.</param>
public sealed record DateAnswer(
    ChannelId Channel, DateOnly Date, string What, bool Ends, DateTimeOffset Instant, StatementId Statement, StatementId About, string Title, string Language, string Track,
    ValueList<MemberId> Whose, ValueList<CapitalAnswer> Capitals)
{
    public static DateAnswer Of(IRoom room, ChannelId channel, ScheduledDate d) => new(
        channel, d.Date, d.What, d.Ends, CapitalDays.Moment(room.Forum!, d.Date, d.Ends), d.Statement, d.About, d.Title, d.Language, d.Track, d.Of,
        CapitalDays.Of(room.Forum!, room.Me, d.Date).Select(c => CapitalAnswer.Of(c.Member, c.Day)).ToValueList());
}

/// <param name="Day"><c>working</c>, <c>weekend</c>, <c>holiday</c> or <c>no-data</c>.</param>
public sealed record CapitalAnswer(MemberId Member, string Day, IReadOnlyDictionary<string, string>? Holiday)
{
    public static CapitalAnswer Of(MemberId member, CapitalDay day) => new(member, day.Kind == DayKind.NoData ? "no-data" : day.Kind.ToString().ToLowerInvariant(), day.Holiday?.Names);
}

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record TurnsAnswer(DateOnly AsOf, ValueList<TurnAnswer> Turns, string? Next);

/// <param name="Ours">True when this node's member is among those waited for.</param>
public sealed record TurnAnswer(
    ChannelId Channel, string What, StatementId About, string Title, string Language, string Track, DateOnly Since, DateOnly? Until, ValueList<MemberId> Whose, bool Ours)
{
    public static TurnAnswer Of(MemberId me, ChannelId channel, Turn t) => new(channel, t.What, t.About, t.Title, t.Language, t.Track, t.Since, t.Until, t.Of, t.Of.Contains(me));
}

public sealed record FeedKeyAnswer(string FeedKey);
