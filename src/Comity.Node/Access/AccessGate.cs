using Comity.Node.Accounts;
using Comity.Record;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access;

/// <summary>Lets a request through when its reader holds what the page or endpoint declares it needs. What declares nothing is closed.</summary>
public sealed partial class AccessGate(RequestDelegate next, ILogger<AccessGate> log)
{
    public async Task InvokeAsync(HttpContext http, WholeRoom whole, SightAccessor sights)
    {
        var endpoint = http.GetEndpoint();
        // What is no route is routing's own refusal: a method or a media type that nothing here takes.
        if (endpoint is not RouteEndpoint)
        {
            await next(http);
        }
        else if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { } needs)
        {
            Undeclared(log, endpoint.DisplayName);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            await AskAsync(http, whole, sights.Sight, HttpMethods.IsGet(http.Request.Method) ? needs.Need : needs.Posted);
        }
    }

    private async Task AskAsync(HttpContext http, WholeRoom whole, Sight sight, Need need)
    {
        if (need is Need.Open or Need.Peer or Need.Operator)
        {
            await next(http);
            return;
        }

        var named = http.GetRouteValue("Channel") as string;
        var channel = default(ChannelId?);
        if (named is not null && whole.Room.Forum is not null)
        {
            channel = ChannelId.TryParse(named, out var parsed) && whole.Room.Channels.Contains(parsed) ? parsed : null;
            if (channel is null && sight.Caller is not null)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }

        if (need == Need.Read && channel is { IsPublic: true })
        {
            await next(http);
        }
        else if (sight.Caller is null)
        {
            await http.ChallengeAsync(PagesSetup.SessionScheme);
        }
        else if (sight.Caller.MustSetUp && need is not (Need.SignedIn or Need.Session))
        {
            await LeadToSetUpAsync(http);
        }
        else if (Holds(sight, need, channel))
        {
            await next(http);
        }
        else if (!sight.HasMandate && http.Request.Path == "/")
        {
            // Home, for somebody without a mandate, is the page that says so.
            http.Response.Redirect(AccountPaths.Account);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private static Task LeadToSetUpAsync(HttpContext http)
    {
        if (PageHost.IsPagePath(http.Request.Path))
        {
            http.Response.Redirect(AccessEndpoints.SetUpPath);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    private static bool Holds(Sight sight, Need need, ChannelId? channel) => need switch
    {
        Need.SignedIn => true,
        Need.Session => sight.Caller!.Scopes is null,
        Need.Read => Reads(sight, channel),
        Need.Write => Reads(sight, channel) && sight.MayWriteSomething,
        Need.Say => sight.MayRead(channel ?? ChannelId.Plenary) && sight.MaySay(channel ?? ChannelId.Plenary),
        Need.SeeMandates => sight.MaySeeMandates,
        Need.GiveMandates => sight.MayGiveMandates,
        Need.Accounts => sight.MayAdminister,
        _ => false,
    };

    private static bool Reads(Sight sight, ChannelId? channel) => channel is { } read ? sight.MayRead(read) : sight.MayReadSomething;

    [LoggerMessage(LogLevel.Error, "{Endpoint} declares no need, so it answers nobody: add [Needs(...)] to a page, .Needs(...) to an endpoint")]
    private static partial void Undeclared(ILogger log, string? endpoint);
}
