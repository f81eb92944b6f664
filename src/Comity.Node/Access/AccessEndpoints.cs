using System.Security.Claims;
using Comity.Node.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Access;

/// <summary>Coming and going. Both are forms with an antiforgery token, checked because they bind form fields.</summary>
public static class AccessEndpoints
{
    public const string SignInPath = "/sign-in";

    /// <summary>Where a person without a second way is led before anything else.</summary>
    public const string SetUpPath = "/account/set-up";

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/as", SignInAsync).Needs(Need.Open).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).Needs(Need.Open).ExcludeFromDescription();
        routes.MapGet("/public", () => TypedResults.LocalRedirect("/c/public/room")).Needs(Need.Open).ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, ForbidHttpResult>> SignInAsync(
        HttpContext http, IOfficerDirectory directory, [FromForm] string officer, [FromForm] string? returnUrl)
    {
        if (!directory.DemoPicking || directory.Officers.FirstOrDefault(o => o.Id == officer) is not { } found)
        {
            return TypedResults.Forbid();
        }

        var identity = new ClaimsIdentity([new Claim(Caller.OfficerClaim, found.Id)], PagesSetup.SessionScheme);
        await http.SignInAsync(PagesSetup.SessionScheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, [FromForm] string? returnUrl)
    {
        await (http.RequestServices.GetService(typeof(SessionBook)) is SessionBook sessions ? sessions.EndThisAsync(http) : http.SignOutAsync(PagesSetup.SessionScheme));
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
