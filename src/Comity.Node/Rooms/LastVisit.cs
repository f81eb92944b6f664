using System.Globalization;
using Comity.Node.Desk;
using Comity.Node.Shared;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Rooms;

/// <summary>Remembers per channel what the reader had seen when the last visit ended: an officer's on their desk at this node, the same from every browser; a visitor's in a cookie.</summary>
/// <remarks>A visit ends half an hour after its last page, by the machine's clock: the room's clock may stand still or leap.</remarks>
public sealed class LastVisit(RoomView view, IHttpContextAccessor accessor, CookieNames cookies, DeskBook desks, TimeProvider clock)
{
    private static readonly TimeSpan VisitEnds = TimeSpan.FromMinutes(30);

    private HttpContext Http => accessor.HttpContext!;

    /// <returns>Where the last visit ended; null on a first visit.</returns>
    public VisitMark? Arrive()
    {
        var begin = Look();
        Write(begin);
        return begin;
    }

    /// <summary>The same for a program, which is not a visit: nothing moves.</summary>
    public VisitMark? Look()
    {
        var (since, latest, at) = Read();
        return latest is not null && clock.GetUtcNow() - at > VisitEnds ? latest : since;
    }

    /// <summary>Everything held now counts as read.</summary>
    public void MarkRead() => Write(Now);

    private VisitMark Now => VisitMark.Now(view);

    private string? Kept => view.Officer is { } officer ? desks.Get(officer.Id, Name) : Http.Request.Cookies[cookies.Visit(view.Channel)];

    private string Name => $"visit/{view.Channel}";

    private (VisitMark? Since, VisitMark? Latest, DateTimeOffset At) Read() =>
        (Kept ?? "").Split('|') is [var since, var latest, var minutes]
        && long.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 1_000_000_000
            ? (VisitMark.Parse(since), VisitMark.Parse(latest), DateTimeOffset.UnixEpoch.AddMinutes(at))
            : (null, null, default);

    private void Write(VisitMark? since)
    {
        var minutes = (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMinutes;
        var value = string.Create(CultureInfo.InvariantCulture, $"{since}|{Now}|{minutes}");
        if (view.Officer is { } officer)
        {
            // Durable writes cost; within a minute in which nothing was said there is nothing to write.
            if (value != Kept)
            {
                desks.Set(officer.Id, (Name, value));
            }

            return;
        }

        Http.Response.Cookies.Append(cookies.Visit(view.Channel), value, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Path = "/",
        });
    }
}
