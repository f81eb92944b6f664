using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Access;

/// <summary>Lets a page through when its channel is held here and its reader may hear it: public for all, the rest for officers.</summary>
public sealed class ChannelGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, IRoom room, OfficerAccessor officers)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || !IsGuarded(endpoint) || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        var named = http.GetRouteValue("Channel") as string;
        var isChannel = ChannelId.TryParse(named ?? "plenary", out var channel);
        if (officers.Officer is null && !(isChannel && channel.IsPublic))
        {
            await http.ChallengeAsync(PagesSetup.SessionScheme);
        }
        else if (room.Forum is not null && (!isChannel || !room.Channels.Contains(channel)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            await next(http);
        }
    }

    private static bool IsGuarded(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || endpoint.Metadata.GetMetadata<HeardInChannel>() is not null;
}

/// <summary>Marks an endpoint that is not a page but is guarded like one.</summary>
public sealed class HeardInChannel;
