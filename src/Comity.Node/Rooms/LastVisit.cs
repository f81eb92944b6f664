using System.Globalization;
using Comity.Node.Shared;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Rooms;

/// <summary>Remembers, in a cookie per channel, what the reader had seen when the last visit ended.</summary>
/// <remarks>A visit ends half an hour after its last page, by the machine's clock: the room's clock may stand still or leap.</remarks>
public sealed class LastVisit(RoomView view, IHttpContextAccessor accessor, CookieNames cookies, TimeProvider clock)
{
    private static readonly TimeSpan VisitEnds = TimeSpan.FromMinutes(30);

    private HttpContext Http => accessor.HttpContext!;

    /// <returns>Where the last visit ended; null on a first visit.</returns>
    public VisitMark? Arrive()
    {
        var (since, latest, at) = Read();
        var begin = latest is not null && clock.GetUtcNow() - at > VisitEnds ? latest : since;
        Write(begin);
        return begin;
    }

    /// <summary>Everything held now counts as read.</summary>
    public void MarkRead() => Write(Now);

    private VisitMark Now => VisitMark.Now(view);

    private (VisitMark? Since, VisitMark? Latest, DateTimeOffset At) Read() =>
        (Http.Request.Cookies[cookies.Visit(view.Channel)] ?? "").Split('|') is [var since, var latest, var minutes]
        && long.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 1_000_000_000
            ? (VisitMark.Parse(since), VisitMark.Parse(latest), DateTimeOffset.UnixEpoch.AddMinutes(at))
            : (null, null, default);

    private void Write(VisitMark? since)
    {
        var minutes = (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMinutes;
        var value = string.Create(CultureInfo.InvariantCulture, $"{since}|{Now}|{minutes}");
        Http.Response.Cookies.Append(cookies.Visit(view.Channel), value, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Path = "/",
        });
    }
}
