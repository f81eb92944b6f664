using System.Globalization;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Shared;

/// <summary>What changes the page or the demo: forms with an antiforgery token, never links, since a link is fetched on hover.</summary>
public static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/preferences/language", SetLanguage).Needs(Need.Open).ExcludeFromDescription();
        routes.MapPost("/preferences/theme", SetTheme).Needs(Need.Open).ExcludeFromDescription();
    }

    /// <summary>The control of the demo, for officers and only where there is one.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (app.Services.GetService<IDemoControl>() is not null)
        {
            app.MapPost("/demo/{move}", MoveDemoAsync).Needs(Need.SignedIn).ExcludeFromDescription();
        }
    }

    private static RedirectHttpResult SetLanguage(HttpContext http, CookieNames cookies, [FromForm] string language, [FromForm] string? returnUrl)
    {
        if (Formats.Languages.Contains(language))
        {
            Keep(http, cookies.Language, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))));
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static RedirectHttpResult SetTheme(HttpContext http, CookieNames cookies, [FromForm] string theme, [FromForm] string? returnUrl)
    {
        if (theme is "light" or "dark" or "auto")
        {
            Keep(http, cookies.Theme, theme);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<Results<RedirectHttpResult, NotFound, UnauthorizedHttpResult>> MoveDemoAsync(
        string move, IDemoControl demo, OfficerAccessor officers, [FromForm] string? returnUrl, CancellationToken cancellation)
    {
        if (officers.Officer is null)
        {
            return TypedResults.Unauthorized();
        }

        switch (move)
        {
            case "next-entry": await demo.NextEntryAsync(cancellation); break;
            case "next-day": await demo.NextDayAsync(cancellation); break;
            case "play": demo.Play(); break;
            case "pause": demo.Pause(); break;
            default: return TypedResults.NotFound();
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Path = "/",
    });
}
