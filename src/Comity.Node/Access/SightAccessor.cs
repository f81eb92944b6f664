using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Access;

/// <summary>The sight of whoever makes this request, judged from the mandates as they stand now: one that was withdrawn a moment ago opens nothing.</summary>
public sealed class SightAccessor(IHttpContextAccessor http, WholeRoom whole)
{
    public Sight Sight => Of(http.HttpContext is { } context ? Caller.Of(context.User) : null, whole.Room);

    public static Sight Of(Caller? caller, IRoom room) => new(
        room.Me,
        caller,
        caller is null ? [] : [.. room.Mandates.Mandates.Where(m => m.Author == room.Me && m.Officer == caller.Officer && m.Standing == MandateStanding.InForce).Select(m => m.Terms)]);
}

/// <summary>The room without anybody's limits, for what runs on nobody's behalf. Pages and endpoints ask for <see cref="IRoom"/> and get what their reader may see.</summary>
public sealed record WholeRoom(IRoom Room);
